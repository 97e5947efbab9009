import { asNumber, isFunctionMark } from '../wire/json.js';
import type { LiveWidget } from './live-widget.js';
import type { PageScroll } from './page-scroll.js';
import { boxOf } from './props-box.js';
import { Callback } from './realm.js';
import { kindOf } from './widget-kinds/index.js';
import { type Box, type Point, within } from './widget-kinds/kind.js';
import type { Widgets } from './widgets.js';

export { boxOf } from './props-box.js';

/** A widget under a finger; `at` is the finger in the coordinates of the widget's parent. */
export type Touch = { widget: LiveWidget; at: Point };

const GROUPS = new Set(['GROUP', 'VIRTUAL_CONTAINER', 'RADIO_GROUP', 'CHECKBOX_GROUP']);

export const fingerBox = (widgets: Widgets, widget: LiveWidget): Box =>
  kindOf(widget).box?.(widgets.handled(widget)) ?? boxOf(widget);

const EVENT_FUNCTIONS = ['click_down', 'click_up', 'move', 'move_in', 'move_out'];

/** Whether a touch of this widget is heard by anybody. */
function hears(widget: LiveWidget): boolean {
  const { tap, hold } = kindOf(widget);
  if (tap !== undefined || hold !== undefined || widget.listeners.length > 0) return true;
  return EVENT_FUNCTIONS.some((name) => isFunctionMark(widget.props[name]));
}

export type TouchRule = { scroll: PageScroll; widgets: Widgets; passThrough: boolean };

/** Where the children of a container stand when it is scrolled. */
function inside(widget: LiveWidget, { x, y }: Point): Point {
  const box = boxOf(widget);
  const { pos_x, pos_y } = widget.props;
  const moved =
    widget.type === 'VIEW_CONTAINER' ? { x: asNumber(pos_x), y: asNumber(pos_y) } : { x: 0, y: 0 };
  return { x: x - box.x - moved.x, y: y - box.y - moved.y };
}

function pathIn(rule: TouchRule, widget: LiveWidget, at: Point): Touch[] | undefined {
  const { widgets, passThrough } = rule;
  if (widget.props.visible === false || widget.props.enable === false) return undefined;
  const hit = within(fingerBox(widgets, widget), at);
  if (widget.type === 'VIEW_CONTAINER' && !hit) return undefined;
  for (const child of widgets.layered(widget.id).reverse()) {
    const path = pathIn(rule, child, inside(widget, at));
    if (path !== undefined) return [...path, { widget, at }];
  }
  if (!hit) return undefined;
  const lets = passThrough || GROUPS.has(widget.type) || widget.type === 'VIEW_CONTAINER';
  return lets && !hears(widget) ? undefined : [{ widget, at }];
}

/**
 * The topmost widget at a point of the screen and what holds it, innermost first. A widget keeps touches from those below
 * even if it listens to nothing, unless it was disabled (platform's reference of `setEnable`); empty places of groups and
 * containers let them through.
 */
export function pathAt(rule: TouchRule, point: Point): Touch[] {
  for (const widget of rule.widgets.layered(0).reverse()) {
    const shift = rule.scroll.shiftOf(widget);
    const path = pathIn(rule, widget, { x: point.x - shift.x, y: point.y - shift.y });
    if (path !== undefined) return path;
  }
  return [];
}

/** Containers under a point that may be dragged though no widget of theirs is there, uppermost first. */
export function containersAt({ scroll, widgets }: TouchRule, point: Point): Touch[] {
  const found = widgets
    .layered(0)
    .reverse()
    .map((widget) => {
      const shift = scroll.shiftOf(widget);
      return { widget, at: { x: point.x - shift.x, y: point.y - shift.y } };
    });
  return found.filter(
    ({ widget, at }) =>
      widget.type === 'VIEW_CONTAINER' && widget.props.visible !== false && within(boxOf(widget), at),
  );
}

/** Tells everybody on the path, innermost first: a group hears of its members. */
export function tell(path: readonly Touch[], event: string, at: Point): void {
  const info = { x: Math.round(at.x), y: Math.round(at.y), type: event };
  for (const { widget } of path) {
    const mark = widget.props[event.toLowerCase()];
    if (isFunctionMark(mark)) new Callback(widget.scope, mark.$fn).invoke(info);
    for (const { event: wanted, callback } of [...widget.listeners]) {
      if (wanted === event) callback.invoke(info);
    }
  }
}
