import { lengthOf, type View } from '../../wire/length.js';
import type { Style } from './style.js';

export type FlexBox = { x: number; y: number; w: number; h: number };
/** One widget in a layout. `natural` is its own size where the style says `auto`, as wide as `room` at most. */
export type FlexNode = {
  style: Style;
  children: FlexNode[];
  natural(room: number): { w: number; h: number };
  box: FlexBox;
};
type Line = { items: FlexNode[]; cross: number };
type Axis = {
  main: 'w' | 'h';
  cross: 'w' | 'h';
  mainAt: 'x' | 'y';
  crossAt: 'x' | 'y';
  gap: number;
  crossGap: number;
};

const ROW = { main: 'w', cross: 'h', mainAt: 'x', crossAt: 'y' } as const;
const COLUMN = { main: 'h', cross: 'w', mainAt: 'y', crossAt: 'x' } as const;
/** Sizes of their own content are found by laying it out; deeper than this nothing is, because each level doubles the work. */
const DEEPEST = 10;

const clamped = (size: number, [least, most]: [number | undefined, number | undefined]): number =>
  Math.max(least ?? 0, Math.min(most ?? Number.POSITIVE_INFINITY, size));

const tagged = ({ style }: FlexNode, tag: string): boolean => (style.tags ?? '').split(/\s+/).includes(tag);

/** Lays out a node of a known size and everything in it. */
class Flow {
  private readonly view: View;

  constructor(view: View) {
    this.view = view;
  }

  private length(node: FlexNode, name: string, whole = 0): number {
    return lengthOf(node.style[name], whole, this.view) ?? 0;
  }

  private padding(node: FlexNode) {
    const [top, right, bottom, left] = ['top', 'right', 'bottom', 'left'].map((side) =>
      this.length(node, `padding-${side}`),
    );
    return { top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0, left: left ?? 0 };
  }

  /** The size a node wants inside a content box. */
  size(node: FlexNode, room: { w: number; h: number }, depth: number): void {
    const { style } = node;
    const asked = {
      w: lengthOf(style.width, room.w, this.view),
      h: lengthOf(style.height, room.h, this.view),
    };
    const limit = (axis: 'width' | 'height', whole: number): [number | undefined, number | undefined] => [
      lengthOf(style[`min-${axis}`], whole, this.view),
      lengthOf(style[`max-${axis}`], whole, this.view),
    ];
    const own =
      asked.w === undefined || asked.h === undefined ? this.content(node, asked, room, depth) : asked;
    node.box.w = clamped(asked.w ?? own.w ?? 0, limit('width', room.w));
    node.box.h = clamped(asked.h ?? own.h ?? 0, limit('height', room.h));
  }

  private content(
    node: FlexNode,
    asked: { w: number | undefined; h: number | undefined },
    room: { w: number; h: number },
    depth: number,
  ): { w: number; h: number } {
    if (node.children.length === 0) return node.natural(asked.w ?? room.w);
    node.box.w = asked.w ?? room.w;
    node.box.h = asked.h ?? room.h;
    this.place(node, depth + 1);
    const pad = this.padding(node);
    const right = Math.max(...node.children.map(({ box }) => box.x + box.w));
    const left = Math.min(...node.children.map(({ box }) => box.x));
    const bottom = Math.max(...node.children.map(({ box }) => box.y + box.h));
    const top = Math.min(...node.children.map(({ box }) => box.y));
    return { w: right - left + pad.left + pad.right, h: bottom - top + pad.top + pad.bottom };
  }

  /** Puts the children of a node into its box; their places are relative to it. */
  place(node: FlexNode, depth = 0): void {
    if (depth > DEEPEST) return;
    const pad = this.padding(node);
    const room = {
      w: Math.max(0, node.box.w - pad.left - pad.right),
      h: Math.max(0, node.box.h - pad.top - pad.bottom),
    };
    for (const child of node.children) this.size(child, room, depth);
    const flowing =
      node.style.display === 'flex' ? node.children.filter((child) => !tagged(child, 'ignore-layout')) : [];
    this.flow(node, flowing, room);
    for (const child of node.children) {
      if (!flowing.includes(child)) this.stand(child, room);
      child.box.x += pad.left + this.length(child, 'left') - this.length(child, 'right');
      child.box.y += pad.top + this.length(child, 'top') - this.length(child, 'bottom');
      this.place(child, depth + 1);
    }
  }

  /** Without a flow: at `x` and `y`, or where `align` says. */
  private stand(child: FlexNode, room: { w: number; h: number }): void {
    const words = (child.style.align ?? '').split(/\s+/);
    const { box } = child;
    const across = words.includes('center') ? 0.5 : words.includes('right') ? 1 : 0;
    const down = words.includes('middle') ? 0.5 : words.includes('bottom') ? 1 : 0;
    box.x = (room.w - box.w) * across + this.length(child, 'x', room.w);
    box.y = (room.h - box.h) * down + this.length(child, 'y', room.h);
  }

  private flow(node: FlexNode, items: FlexNode[], room: { w: number; h: number }): void {
    const { style } = node;
    const direction = style['flex-direction'] ?? 'row';
    const gaps = { row: this.length(node, 'row-gap'), column: this.length(node, 'column-gap') };
    const axis: Axis = direction.startsWith('column')
      ? { ...COLUMN, gap: gaps.row, crossGap: gaps.column }
      : { ...ROW, gap: gaps.column, crossGap: gaps.row };
    const lines = this.lines(items, axis, { room: room[axis.main], wrap: style['flex-wrap'] ?? 'nowrap' });
    const [only] = lines;
    if (only !== undefined && lines.length === 1) only.cross = Math.max(only.cross, room[axis.cross]);
    if (style['flex-wrap'] === 'wrap-reverse') lines.reverse();
    const used =
      lines.reduce((sum, { cross }) => sum + cross, 0) + axis.crossGap * Math.max(0, lines.length - 1);
    let at = spread(style['align-content'] ?? 'center', room[axis.cross] - used, lines.length).before;
    for (const line of lines) {
      this.line(line, axis, { at, room: room[axis.main], style, reversed: direction.endsWith('reverse') });
      at += line.cross + axis.crossGap;
    }
  }

  private lines(items: FlexNode[], axis: Axis, { room, wrap }: { room: number; wrap: string }): Line[] {
    const lines: Line[] = [];
    let used = 0;
    for (const item of items) {
      const size = item.box[axis.main];
      const last = lines[lines.length - 1];
      const full = wrap !== 'nowrap' && used + axis.gap + size > room + 0.01;
      if (last === undefined || full || tagged(item, 'newtrack')) {
        lines.push({ items: [item], cross: item.box[axis.cross] });
        used = size;
      } else {
        last.items.push(item);
        last.cross = Math.max(last.cross, item.box[axis.cross]);
        used += axis.gap + size;
      }
    }
    return lines;
  }

  private line(
    { items, cross }: Line,
    axis: Axis,
    { at, room, style, reversed }: { at: number; room: number; style: Style; reversed: boolean },
  ): void {
    const gaps = axis.gap * Math.max(0, items.length - 1);
    let spare = room - gaps - items.reduce((sum, { box }) => sum + box[axis.main], 0);
    const grow = items.reduce((sum, item) => sum + Number(item.style['flex-grow'] ?? 0), 0);
    if (grow > 0 && spare > 0) {
      for (const item of items) item.box[axis.main] += (spare * Number(item.style['flex-grow'] ?? 0)) / grow;
      spare = 0;
    }
    const { before, between } = spread(style['justify-content'] ?? 'start', spare, items.length);
    let along = before;
    for (const item of reversed ? [...items].reverse() : items) {
      item.box[axis.mainAt] = along;
      along += item.box[axis.main] + axis.gap + between;
      const left = cross - item.box[axis.cross];
      item.box[axis.crossAt] = at + spread(style['align-items'] ?? 'center', left, 1).before;
    }
  }
}

/** How spare room is dealt out: before the first and between all. */
function spread(how: string, spare: number, count: number): { before: number; between: number } {
  const gaps = Math.max(1, count - 1);
  if (how === 'center') return { before: spare / 2, between: 0 };
  if (how === 'end' || how === 'flex-end') return { before: spare, between: 0 };
  if (spare <= 0 || count === 0) return { before: 0, between: 0 };
  if (how === 'space-between')
    return count === 1 ? { before: 0, between: 0 } : { before: 0, between: spare / gaps };
  if (how === 'space-around') return { before: spare / count / 2, between: spare / count };
  if (how === 'space-evenly') return { before: spare / (count + 1), between: spare / (count + 1) };
  return { before: 0, between: 0 };
}

/** Lays out a root on the screen: its own box and, relative to each parent, all below it. */
export function layOut(root: FlexNode, view: View): void {
  const flow = new Flow(view);
  const screen: FlexNode = {
    style: {},
    children: [root],
    natural: () => ({ w: view.width, h: view.height }),
    box: { x: 0, y: 0, w: view.width, h: view.height },
  };
  flow.place(screen);
}
