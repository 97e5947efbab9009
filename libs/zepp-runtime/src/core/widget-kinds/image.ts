import { asText, type Json } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import type { Handled, Kind } from './kind.js';

/** Properties that name pictures, one or many. */
const NAMES = ['src', 'src_bg', 'image_array', 'font_array', 'negative_image', 'dot_image'];

const pathsOf = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value ?? null]).map((path) => asText(path));

function check({ widget, around }: Handled): void {
  for (const name of NAMES) {
    for (const path of pathsOf(widget.props[name])) around.pictures.check(path);
  }
}

const own = new WeakMap<LiveWidget, { w: number; h: number }>();

/** Documented: without a width or a height an IMG has that of its picture, for fingers and for the page's length too. */
function size({ widget, around }: Handled): void {
  const { props } = widget;
  const before = own.get(widget);
  const now = around.pictures.find(asText(props.src)) ?? { w: 0, h: 0 };
  for (const side of ['w', 'h'] as const) {
    if (props[side] === undefined || props[side] === before?.[side]) props[side] = now[side];
  }
  own.set(widget, { w: now.w, h: now.h });
}

function checkAndSize(handled: Handled): void {
  check(handled);
  size(handled);
}

/** IMG. */
export const image: Kind = { made: checkAndSize, changed: checkAndSize };

/** A widget that shows pictures: one that is missing is told in the log. */
export const pictured: Kind = { made: check, changed: check };
