import { type Canvas, rect } from './canvas.js';
import { drawImage } from './draw-image.js';
import { drawText, label, sizeOf } from './draw-text.js';
import { colour } from './numbers.js';
import { type Box, boxOf, colourOf, numberOf, type Props, textOf } from './props.js';

/** Documented: without a colour or an image a button is black, and grey under the finger. */
const PLAIN = 0x000000;
const PLAIN_PRESSED = 0x444444;
const DEFAULT_SIZE = 32;

/** `-1` asks for the size of the image; without one the platform takes 100 × 40. */
const buttonBox = (props: Props): Box => {
  const box = boxOf(props);
  return { ...box, w: box.w > 0 ? box.w : 100, h: box.h > 0 ? box.h : 40 };
};

export const buttonLabel = (props: Props) => {
  const text = textOf(props, 'text');
  const look = { size: sizeOf(props, DEFAULT_SIZE), colour: colourOf(props, 'color', 0xffffff) };
  return label(buttonBox(props), text, look);
};

export function drawButton(canvas: Canvas, props: Props): void {
  const pressed = props.pressed === true;
  const box = buttonBox(props);
  const image = textOf(props, pressed ? 'press_src' : 'normal_src');
  const coloured = props.normal_color !== undefined || props.press_color !== undefined;
  if (image !== '' && !coloured) drawImage(canvas, { ...props, w: 0, h: 0 }, image);
  else {
    const fill = pressed
      ? colourOf(props, 'press_color', PLAIN_PRESSED)
      : colourOf(props, 'normal_color', PLAIN);
    canvas.put(rect({ ...box, radius: numberOf(props, 'radius', 0) }, `fill="${colour(fill)}"`));
  }
  drawText(canvas, buttonLabel(props));
}
