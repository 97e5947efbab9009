import type { Canvas } from './canvas.js';
import { putPicture } from './draw-image.js';
import type { Picture } from './picture-file.js';
import { boxOf, flagOf, numberOf, opacityOf, type Props, textOf } from './props.js';

const MOST_SIGNS = 64;

/** The language's own unit first; `u` in the text stands for it. */
const unitOf = (props: Props): string =>
  ['unit_en', 'unit_sc', 'unit_tc', 'unit_src', 'imperial_unit_en']
    .map((key) => textOf(props, key))
    .find(Boolean) ?? '';

function pathOf(props: Props, sign: string): string {
  const digits = Array.isArray(props.font_array) ? props.font_array : [];
  if (/^[0-9]$/.test(sign)) {
    const path: unknown = digits[Number(sign)];
    return typeof path === 'string' ? path : '';
  }
  if (sign === '.' || sign === ':') return textOf(props, 'dot_image');
  if (sign === '-') return textOf(props, 'negative_image');
  return sign === 'u' ? unitOf(props) : '';
}

/** `padding` fills a number up with zeros to the number of digits it names; `true` to two, as clocks show them. */
function paddedText(props: Props): string {
  const text = textOf(props, 'text').slice(0, MOST_SIGNS);
  const wanted = typeof props.padding === 'number' ? props.padding : flagOf(props, 'padding', false) ? 2 : 0;
  const digits = Math.max(0, Math.min(MOST_SIGNS, wanted === 1 ? 2 : wanted));
  return /^\d+$/.test(text) ? text.padStart(digits, '0') : text;
}

type Sign = { picture: Picture; gap: number };

function signsOf(canvas: Canvas, props: Props): Sign[] {
  const icon = canvas.images(textOf(props, 'icon'));
  const signs: Sign[] = icon === undefined ? [] : [{ picture: icon, gap: numberOf(props, 'icon_space', 0) }];
  const gap = numberOf(props, 'h_space', 0);
  for (const sign of paddedText(props)) {
    const path = pathOf(props, sign);
    const picture = path === '' ? undefined : canvas.images(path);
    if (picture !== undefined) signs.push({ picture, gap });
  }
  return signs;
}

/** TEXT_IMG: a number written with pictures, one behind the other, aligned in its box. */
export function drawTextImages(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const signs = signsOf(canvas, props);
  const last = signs[signs.length - 1];
  if (last === undefined) return;
  const width = signs.reduce((sum, { picture, gap }) => sum + picture.w + gap, 0) - last.gap;
  const spare = Math.max(0, box.w - width);
  const across = props.align_h === 'RIGHT' ? 1 : props.align_h === 'CENTER_H' ? 0.5 : 0;
  let pen = box.x + spare * across;
  for (const { picture, gap } of signs) {
    putPicture(canvas, picture, { x: pen, y: box.y, w: picture.w, h: picture.h, opacity: opacityOf(props) });
    pen += picture.w + gap;
  }
}
