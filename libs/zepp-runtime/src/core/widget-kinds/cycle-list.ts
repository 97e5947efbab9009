import { asNumber, asObject, asText, type Json, type JsonObject } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import { boxOf } from '../props-box.js';
import type { WidgetNode } from '../widget-tree.js';
import { call, type Handled, type Kind, part, within } from './kind.js';

/** One notch of the crown goes a row further; not documented. */
const DEGREES_A_ROW = 15;
/** Rows of one list that are drawn at most. */
const MOST_ROWS = 40;

type Row = { index: number; top: number };

const heightOf = ({ props }: LiveWidget): number => Math.max(1, asNumber(props.item_height, 1));
const scrolled = ({ state }: LiveWidget): number => asNumber(state.scrolled);

function dataOf({ props }: LiveWidget): Json[] {
  const data = Array.isArray(props.data_array) ? props.data_array : [];
  return data.slice(0, asNumber(props.data_size, data.length));
}

/** The rows in sight: the list begins again where it ends. */
function rowsOf(widget: LiveWidget): Row[] {
  const { length } = dataOf(widget);
  const height = heightOf(widget);
  const { y, h } = boxOf(widget);
  const first = Math.floor(scrolled(widget) / height);
  const shift = first * height - scrolled(widget);
  const count = Math.min(MOST_ROWS, Math.ceil((h - shift) / height));
  if (length === 0) return [];
  return Array.from({ length: count }, (_, i) => ({
    index: (((first + i) % length) + length) % length,
    top: y + shift + i * height,
  }));
}

/** The row in the middle of the list. */
function focused(widget: LiveWidget): number | undefined {
  const { y, h } = boxOf(widget);
  const height = heightOf(widget);
  return rowsOf(widget).find(({ top }) => y + h / 2 >= top && y + h / 2 < top + height)?.index;
}

function moveTo({ widget }: Handled, to: number): void {
  const lost = focused(widget);
  widget.state.scrolled = to;
  const won = focused(widget);
  if (lost === won || lost === undefined || won === undefined) return;
  call(widget, 'item_focus_change_func', lost, false);
  call(widget, 'item_focus_change_func', won, true);
}

function nodesOf(widget: LiveWidget, { index, top }: Row, base: number): WidgetNode[] {
  const { props, state } = widget;
  const { x, w } = boxOf(widget);
  const data = dataOf(widget)[index];
  const { src, text } = typeof data === 'string' ? { src: data, text: '' } : asObject(data);
  const own = asObject(asObject(state.items)[String(index)]);
  const n = (name: string, otherwise = 0) => asNumber(own[name], asNumber(props[name], otherwise));
  const height = heightOf(widget);
  const ground = { x, y: top, w, h: height, color: n('item_bg_color') };
  const made: WidgetNode[] = [{ id: part(widget, base), type: 'FILL_RECT', props: ground }];
  if (asText(src) !== '') {
    const image = { x: x + n('item_image_x'), y: top + n('item_image_y'), src: asText(src) };
    made.push({ id: part(widget, base + 1), type: 'IMG', props: image });
  }
  const words = typeof text === 'number' ? String(text) : asText(text);
  if (words === '') return made;
  const label: JsonObject = {
    x: x + n('item_text_x'),
    y: top + n('item_text_y'),
    w: n('item_text_width', w),
    h: n('item_text_height', height),
    text: words,
    text_size: n('item_text_size', 24),
    color: n('item_text_color', 0xffffff),
    align_h: props.item_text_align_h ?? 'CENTER_H',
    align_v: props.item_text_align_v ?? 'CENTER_V',
  };
  return [...made, { id: part(widget, base + 2), type: 'TEXT', props: label }];
}

/** A list without end: CYCLE_LIST of images, CYCLE_IMAGE_TEXT_LIST of images and texts. */
export const cycleList: Kind = {
  tap: ({ widget, at }) => {
    const { x, w } = boxOf(widget);
    const hit = rowsOf(widget).find(({ top: y }) => within({ x, y, w, h: heightOf(widget) }, at));
    if (hit !== undefined) call(widget, 'item_click_func', hit.index);
  },
  drag: (touched, by) => {
    if (Math.abs(by.y) < Math.abs(by.x) || dataOf(touched.widget).length === 0) return false;
    moveTo(touched, scrolled(touched.widget) - by.y);
    return true;
  },
  drop: (touched) => {
    const height = heightOf(touched.widget);
    moveTo(touched, Math.round(scrolled(touched.widget) / height) * height);
  },
  turn: (handled, degrees) => {
    if (dataOf(handled.widget).length === 0) return false;
    const rows = Math.trunc(-degrees / DEGREES_A_ROW) || -Math.sign(degrees);
    moveTo(handled, scrolled(handled.widget) + rows * heightOf(handled.widget));
    return true;
  },
  tells: ({ widget }) => ({ index: rowsOf(widget)[0]?.index ?? 0 }),
  set: {
    item_more: ({ widget }, value) => {
      const { index, ...own } = asObject(value);
      widget.state.items = { ...asObject(widget.state.items), [String(index)]: own };
    },
    item_refresh: ({ widget }, value) => {
      const { [String(value)]: _gone, ...items } = asObject(widget.state.items);
      widget.state.items = items;
    },
    list_top: (handled, value) =>
      moveTo(handled, asNumber(value, asNumber(asObject(value).index)) * heightOf(handled.widget)),
  },
  parts: ({ widget }) => {
    const { x, y, w, h } = boxOf(widget);
    const rows = rowsOf(widget).flatMap((row, i) => nodesOf(widget, row, 1 + i * 3));
    const inner: WidgetNode = {
      id: part(widget, 999),
      type: 'GROUP',
      props: { x: -x, y: -y, w, h },
      children: rows,
    };
    return [{ id: part(widget, 0), type: 'VIEW_CONTAINER', props: { x, y, w, h }, children: [inner] }];
  },
};
