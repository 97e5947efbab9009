import {
  align,
  createWidget,
  deleteWidget,
  event,
  prop,
  setStatusBarVisible,
  text_style,
  type Widget,
  widget,
} from '@zos/ui';
import type { Shape } from '../drawing/shape.js';
import { guarded } from './log.js';

export type TouchKind = 'down' | 'up' | 'long' | 'cancel';
export type Canvas = { draw(shapes: readonly Shape[]): void; clear(): void };

const KINDS = { text: 'TEXT', arc: 'ARC', rect: 'FILL_RECT', dot: 'CIRCLE' } as const;

/** Our angles start at 12 o'clock, the platform's arcs at 3. */
const QUARTER = 90;

function optionsOf(shape: Shape): object {
  if (shape.kind === 'dot') {
    return { center_x: shape.x, center_y: shape.y, radius: shape.radius, color: shape.colour };
  }
  if (shape.kind === 'rect') return { ...shape.box, radius: shape.radius, color: shape.colour };
  if (shape.kind === 'arc') {
    const angles = { start_angle: shape.from - QUARTER, end_angle: shape.to - QUARTER };
    return { ...shape.box, ...angles, line_width: shape.width, color: shape.colour };
  }
  return {
    ...shape.box,
    text: shape.text,
    text_size: shape.size,
    color: shape.colour,
    align_h: shape.align === 'left' ? align.LEFT : align.CENTER_H,
    align_v: align.CENTER_V,
    text_style: shape.wrap === true ? text_style.WRAP : text_style.NONE,
  };
}

/** Same ids, kinds and touches in the same order: only properties differ, and nothing has to be made anew. */
const sameShapes = (one: readonly Shape[], other: readonly Shape[]) =>
  one.length === other.length &&
  one.every((shape, i) => {
    const twin = other[i];
    return (
      twin !== undefined && shape.id === twin.id && shape.kind === twin.kind && shape.touch === twin.touch
    );
  });

const sameOptions = (one: Shape | undefined, other: Shape) => JSON.stringify(one) === JSON.stringify(other);

type Point = { x: number; y: number };

/** A finger that has wandered further was scrolling. */
const SLIP = 24;

const slipped = (from: Point | undefined, to: Point | undefined): boolean =>
  from !== undefined && to !== undefined && Math.abs(from.x - to.x) + Math.abs(from.y - to.y) > SLIP;

/** A press is a finger that goes down and comes up at the same place. */
function listenTo(made: Widget, told: (kind: TouchKind) => void): void {
  let from: Point | undefined;
  made.addEventListener(event.CLICK_DOWN, (at) => {
    from = at;
    told('down');
  });
  made.addEventListener(event.CLICK_UP, (at) => told(slipped(from, at) ? 'cancel' : 'up'));
  made.addEventListener(event.MOVE_OUT, () => told('cancel'));
  // Not documented; some firmware has it, and an unknown event must not be asked for.
  if (event.LONG_PRESS !== undefined) made.addEventListener(event.LONG_PRESS, () => told('long'));
}

/** Draws shapes as widgets. A changed set is deleted and made again, because widgets keep the order they were made in. */
export function openCanvas(touched: (touch: string, kind: TouchKind) => void): Canvas {
  let shown: readonly Shape[] = [];
  let widgets: Widget[] = [];
  guarded('status bar', undefined, () => setStatusBarVisible(false));

  const make = (shape: Shape): Widget => {
    const made = createWidget(widget[KINDS[shape.kind]], optionsOf(shape));
    const { touch } = shape;
    if (touch !== undefined)
      listenTo(made, (kind) => guarded('touch', undefined, () => touched(touch, kind)));
    return made;
  };
  const clear = () => {
    for (const made of widgets) guarded('delete', undefined, () => deleteWidget(made));
    widgets = [];
    shown = [];
  };
  const update = (shapes: readonly Shape[]) =>
    shapes.forEach((shape, i) => {
      if (!sameOptions(shown[i], shape)) widgets[i]?.setProperty(prop.MORE, optionsOf(shape));
    });

  return {
    clear,
    draw(shapes) {
      if (sameShapes(shown, shapes)) update(shapes);
      else {
        clear();
        widgets = shapes.map(make);
      }
      shown = shapes;
    },
  };
}
