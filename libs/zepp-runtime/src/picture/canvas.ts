import { escapeXml, fixed } from './numbers.js';
import type { Box } from './props.js';

/** Answers the bytes of an image of the package; PNG is drawn, anything else becomes a placeholder. */
export type ImageSource = (path: string) => Uint8Array | undefined;

/** Collects the pieces of one picture; clip paths get their ids in the order they are asked for. */
export type Canvas = {
  readonly images: ImageSource;
  put(markup: string): void;
  /** Draws what `inside` puts cut to `box`. */
  clipped(box: Box & { radius?: number }, inside: () => void): void;
  moved(x: number, y: number, inside: () => void): void;
  finish(): string;
};

export function openCanvas(images: ImageSource): Canvas {
  const parts: string[] = [];
  let clips = 0;
  const put = (markup: string) => void parts.push(markup);
  const group = (attributes: string, inside: () => void) => {
    put(`<g ${attributes}>`);
    inside();
    put('</g>');
  };
  return {
    images,
    put,
    clipped(box, inside) {
      clips += 1;
      put(`<clipPath id="clip${clips}">${rect(box, '')}</clipPath>`);
      group(`clip-path="url(#clip${clips})"`, inside);
    },
    moved(x, y, inside) {
      if (x === 0 && y === 0) inside();
      else group(`transform="translate(${fixed(x)} ${fixed(y)})"`, inside);
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
