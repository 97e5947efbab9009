import { asNumber } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import { boxOf } from '../props-box.js';
import type { WidgetNode } from '../widget-tree.js';
import { type Handled, type Kind, part, widgetOf } from './kind.js';

/** PAGE_INDICATOR: which page of a swiper is shown; it stands still. */
export const pageIndicator: Kind = {
  fixed: true,
  look: ({ around: { page } }) => ({ page: page.index, count: page.mode === 'free' ? 0 : page.count }),
};

type Way = { at: number; room: number; seen: number };

function containerWay({ around }: Handled, container: LiveWidget): Way {
  const { h } = boxOf(container);
  const bottoms = around.widgets.childrenOf(container.id).map((child) => boxOf(child).y + boxOf(child).h);
  return { at: -asNumber(container.props.pos_y), room: Math.max(0, ...bottoms) - h, seen: h };
}

function wayOf(handled: Handled): Way {
  const { around, widget } = handled;
  const container = widgetOf(around, widget.props.target);
  if (container !== undefined) return containerWay(handled, container);
  const { page, device } = around;
  return { at: page.top, room: page.range(), seen: device.height };
}

/** Thickness, distance from the edge and colours are not documented. */
const WIDTH = 8;
const EDGE = 6;

function onRound({ widget, around }: Handled, from: number, to: number): WidgetNode[] {
  const { width, height } = around.device;
  const box = { x: EDGE, y: EDGE, w: width - 2 * EDGE, h: height - 2 * EDGE, line_width: WIDTH };
  const arc = (index: number, start: number, end: number, color: number): WidgetNode => ({
    id: part(widget, index),
    type: 'ARC',
    props: { ...box, start_angle: -15 + start * 30, end_angle: -15 + end * 30, color },
  });
  return [arc(0, 0, 1, 0x333333), arc(1, from, to, 0xffffff)];
}

function onSquare({ widget, around }: Handled, from: number, to: number): WidgetNode[] {
  const { width, height } = around.device;
  const h = height / 3;
  const bar = (index: number, start: number, end: number, color: number): WidgetNode => ({
    id: part(widget, index),
    type: 'FILL_RECT',
    props: {
      x: width - EDGE - WIDTH,
      y: h + start * h,
      w: WIDTH,
      h: (end - start) * h,
      radius: WIDTH / 2,
      color,
    },
  });
  return [bar(0, 0, 1, 0x333333), bar(1, from, to, 0xffffff)];
}

/** PAGE_SCROLLBAR: how far the page, or the container it is bound to, is scrolled; nothing where nothing scrolls. */
export const pageScrollbar: Kind = {
  fixed: true,
  parts: (handled) => {
    const { at, room, seen } = wayOf(handled);
    if (room <= 0) return [];
    const from = at / (room + seen);
    const to = (at + seen) / (room + seen);
    return handled.around.device.shape === 'round' ? onRound(handled, from, to) : onSquare(handled, from, to);
  },
};
