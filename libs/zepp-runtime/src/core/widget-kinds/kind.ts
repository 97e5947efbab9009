import { asNumber, isFunctionMark, type Json, type JsonObject } from '../../wire/json.js';
import type { Device } from '../devices.js';
import type { LiveWidget, WidgetShelf } from '../live-widget.js';
import type { Pictures } from '../pictures.js';
import { Callback } from '../realm.js';
import type { Scheduler } from '../scheduler.js';
import type { WidgetNode } from '../widget-tree.js';

export type Point = { x: number; y: number };
export type Box = { x: number; y: number; w: number; h: number };

/** Where the page stands. */
export type PageView = { mode: string; index: number; count: number; top: number; range: () => number };

/** What widgets with a life of their own need of the watch around them. */
export type Surroundings = {
  readonly device: Device;
  readonly scheduler: Scheduler;
  readonly widgets: WidgetShelf;
  readonly page: PageView;
  readonly pictures: Pictures;
  /** The watch's language, as `de-DE`. */
  language(): string;
  remark(text: string): void;
};
export type Handled = { widget: LiveWidget; around: Surroundings };
/** A finger on a widget, in the coordinates of the widget's parent. */
export type Touched = Handled & { at: Point };

/** How one type of widget behaves. A type without any of these is drawn and nothing more. */
export type Kind = {
  /** Covers the whole screen and stands still while the page scrolls. */
  full?: boolean;
  /** Stands still while the page scrolls. */
  fixed?: boolean;
  /** Where fingers find it, when that is not the box of its properties. */
  box?(handled: Handled): Box;
  made?(handled: Handled): void;
  /** Properties that are orders: what `setProperty` answers. */
  set?: Record<string, (handled: Handled, value: Json) => unknown>;
  /** Properties with an answer of their own. */
  get?: Record<string, (handled: Handled, about: Json) => Json | undefined>;
  /** All that `getProperty(prop.MORE)` tells beyond the properties. */
  tells?(handled: Handled): JsonObject;
  /** Methods that widgets of this type have beyond those of all; the guest lists their names. */
  does?: Record<string, (handled: Handled, args: Json[]) => unknown>;
  /** After plain properties changed. */
  changed?(handled: Handled): void;
  /** A finger came up where it went down. */
  tap?(touched: Touched): void;
  hold?(touched: Touched): void;
  /** A finger moves by some pixels; true when that was for this widget. */
  drag?(touched: Touched, by: Point): boolean;
  /** The finger that dragged left the screen. */
  drop?(touched: Touched): void;
  /** The crown turns, counter-clockwise degrees growing; true when that was for this widget. */
  turn?(handled: Handled, degrees: number): boolean;
  /** Brings a place into sight, in the coordinates of its parent. */
  reveal?(handled: Handled, at: Point): void;
  /** Under a finger it looks pressed. */
  pressable?: boolean;
  /** Properties the painter needs beyond the program's. */
  look?(handled: Handled): JsonObject;
  /** What it is drawn as, in the coordinates of its parent, besides itself. */
  parts?(handled: Handled): WidgetNode[];
};

/** Calls one of the program's functions, which the guest hands the widget itself first. */
export function call({ scope, props }: LiveWidget, name: string, ...args: Json[]): void {
  const mark = props[name];
  if (isFunctionMark(mark)) new Callback(scope, mark.$fn).invoke(...args);
}

/** A widget that a property names. */
export const widgetOf = ({ widgets }: Surroundings, value: Json | undefined): LiveWidget | undefined => {
  const id = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.$widget : undefined;
  return widgets.all.get(asNumber(id, -1));
};

export const within = (box: Box, { x, y }: Point): boolean =>
  x >= box.x && y >= box.y && x < box.x + box.w && y < box.y + box.h;

export const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));

/** Ids of drawn parts, apart from those of widgets and the same in every run. */
export const part = (widget: LiveWidget, index: number): number => 2_000_000_000 + widget.id * 1_000 + index;

export const screenBox = ({ around: { device } }: Handled): Box => ({
  x: 0,
  y: 0,
  w: device.width,
  h: device.height,
});
