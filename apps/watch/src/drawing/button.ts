import { colours } from './colours.js';
import { fitSize } from './fit.js';
import type { Box, Shape } from './shape.js';

export type Button = { id: string; box: Box; text: string; touch: string; size: number; loud?: boolean };

/** A rounded field with one line in it; both take the touch, whichever the platform gives it to. */
export function button({ id, box, text, touch, size, loud }: Button): Shape[] {
  return [
    {
      kind: 'rect',
      id: `${id}-field`,
      box,
      radius: Math.round(Math.min(box.h / 2, 28)),
      colour: loud === true ? colours.work : colours.panel,
      touch,
    },
    {
      kind: 'text',
      id: `${id}-text`,
      box: { x: box.x + 8, y: box.y, w: box.w - 16, h: box.h },
      text,
      size: fitSize(text, box.w - 24, size, 16),
      colour: loud === true ? colours.ground : colours.ink,
      touch,
    },
  ];
}
