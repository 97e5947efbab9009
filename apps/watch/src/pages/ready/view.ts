import { button } from '../../drawing/button.js';
import { colours } from '../../drawing/colours.js';
import { fitSize } from '../../drawing/fit.js';
import type { Frame } from '../../drawing/frame.js';
import type { Shape } from '../../drawing/shape.js';
import { texts } from '../../texts.js';
import { lengthText } from '../home/view.js';
import { noteLayout, readyLayout } from './layout.js';

/** One line that a press turns to its next value. */
export type ReadyRow = { touch: string; label: string; value: string };
export type ReadyState = { name: string; totalMs: number; rows: readonly ReadyRow[] };

export function readyView({ name, totalMs, rows }: ReadyState, frame: Frame): Shape[] {
  const layout = readyLayout(frame);
  const half = { ...layout.title, h: Math.round(layout.title.h / 2) };
  return [
    {
      kind: 'text',
      id: 'name',
      box: half,
      text: name,
      size: fitSize(name, half.w, layout.titleSize, 16),
      colour: colours.ink,
    },
    {
      kind: 'text',
      id: 'length',
      box: { ...half, y: half.y + half.h },
      text: lengthText(totalMs),
      size: layout.rowSize,
      colour: colours.work,
    },
    ...button({
      id: 'start',
      box: layout.start,
      text: texts.start,
      touch: 'start',
      size: layout.startSize,
      loud: true,
    }),
    ...rows.flatMap((row, index) =>
      button({
        id: row.touch,
        box: layout.row(index),
        text: row.value === '' ? row.label : `${row.label}: ${row.value}`,
        touch: row.touch,
        size: layout.rowSize,
      }),
    ),
  ];
}

/** The one caution of the routine's source, in our words; pressed away once. */
export function noteView(frame: Frame): Shape[] {
  const layout = noteLayout(frame);
  const { title, body, accept } = texts.note;
  return [
    {
      kind: 'text',
      id: 'note-title',
      box: layout.title,
      text: title,
      size: fitSize(title, layout.title.w, layout.titleSize, 16),
      colour: colours.ready,
    },
    {
      kind: 'text',
      id: 'note-body',
      box: layout.body,
      text: body,
      size: layout.bodySize,
      colour: colours.ink,
      wrap: true,
    },
    ...button({
      id: 'accept',
      box: layout.accept,
      text: accept,
      touch: 'accept',
      size: layout.acceptSize,
      loud: true,
    }),
  ];
}
