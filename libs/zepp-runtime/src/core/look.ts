import { listRows } from '../picture/draw-list.js';
import { asText, type JsonObject } from '../wire/json.js';
import { boxOf } from './touch.js';
import type { WatchParts } from './watch-parts.js';
import type { WidgetNode, WidgetTree } from './widget-tree.js';

/** A text on the page and where its middle is, in page coordinates. */
export type TextPlace = { text: string; x: number; y: number };

const HOLDERS = new Set(['GROUP', 'GROUP_VIEW', 'VIEW_CONTAINER', 'VIRTUAL_CONTAINER']);
const SCROLL_ID = 999_999_999;

/** What a wearer sees now. A dark screen and the watch face are black and empty. */
export function treeOf({ core, screen, program, widgets, overlay }: WatchParts): WidgetTree {
  const { shape, width, height } = core.device;
  const nodes = screen.on && program.running !== undefined ? widgets.tree() : [];
  const scrolled = program.scrollTop > 0 && nodes.length > 0;
  const props = { x: 0, y: -program.scrollTop, w: width, h: height };
  const page = scrolled ? [{ id: SCROLL_ID, type: 'GROUP', props, children: nodes }] : nodes;
  const system = screen.on && program.running !== undefined ? overlay.nodes() : [];
  return { shape, width, height, background: 0, nodes: [...page, ...system] };
}

function rowTexts(props: JsonObject, shift: { x: number; y: number }): TextPlace[] {
  return listRows(props).flatMap(({ box, config, data }) => {
    const views = Array.isArray(config.text_view) ? (config.text_view as JsonObject[]) : [];
    const place = { x: shift.x + box.x + box.w / 2, y: shift.y + box.y + box.h / 2 };
    return views.map((view) => ({ text: asText(data[asText(view.key)]), ...place }));
  });
}

/** Every text on the page, in the order it is drawn. */
export function textPlaces(nodes: WidgetNode[], shift = { x: 0, y: 0 }): TextPlace[] {
  return nodes.flatMap((node) => {
    if (node.props.visible === false) return [];
    const box = boxOf(node);
    const inner = HOLDERS.has(node.type) ? { x: shift.x + box.x, y: shift.y + box.y } : shift;
    const text = asText(node.props.text);
    const own = text === '' ? [] : [{ text, x: shift.x + box.x + box.w / 2, y: shift.y + box.y + box.h / 2 }];
    const rows = node.type === 'SCROLL_LIST' ? rowTexts(node.props, shift) : [];
    return [...own, ...rows, ...textPlaces(node.children ?? [], inner)];
  });
}

/** The best match: the whole text before a part of one, later (upper) before earlier. */
export function findText(places: TextPlace[], wanted: string): TextPlace | undefined {
  const reversed = [...places].reverse();
  return reversed.find(({ text }) => text === wanted) ?? reversed.find(({ text }) => text.includes(wanted));
}

/** How far the page can be scrolled, in pixels: what its lowest widget reaches below the screen. */
export function scrollRange({ widgets, core }: Pick<WatchParts, 'widgets' | 'core'>): number {
  const bottoms = widgets.tree().map(({ props }) => Number(props.y ?? 0) + Number(props.h ?? 0));
  return Math.max(0, Math.max(0, ...bottoms) - core.device.height);
}
