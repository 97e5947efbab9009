import { listRows } from '../picture/draw-list.js';
import { asNumber, isFunctionMark, type JsonObject } from '../wire/json.js';
import { Callback } from './realm.js';
import type { LiveWidget, Widgets } from './widgets.js';

type Point = { x: number; y: number };
type Box = { x: number; y: number; w: number; h: number };
export type Hit = { widget: LiveWidget; x: number; y: number };

const HOLDERS = new Set(['GROUP', 'GROUP_VIEW', 'VIEW_CONTAINER', 'VIRTUAL_CONTAINER']);

export function boxOf({ type, props }: { type: string; props: JsonObject }): Box {
  const n = (key: string) => asNumber(props[key]);
  if (type === 'CIRCLE') {
    const r = n('radius');
    return { x: n('center_x') - r, y: n('center_y') - r, w: 2 * r, h: 2 * r };
  }
  return { x: n('x'), y: n('y'), w: Math.max(0, n('w')), h: Math.max(0, n('h')) };
}

const within = (box: Box, { x, y }: Point) =>
  x >= box.x && y >= box.y && x < box.x + box.w && y < box.y + box.h;

const FUNCTIONS = [
  'click_func',
  'press_func',
  'longpress_func',
  'item_click_func',
  'checked_change_func',
  'check_func',
];

/** Whether touching this widget does anything. */
const takesTouch = ({ listeners, props }: LiveWidget) =>
  props.enable !== false && (listeners.length > 0 || FUNCTIONS.some((name) => isFunctionMark(props[name])));

/**
 * The topmost widget at a point that listens. One that listens to nothing lets the touch through: watches do so for
 * drawings, and a program that means otherwise can listen.
 */
export function hitAt(widgets: Widgets, point: Point, parent = 0): Hit | undefined {
  for (const widget of widgets.childrenOf(parent).reverse()) {
    if (widget.props.visible === false) continue;
    const box = boxOf(widget);
    if (HOLDERS.has(widget.type)) {
      const inner = hitAt(widgets, { x: point.x - box.x, y: point.y - box.y }, widget.id);
      if (inner !== undefined) return inner;
    }
    if (takesTouch(widget) && within(box, point)) return { widget, ...point };
  }
  return undefined;
}

const call = ({ scope, props }: LiveWidget, name: string, args: (number | boolean)[]): void => {
  const mark = props[name];
  if (isFunctionMark(mark)) new Callback(scope, mark.$fn).invoke(...args);
};

const tell = ({ widget, x, y }: Hit, event: string): void => {
  for (const listener of [...widget.listeners]) {
    if (listener.event === event) listener.callback.invoke({ x, y, type: event });
  }
};

/** A finger goes down and up on a widget. */
export function clickOn(hit: Hit): void {
  const { widget } = hit;
  tell(hit, 'CLICK_DOWN');
  call(widget, 'press_func', []);
  tell(hit, 'CLICK_UP');
  tell(hit, 'SELECT');
  if (widget.type === 'SCROLL_LIST') {
    clickRow(hit);
    return;
  }
  if (widget.type === 'SLIDE_SWITCH') {
    widget.props.checked = widget.props.checked !== true;
    call(widget, 'checked_change_func', [widget.props.checked]);
  }
  call(widget, 'click_func', []);
}

/** A finger stays down. */
export function pressLongOn(hit: Hit): void {
  tell(hit, 'CLICK_DOWN');
  tell(hit, 'LONG_PRESS');
  call(hit.widget, 'longpress_func', []);
  tell(hit, 'CLICK_UP');
}

function clickRow({ widget, x, y }: Hit): void {
  const row = listRows(widget.props).find((one) => within(one.box, { x, y }));
  if (row !== undefined) call(widget, 'item_click_func', [row.index, 0]);
}
