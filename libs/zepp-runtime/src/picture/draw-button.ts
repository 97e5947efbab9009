import { type Canvas, rect } from './canvas.js';
import { drawPlaceholder, putPicture } from './draw-image.js';
import { drawText, label, sizeOf } from './draw-text.js';
import { colour } from './numbers.js';
import type { Picture } from './picture-file.js';
import { type Box, boxOf, colourOf, numberOf, type Props, textOf } from './props.js';

/** Documented: without a colour or an image a button is black, and grey under the finger. */
const PLAIN = 0x000000;
const PLAIN_PRESSED = 0x444444;
const DEFAULT_SIZE = 32;

/** `-1` asks for the size of the image; without one the platform takes 100 × 40. */
function buttonBox(props: Props, picture?: Picture): Box {
  const box = boxOf(props);
  return { ...box, w: box.w > 0 ? box.w : (picture?.w ?? 100), h: box.h > 0 ? box.h : (picture?.h ?? 40) };
}

/** Long labels are cut with an ellipsis; `text_w` is the room they have, in the middle of the button. */
export const buttonLabel = (props: Props, picture?: Picture) => {
  const box = buttonBox(props, picture);
  const w = numberOf(props, 'text_w', box.w);
  const look = { size: sizeOf(props, DEFAULT_SIZE), colour: colourOf(props, 'color', 0xffffff) };
  return label({ ...box, x: box.x + (box.w - w) / 2, w }, textOf(props, 'text'), look);
};

/** Colours come before images. The widget itself says when one of a pair is missing: then neither counts. */
const either = (props: Props, one: string, other: string): boolean =>
  props.plain !== true && (props[one] !== undefined || props[other] !== undefined);

export function drawButton(canvas: Canvas, props: Props): void {
  const pressed = props.pressed === true;
  const path = textOf(props, pressed ? 'press_src' : 'normal_src');
  const coloured = either(props, 'normal_color', 'press_color');
  const pictured = !coloured && either(props, 'normal_src', 'press_src');
  const picture = pictured ? canvas.images(path) : undefined;
  const box = buttonBox(props, picture);
  if (pictured && picture === undefined) drawPlaceholder(canvas, box);
  else if (picture !== undefined) putPicture(canvas, picture, middleOf(box, picture));
  else
    canvas.put(
      rect({ ...box, radius: coloured ? numberOf(props, 'radius', 0) : 0 }, groundOf(props, coloured)),
    );
  drawText(canvas, buttonLabel(props, picture));
}

/** An image lies in the middle of a larger button (seen on a watch: screenshots of a program in the field). */
const middleOf = (box: Box, { w, h }: Picture): Box => ({
  x: box.x + Math.round((box.w - w) / 2),
  y: box.y + Math.round((box.h - h) / 2),
  w,
  h,
});

function groundOf(props: Props, coloured: boolean): string {
  const pressed = props.pressed === true;
  const own = pressed ? PLAIN_PRESSED : PLAIN;
  const fill = coloured ? colourOf(props, pressed ? 'press_color' : 'normal_color', own) : own;
  return `fill="${colour(fill)}"`;
}
