import { colour, escapeXml, fixed } from './numbers.js';
import type { Picture } from './picture-file.js';
import type { Box } from './props.js';

/** Answers a picture by the path that a program names; one that is not there becomes a placeholder. */
export type ImageSource = (path: string) => Picture | undefined;

/** Characters of one picture; what would come after them is left out. */
const MOST_MARKUP = 32_000_000;

export type Gradient = {
  from: { x: number; y: number };
  to: { x: number; y: number };
  colours: [number, number];
};

/** Collects the pieces of one picture; clip paths get their ids in the order they are asked for. */
export type Canvas = {
  readonly images: ImageSource;
  put(markup: string): void;
  /** Nothing more is taken. */
  readonly full: boolean;
  /** Draws what `inside` puts cut to `box`. */
  clipped(box: Box & { radius?: number }, inside: () => void): void;
  /** Draws what `inside` puts cut to a path, by the even-odd rule. */
  cut(path: string, inside: () => void): void;
  /** Draws what `inside` puts as one, see-through together. */
  faded(opacity: number, inside: () => void): void;
  /** A run from one colour to another, as the value of a `fill`. */
  gradient(run: Gradient): string;
  moved(x: number, y: number, inside: () => void): void;
  finish(): string;
};

/** What two boxes have in common; without width or height when that is nothing. */
function common(one: Box, other: Box): Box {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const right = Math.min(one.x + one.w, other.x + other.w);
  const bottom = Math.min(one.y + one.h, other.y + other.h);
  return { x, y, w: Math.max(0, right - x), h: Math.max(0, bottom - y) };
}

export function openCanvas(images: ImageSource): Canvas {
  const parts: string[] = [];
  let clips = 0;
  let gradients = 0;
  /** What can be seen of the place drawn to now, in its own coordinates; none before the glass is cut. */
  let seen: Box | undefined;
  const within = (area: Box | undefined, inside: () => void) => {
    const before = seen;
    seen = area;
    inside();
    seen = before;
  };
  let length = 0;
  const push = (markup: string) => void parts.push(markup);
  /** Beyond all that a page needs a program could only mean to fill our memory. */
  const put = (markup: string) => {
    length += markup.length;
    if (length <= MOST_MARKUP) push(markup);
  };
  const group = (attributes: string, inside: () => void) => {
    push(`<g ${attributes}>`);
    inside();
    push('</g>');
  };
  return {
    images,
    put,
    get full() {
      return length > MOST_MARKUP;
    },
    clipped(box, inside) {
      const area = seen === undefined ? box : common(seen, box);
      // Nothing of it is seen; a painter may also stumble over a layer that lies beside the picture (resvg does).
      if (area.w <= 0 || area.h <= 0) return;
      clips += 1;
      put(`<clipPath id="clip${clips}">${rect(box, '')}</clipPath>`);
      group(`clip-path="url(#clip${clips})"`, () => within(area, inside));
    },
    cut(path, inside) {
      clips += 1;
      put(`<clipPath id="clip${clips}"><path d="${path}" clip-rule="evenodd"/></clipPath>`);
      group(`clip-path="url(#clip${clips})"`, inside);
    },
    faded(opacity, inside) {
      if (opacity >= 1) inside();
      else if (opacity > 0) group(`opacity="${fixed(opacity)}"`, inside);
    },
    gradient({ from, to, colours: [first, last] }) {
      gradients += 1;
      const line = `x1="${fixed(from.x)}" y1="${fixed(from.y)}" x2="${fixed(to.x)}" y2="${fixed(to.y)}"`;
      const stops = `<stop stop-color="${colour(first)}"/><stop offset="1" stop-color="${colour(last)}"/>`;
      put(
        `<linearGradient id="run${gradients}" gradientUnits="userSpaceOnUse" ${line}>${stops}</linearGradient>`,
      );
      return `url(#run${gradients})`;
    },
    moved(x, y, inside) {
      const area = seen && { ...seen, x: seen.x - x, y: seen.y - y };
      if (x === 0 && y === 0) inside();
      else group(`transform="translate(${fixed(x)} ${fixed(y)})"`, () => within(area, inside));
    },
    finish: () => parts.join('\n'),
  };
}

/** A rectangle whose corners never bulge over its own sides. */
export function rect(box: Box & { radius?: number }, attributes: string): string {
  const radius = Math.max(0, Math.min(box.radius ?? 0, box.w / 2, box.h / 2));
  const corner = radius > 0 ? ` rx="${fixed(radius)}"` : '';
  const rest = attributes === '' ? '' : ` ${attributes}`;
  return `<rect x="${fixed(box.x)}" y="${fixed(box.y)}" width="${fixed(box.w)}" height="${fixed(box.h)}"${corner}${rest}/>`;
}

export const attribute = (name: string, value: string): string => `${name}="${escapeXml(value)}"`;

/** ` fill-opacity` or ` stroke-opacity`, left out when opaque. */
export const seeThrough = (name: 'fill' | 'stroke', opacity: number): string =>
  opacity >= 1 ? '' : ` ${name}-opacity="${fixed(opacity)}"`;
