import { listRows, rowTexts } from '../picture/draw-list.js';
import { asText } from '../wire/json.js';
import type { LiveWidget } from './live-widget.js';
import { boxOf } from './props-box.js';
import { fingerBox } from './touch.js';
import type { WatchParts } from './watch-parts.js';
import { kindOf } from './widget-kinds/index.js';
import type { Point } from './widget-kinds/kind.js';
import type { WidgetNode, WidgetTree } from './widget-tree.js';

/** A text and where its middle is on the screen. */
export type TextPlace = { text: string; x: number; y: number; id: number };

const HOLDERS = new Set([
  'GROUP',
  'GROUP_VIEW',
  'VIEW_CONTAINER',
  'VIRTUAL_CONTAINER',
  'RADIO_GROUP',
  'CHECKBOX_GROUP',
]);
const SCROLL_ID = 999_999_999;

/** The page's widgets where they stand now: neighbours that are moved alike are one group. */
function pageNodes({ widgets, scroll, core }: WatchParts): WidgetNode[] {
  const { width: w, height: h } = core.device;
  const made: { shift: Point; nodes: WidgetNode[] }[] = [];
  for (const widget of widgets.layered(0)) {
    const shift = scroll.shiftOf(widget);
    const before = made[made.length - 1];
    const alike = before !== undefined && before.shift.x === shift.x && before.shift.y === shift.y;
    if (alike) before.nodes.push(widgets.node(widget));
    else made.push({ shift, nodes: [widgets.node(widget)] });
  }
  return made.flatMap(({ shift: { x, y }, nodes }, i) =>
    x === 0 && y === 0
      ? nodes
      : [{ id: SCROLL_ID - i, type: 'GROUP', props: { x, y, w, h }, children: nodes }],
  );
}

/** The card or widget in front, cut to its bounds. */
function cardNodes({ cards, screen, widgets, core }: WatchParts): WidgetNode[] | undefined {
  const { front } = cards;
  if (front === undefined || !screen.on) return undefined;
  const props = { ...cards.originOf(front), w: core.device.width, h: front.height };
  const ground = cards.groundOf(front);
  const under = ground === undefined ? [] : [{ id: SCROLL_ID - 1, type: 'FILL_RECT', props: ground }];
  return [{ id: SCROLL_ID, type: 'VIEW_CONTAINER', props, children: [...under, ...widgets.tree()] }];
}

/** A picker or a dialog of the page that covers the whole screen. */
const coverOf = ({ widgets }: WatchParts): LiveWidget | undefined =>
  widgets.layered(0).find((widget) => {
    const { type, props } = widget;
    return props.visible !== false && kindOf({ type }).full === true && fingerBox(widgets, widget).w > 0;
  });

/** What is on the screen; what something else covers altogether is not. */
function shownNodes(parts: WatchParts): WidgetNode[] {
  const { widgets, overlay, keyboard, inspector } = parts;
  if (keyboard.open) return keyboard.nodes();
  const cover = coverOf(parts);
  if (overlay.covers) return overlay.nodes(true);
  if (cover !== undefined) return [widgets.node(cover), ...overlay.nodes(true)];
  return [...pageNodes(parts), ...inspector.nodes(), ...overlay.nodes()];
}

/** What a wearer sees now. A dark screen and the watch face are black and empty. */
export function treeOf(parts: WatchParts): WidgetTree {
  const { core, screen, program, chooser } = parts;
  const { shape, width, height } = core.device;
  const asked = screen.on ? chooser.nodes() : [];
  const seen = screen.on && program.running !== undefined;
  const nodes = cardNodes(parts) ?? (seen ? shownNodes(parts) : []);
  return { shape, width, height, background: 0, nodes: [...nodes, ...asked] };
}

/** The texts of a list's rows, at their own views. */
function listTexts(node: WidgetNode, shift: Point): TextPlace[] {
  return listRows(node.props).flatMap((row) =>
    rowTexts(row).map(({ text, box }) => ({
      text,
      id: node.id,
      x: shift.x + box.x + box.w / 2,
      y: shift.y + box.y + box.h / 2,
    })),
  );
}

/** Every text of some nodes, in the order it is drawn. */
export function textPlaces(nodes: WidgetNode[], shift = { x: 0, y: 0 }): TextPlace[] {
  return nodes.flatMap((node) => {
    if (node.props.visible === false) return [];
    const box = boxOf(node);
    const inner = HOLDERS.has(node.type) ? { x: shift.x + box.x, y: shift.y + box.y } : shift;
    const text = asText(node.props.text);
    const at = { x: shift.x + box.x + box.w / 2, y: shift.y + box.y + box.h / 2 };
    const own = text === '' ? [] : [{ text, id: node.id, ...at }];
    const rows = node.type === 'SCROLL_LIST' ? listTexts(node, shift) : [];
    return [...own, ...rows, ...textPlaces(node.children ?? [], inner)];
  });
}

/** The best match: the whole text before a part of one, later (upper) before earlier. */
export function findText(places: TextPlace[], wanted: string): TextPlace | undefined {
  const reversed = [...places].reverse();
  return reversed.find(({ text }) => text === wanted) ?? reversed.find(({ text }) => text.includes(wanted));
}

/** The widget a drawn node belongs to: itself, or the one it is a part of. */
const ownerOf = ({ widgets }: WatchParts, id: number): LiveWidget | undefined =>
  widgets.all.get(id >= 2_000_000_000 ? Math.floor((id - 2_000_000_000) / 1_000) : id);

/** Scrolls whatever hides a text – list, container, page – until its middle is in sight. */
export function revealText(parts: WatchParts, text: string): void {
  const { widgets, scroll } = parts;
  const find = () => findText(textPlaces(treeOf(parts).nodes), text);
  const place = find();
  let widget = place === undefined ? undefined : ownerOf(parts, place.id);
  if (widget === undefined) return;
  for (; widget !== undefined; widget = widgets.all.get(widget.parent)) {
    const now = find();
    if (now === undefined) return;
    kindOf(widget).reveal?.(widgets.handled(widget), inParentOf(parts, widget, now));
    if (widget.parent !== 0) continue;
    const shown = find();
    if (shown !== undefined && scroll.movesWith(widget)) scroll.reveal(shown);
  }
}

/** A place of the screen in the coordinates of a widget's parent. */
function inParentOf({ widgets, scroll }: WatchParts, widget: LiveWidget, at: Point): Point {
  const holders: LiveWidget[] = [];
  let top = widget;
  for (let up = widgets.all.get(widget.parent); up !== undefined; up = widgets.all.get(up.parent)) {
    holders.push(up);
    top = up;
  }
  const shift = scroll.shiftOf(top);
  return holders.reduce(
    (place, { type, props }) => {
      const box = boxOf({ type, props });
      const moved =
        type === 'VIEW_CONTAINER'
          ? { x: Number(props.pos_x ?? 0), y: Number(props.pos_y ?? 0) }
          : { x: 0, y: 0 };
      return { x: place.x - box.x - moved.x, y: place.y - box.y - moved.y };
    },
    { x: at.x - shift.x, y: at.y - shift.y },
  );
}
