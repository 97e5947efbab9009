import { colours } from '../../drawing/colours.js';
import { fitSize } from '../../drawing/fit.js';
import type { Frame } from '../../drawing/frame.js';
import type { Shape, TextShape } from '../../drawing/shape.js';
import { texts } from '../../texts.js';
import { homeLayout } from './layout.js';

export type HomeRow = { id: string; name: string; totalMs: number };
export type HomeState = { rows: readonly HomeRow[]; sync: string };

/** Under two minutes in seconds, to the next ten; above in whole minutes. */
export function lengthText(totalMs: number): string {
  const seconds = Math.round(totalMs / 1000);
  if (seconds < 120) return texts.seconds(Math.ceil(seconds / 10) * 10);
  return texts.minutes(Math.round(seconds / 60));
}

/** The list: a touch names the routine's id. */
export function homeView({ rows, sync }: HomeState, frame: Frame): Shape[] {
  const layout = homeLayout(frame);
  const line = (shape: Omit<TextShape, 'kind'>): TextShape => ({ kind: 'text', ...shape });
  return [
    line({
      id: 'title',
      box: layout.title,
      text: texts.pick,
      size: fitSize(texts.pick, layout.title.w, layout.titleSize, 16),
      colour: colours.quiet,
    }),
    ...rows.flatMap((row, index): Shape[] => {
      const { field, name, time } = layout.row(index);
      const touch = row.id;
      const size = fitSize(row.name, name.w, layout.nameSize, 16);
      return [
        {
          kind: 'rect',
          id: `field-${row.id}`,
          box: field,
          radius: Math.round(field.h / 3),
          colour: colours.panel,
          touch,
        },
        line({
          id: `name-${row.id}`,
          box: name,
          text: row.name,
          size,
          colour: colours.ink,
          align: 'left',
          touch,
        }),
        line({
          id: `time-${row.id}`,
          box: time,
          text: lengthText(row.totalMs),
          size: layout.timeSize,
          colour: colours.work,
          align: 'left',
          touch,
        }),
      ];
    }),
    line({
      id: 'sync',
      box: layout.sync(rows.length),
      text: sync,
      size: layout.timeSize,
      colour: colours.quiet,
    }),
  ];
}
