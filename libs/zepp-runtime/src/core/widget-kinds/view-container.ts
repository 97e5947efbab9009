import { asNumber } from '../../wire/json.js';
import type { LiveWidget, WidgetShelf } from '../live-widget.js';
import { boxOf } from '../props-box.js';
import { type Box, call, clamp, type Handled, type Kind, type Point } from './kind.js';

/** Zepp OS v3 allows so many on one page (platform's reference). */
const MOST = 7;

/** What the container's members reach, from its own corner. */
function contentOf(widgets: WidgetShelf, widget: LiveWidget): { w: number; h: number } {
  const boxes = widgets
    .childrenOf(widget.id)
    .filter(({ props }) => props.visible !== false)
    .map(boxOf);
  return {
    w: Math.max(0, ...boxes.map(({ x, w }) => x + w)),
    h: Math.max(0, ...boxes.map(({ y, h }) => y + h)),
  };
}

const scrolls = ({ props }: LiveWidget): boolean =>
  props.scroll_enable !== 0 && props.scroll_enable !== false;

function moveTo({ widget, around }: Handled, to: Point): boolean {
  const box = boxOf(widget);
  const content = contentOf(around.widgets, widget);
  const { pos_x, pos_y } = widget.props;
  widget.props.pos_x = clamp(to.x, Math.min(0, box.w - content.w), 0);
  widget.props.pos_y = clamp(to.y, Math.min(0, box.h - content.h), 0);
  return widget.props.pos_x !== asNumber(pos_x) || widget.props.pos_y !== asNumber(pos_y);
}

const told = ({ widget }: Handled, name: string, type: number): void =>
  call(widget, name, { type, yoffset: asNumber(widget.props.pos_y) });

/**
 * VIEW_CONTAINER: a layer of its own that cuts what it holds and scrolls it. `pos_x` and `pos_y` are where its content lies,
 * 0 or less: the reference says “offset” only; the `yoffset` it tells is negative, and published programs write negative ones.
 */
export const viewContainer: Kind = {
  made: ({ widget, around }) => {
    const { device, widgets } = around;
    const { x, y, w, h } = widget.props;
    Object.assign(widget.props, { x: x ?? 0, y: y ?? 0, w: w ?? device.width, h: h ?? device.height });
    const all = [...widgets.all.values()].filter(({ type }) => type === widget.type);
    if (all.length > MOST)
      around.remark(`a page may have ${MOST} VIEW_CONTAINERs; this is number ${all.length}`);
  },
  box: ({ widget }): Box => boxOf(widget),
  drag: (touched, by) => {
    const { widget } = touched;
    if (!scrolls(widget)) return false;
    const upright = Math.abs(by.y) >= Math.abs(by.x);
    const at = { x: asNumber(widget.props.pos_x), y: asNumber(widget.props.pos_y) };
    const moved = moveTo(touched, upright ? { x: at.x, y: at.y + by.y } : { x: at.x + by.x, y: at.y });
    if (moved) told(touched, 'scroll_frame_func', 0);
    return moved;
  },
  drop: (touched) => told(touched, 'scroll_complete_func', 1),
  reveal: (handled, at) => {
    const box = boxOf(handled.widget);
    const { pos_x, pos_y } = handled.widget.props;
    const away = at.y < box.y || at.y >= box.y + box.h || at.x < box.x || at.x >= box.x + box.w;
    if (!away || !scrolls(handled.widget)) return;
    const dx = at.x < box.x || at.x >= box.x + box.w ? at.x - box.x - box.w / 2 : 0;
    const dy = at.y < box.y || at.y >= box.y + box.h ? at.y - box.y - box.h / 2 : 0;
    moveTo(handled, { x: asNumber(pos_x) - dx, y: asNumber(pos_y) - dy });
  },
};
