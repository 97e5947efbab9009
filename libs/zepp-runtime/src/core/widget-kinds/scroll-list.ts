import { listRows, type Row } from '../../picture/draw-list.js';
import { asNumber, asObject, asText, type Json, type JsonObject } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import { boxOf } from '../props-box.js';
import { call, clamp, type Handled, type Kind, type Point, type Touched, within } from './kind.js';

/** The crown scrolls a list by so many pixels a degree; not documented. */
const PIXELS_A_DEGREE = 2;

const rowsOf = ({ props, state }: LiveWidget): Row[] => listRows({ ...props, ...state });
const scrolled = ({ state }: LiveWidget): number => asNumber(state.scroll_y);
const middleOf = (row: Row): number => row.box.y + row.box.h / 2;

/** Where rows come to rest: nowhere in particular, or a share of the list's height and of their own. */
function anchorOf({ props }: LiveWidget): number | undefined {
  const { snap_type, snap_to_center } = props;
  if (snap_type === 'SNAP_TOP') return 0;
  if (snap_type === 'SNAP_BOTTOM') return 1;
  return snap_type !== undefined || snap_to_center === true ? 0.5 : undefined;
}

const snaps = (widget: LiveWidget): boolean => anchorOf(widget) === 0.5;
/** The first row is a title that stays at the top. */
const titled = ({ props }: LiveWidget): boolean => props.snap_type === 'SNAPCENTER_EXCEPTTITLE';

/** The list rests where its first or last row meets its edge; one that snaps brings both to its middle. */
function limits(widget: LiveWidget): { least: number; most: number } {
  const rows = rowsOf(widget);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const box = boxOf(widget);
  if (first === undefined || last === undefined) return { least: 0, most: 0 };
  const at = scrolled(widget);
  if (snaps(widget)) {
    const middle = box.y + box.h / 2;
    const least = titled(widget) ? 0 : Math.min(0, middleOf(first) + at - middle);
    return { least, most: middleOf(last) + at - middle };
  }
  return { least: 0, most: Math.max(0, last.box.y + last.box.h + at - box.y - box.h) };
}

/** The row where rows come to rest, or the one nearest to it; the middle one of a list that does not snap. */
function focused(widget: LiveWidget): Row | undefined {
  const box = boxOf(widget);
  const anchor = anchorOf(widget) ?? 0.5;
  const away = (row: Row) => Math.abs(row.box.y + row.box.h * anchor - box.y - box.h * anchor);
  return rowsOf(widget).reduce<Row | undefined>(
    (best, row) => (best && away(best) <= away(row) ? best : row),
    undefined,
  );
}

function moveTo({ widget }: Handled, y: number): boolean {
  const { least, most } = limits(widget);
  const before = scrolled(widget);
  const now = Math.round(clamp(y, Math.min(least, most), Math.max(least, most)));
  const lost = focused(widget)?.index;
  widget.state.scroll_y = now;
  const won = focused(widget)?.index;
  if (lost !== undefined && lost !== won) call(widget, 'item_focus_change_func', lost, false);
  if (won !== undefined && lost !== won) call(widget, 'item_focus_change_func', won, true);
  return now !== before;
}

/** Brings a row to its place: 0 at the list's top, 0.5 in its middle, 1 at its bottom. */
function rest(handled: Handled, row: Row | undefined, anchor: number): void {
  if (row === undefined) return;
  const box = boxOf(handled.widget);
  const share = titled(handled.widget) && row.index === 0 ? 0 : anchor;
  const to = row.box.y + row.box.h * share - box.y - box.h * share;
  moveTo(handled, scrolled(handled.widget) + to);
}

/** The data that the touched view shows, when the view asked to be touched. */
function keyAt(row: Row, at: Point): string {
  const views = [row.config.text_view, row.config.image_view].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const here = { x: at.x - row.box.x, y: at.y - row.box.y };
  const hit = views
    .map(asObject)
    .find((view) => view.action === true && within(boxOf({ type: '', props: view }), here));
  return asText(hit?.key);
}

const slides = ({ props, state }: LiveWidget, index: number): number => {
  const own = asObject(asObject(state.slides)[String(index)]);
  const enabled = own.item_enable_horizon_drag ?? props.item_enable_horizon_drag;
  return enabled === true ? asNumber(own.item_drag_max_distance, asNumber(props.item_drag_max_distance)) : 0;
};

/** A row follows the finger sideways as far as it may. */
function slide({ widget, at }: Touched, by: number): boolean {
  const row = rowsOf(widget).find(({ box }) => at.y >= box.y && at.y < box.y + box.h);
  const most = row === undefined ? 0 : slides(widget, row.index);
  if (row === undefined || most === 0) return false;
  const before = widget.state.drag_index === row.index ? asNumber(widget.state.drag_x) : 0;
  widget.state.drag_index = row.index;
  widget.state.drag_x = clamp(before + by, Math.min(0, most), Math.max(0, most));
  return true;
}

const dataOf = ({ props }: LiveWidget): Json[] => (Array.isArray(props.data_array) ? props.data_array : []);

/** Shows no more rows than `data_count` says, as the platform counts. */
function count(widget: LiveWidget): void {
  const { data_count } = widget.props;
  if (typeof data_count === 'number') widget.props.data_array = dataOf(widget).slice(0, data_count);
}

function update({ widget }: Handled, value: Json): void {
  const { on_page, ...data } = asObject(value);
  Object.assign(widget.props, data);
  count(widget);
  widget.state.drag_index = -1;
  if (on_page !== 1) widget.state.scroll_y = 0;
}

function moveItems({ widget }: Handled, { start, end, ...own }: JsonObject): void {
  const all: JsonObject = { ...asObject(widget.state.slides) };
  for (let i = asNumber(start); i <= Math.min(asNumber(end), dataOf(widget).length); i += 1)
    all[String(i)] = own;
  widget.state.slides = all;
}

/** SCROLL_LIST: rows of several looks that scroll, tell of taps by row and view, and can be slid aside. */
export const scrollList: Kind = {
  made: (handled) => {
    const { widget, around } = handled;
    count(widget);
    const configs = widget.props.item_config;
    if (!Array.isArray(configs)) around.remark('a SCROLL_LIST needs item_config');
    else if (configs.some((config) => asObject(config).layout_config !== undefined)) {
      around.remark('SCROLL_LIST: layout_config is not modelled');
    }
    const wanted = widget.props.view_index;
    if (typeof wanted === 'number')
      rest(handled, rowsOf(widget)[wanted], around.device.shape === 'round' ? 0.5 : 0);
  },
  tap: (touched) => {
    const { widget, at } = touched;
    const row = rowsOf(widget).find(({ box }) => within(box, at));
    if (row !== undefined) call(widget, 'item_click_func', row.index, keyAt(row, at));
  },
  drag: (touched, by) =>
    Math.abs(by.x) > Math.abs(by.y) ? slide(touched, by.x) : moveTo(touched, scrolled(touched.widget) - by.y),
  drop: (touched) => {
    const anchor = anchorOf(touched.widget);
    if (anchor !== undefined) rest(touched, focused(touched.widget), anchor);
  },
  turn: (handled, degrees) => moveTo(handled, scrolled(handled.widget) - degrees * PIXELS_A_DEGREE),
  reveal: (handled, at) => {
    const box = boxOf(handled.widget);
    if (at.y >= box.y && at.y < box.y + box.h) return;
    moveTo(handled, scrolled(handled.widget) + at.y - box.y - box.h / 2);
  },
  set: {
    update_data: update,
    update_item: ({ widget }, value) => {
      const { index, item_data } = asObject(value);
      const data = [...dataOf(widget)];
      if (data[asNumber(index, -1)] !== undefined) data[asNumber(index)] = item_data ?? null;
      widget.props.data_array = data;
    },
    delete_item: (handled, value) => {
      const gone = asNumber(asObject(value).index, -1);
      handled.widget.props.data_array = dataOf(handled.widget).filter((_, i) => i !== gone);
      handled.widget.state.drag_index = -1;
      moveTo(handled, scrolled(handled.widget));
    },
    move_item: (handled, value) => moveItems(handled, asObject(value)),
    list_top: (handled, value) =>
      rest(handled, rowsOf(handled.widget)[asNumber(value, asNumber(asObject(value).index))], 0),
  },
};
