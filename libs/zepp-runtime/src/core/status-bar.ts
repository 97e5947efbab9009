import { asText } from '../wire/json.js';
import type { Core } from './core.js';
import type { WidgetNode } from './widget-tree.js';
import { minutesAt } from './zone.js';

/** Documented: 64 pixels high, the text on the left, the time on the right. */
const HEIGHT = 64;
const SIZE = 28;
const TIME_ROOM = 112;

/** Keeps clear of the round corners of the glass. */
const marginOf = (width: number): number => Math.round(width * 0.07);

/** The watch's time as it is shown: `9:05` on a clock of twelve hours, `09:05` else. */
export function shownTime({ wall }: Pick<Core, 'wall'>, twelve: boolean): string {
  const minutes = Math.floor(wall.now / 60_000) + minutesAt(wall.zone, wall.now);
  const hour = Math.floor((((minutes % 1_440) + 1_440) % 1_440) / 60);
  const minute = (((minutes % 60) + 60) % 60).toString().padStart(2, '0');
  return twelve
    ? `${hour % 12 === 0 ? 12 : hour % 12}:${minute}`
    : `${hour.toString().padStart(2, '0')}:${minute}`;
}

/** The bar that square screens draw over a page. The time is no text of the program: it is drawn, and not among `texts()`. */
export function statusBar(
  core: Core,
  { id, title, twelve }: { id: number; title: string; twelve: boolean },
): WidgetNode[] {
  const { width } = core.device;
  const margin = marginOf(width);
  const look = { y: 0, h: HEIGHT, text_size: SIZE, color: 0xffffff, align_v: 'CENTER_V' };
  const words = { x: margin, w: width - 2 * margin - TIME_ROOM, align_h: 'LEFT', text_style: 'ELLIPSIS' };
  const time = {
    x: width - margin - TIME_ROOM,
    w: TIME_ROOM,
    align_h: 'RIGHT',
    clock: shownTime(core, twelve),
  };
  return [
    { id, type: 'TEXT', props: { ...look, ...words, text: asText(title) } },
    { id: id + 1, type: 'STATUS_TIME', props: { ...look, ...time } },
  ];
}
