import { button } from '../../drawing/button.js';
import { colours } from '../../drawing/colours.js';
import { fitSize } from '../../drawing/fit.js';
import type { Frame } from '../../drawing/frame.js';
import type { Box, Shape } from '../../drawing/shape.js';
import { texts } from '../../texts.js';
import { summaryLayout } from './layout.js';

export type SummaryState = {
  how: 'complete' | 'saved' | 'discarded';
  setsDone: number;
  setsPlanned: number;
  totalMs: number;
  sync: string;
};

/** At least one minute: nobody did nothing for a session. */
const minutesOf = (totalMs: number) => Math.max(1, Math.round(totalMs / 60_000));

export function summaryView(state: SummaryState, frame: Frame): Shape[] {
  const layout = summaryLayout(frame);
  const line = (id: string, box: Box, text: string, size: number, colour: number): Shape => ({
    kind: 'text',
    id,
    box,
    text,
    size: fitSize(text, box.w, size, 16),
    colour,
  });
  const sets = texts.summary.sets(state.setsDone, state.setsPlanned);
  return [
    line('title', layout.title, texts.summary[state.how], layout.titleSize, colours.work),
    line('sets', layout.share, sets, layout.shareSize, colours.ink),
    line('length', layout.length, texts.minutes(minutesOf(state.totalMs)), layout.lengthSize, colours.quiet),
    line('sync', layout.sync, state.sync, layout.syncSize, colours.quiet),
    ...button({
      id: 'close',
      box: layout.close,
      text: texts.summary.close,
      touch: 'close',
      size: layout.closeSize,
    }),
  ];
}
