import { asNumber, type Json } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import type { WidgetNode } from '../widget-tree.js';
import { type Box, clamp, part } from './kind.js';

/** Values side by side of which one each is chosen: what every picker is made of. */
export type Column = { values: readonly string[]; loop: boolean; unit: string; width: number | undefined };
export type Look = { box: Box; normal: number; chosen: number; size: number; chosenSize: number };

/** A drag over one row's height goes one value further; not documented. */
export const ROW = 60;

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

export const indexOf = ({ state }: LiveWidget, column: number): number =>
  asNumber(listOf(state.chosen)[column]);
export const focusOf = ({ state }: LiveWidget): number => asNumber(state.column);

export function setIndex(
  widget: LiveWidget,
  columns: readonly Column[],
  [column, index]: [number, number],
): boolean {
  const found = columns[column];
  if (found === undefined || found.values.length === 0) return false;
  const { length } = found.values;
  const wanted = found.loop ? ((index % length) + length) % length : clamp(index, 0, length - 1);
  if (wanted === indexOf(widget, column)) return false;
  widget.state.chosen = columns.map((_, i) => (i === column ? wanted : indexOf(widget, i)));
  return true;
}

/** Where each column stands, side by side in the middle of the box. */
export function placesOf(columns: readonly Column[], box: Box): Box[] {
  const even = Math.floor(box.w / Math.max(1, columns.length));
  const widths = columns.map(({ width }) => width ?? even);
  let x = box.x + (box.w - widths.reduce((sum, w) => sum + w, 0)) / 2;
  return widths.map((w) => {
    const place = { x, y: box.y, w, h: box.h };
    x += w;
    return place;
  });
}

export const columnAt = (columns: readonly Column[], box: Box, x: number): number =>
  placesOf(columns, box).findIndex((place) => x >= place.x && x < place.x + place.w);

/** The chosen value and its neighbours; the focused column is lit. */
export function columnNodes(widget: LiveWidget, columns: readonly Column[], look: Look): WidgetNode[] {
  const places = placesOf(columns, look.box);
  return columns.flatMap(({ values, loop, unit }, c) => {
    const place = places[c] ?? look.box;
    const middle = place.y + place.h / 2;
    return [-1, 0, 1].flatMap((away): WidgetNode[] => {
      const at = indexOf(widget, c) + away;
      const text = values[loop && values.length > 0 ? (at + values.length) % values.length : at];
      if (text === undefined || Math.abs(away) * ROW > place.h / 2) return [];
      const lit = away === 0 && c === focusOf(widget);
      const style = {
        text: away === 0 && unit !== '' ? `${text} ${unit}` : text,
        text_size: away === 0 ? look.chosenSize : look.size,
        color: lit ? look.chosen : look.normal,
        align_h: 'CENTER_H',
        align_v: 'CENTER_V',
      };
      const box = { x: place.x, y: Math.round(middle + away * ROW - ROW / 2), w: place.w, h: ROW };
      return [{ id: part(widget, 10 + c * 3 + away + 1), type: 'TEXT', props: { ...box, ...style } }];
    });
  });
}
