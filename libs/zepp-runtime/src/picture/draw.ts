import type { WidgetNode, WidgetTree } from '../core/widget-tree.js';
import { type Canvas, type ImageSource, openCanvas, rect } from './canvas.js';
import { drawButton } from './draw-button.js';
import { drawImage } from './draw-image.js';
import { drawPageIndicator, drawScrollList } from './draw-list.js';
import {
  drawArc,
  drawArcProgress,
  drawCircle,
  drawFillRect,
  drawHistogram,
  drawPolyline,
  drawStrokeRect,
  drawSwitch,
} from './draw-shapes.js';
import { drawText, pieceOf } from './draw-text.js';
import { colour, fixed } from './numbers.js';
import { boxOf, flagOf, type Props } from './props.js';

type Drawer = (canvas: Canvas, props: Props) => void;

const DRAWERS: ReadonlyMap<string, Drawer> = new Map(
  Object.entries<Drawer>({
    TEXT: (canvas, props) => drawText(canvas, pieceOf(props)),
    BUTTON: drawButton,
    FILL_RECT: drawFillRect,
    STROKE_RECT: drawStrokeRect,
    CIRCLE: drawCircle,
    ARC: drawArc,
    ARC_PROGRESS: drawArcProgress,
    IMG: (canvas, props) => drawImage(canvas, props),
    SCROLL_LIST: drawScrollList,
    PAGE_INDICATOR: drawPageIndicator,
    GRADIENT_POLYLINE: drawPolyline,
    POLYLINE: drawPolyline,
    HISTOGRAM: drawHistogram,
    SLIDE_SWITCH: drawSwitch,
  }),
);

/** Widgets that shift what they hold; a container also cuts it. */
const HOLDERS = new Set([
  'GROUP',
  'GROUP_VIEW',
  'VIEW_CONTAINER',
  'VIRTUAL_CONTAINER',
  'RADIO_GROUP',
  'CHECKBOX_GROUP',
]);

/** Groups inside groups beyond this are not drawn: a program may build any tree. */
const DEEPEST = 32;

export const isVisible = (props: Props): boolean => flagOf(props, 'visible', true);

function drawNode(canvas: Canvas, node: WidgetNode, depth: number): void {
  const { props, type } = node;
  if (!isVisible(props) || depth > DEEPEST) return;
  DRAWERS.get(type)?.(canvas, props);
  if (node.children === undefined || node.children.length === 0) return;
  const { children } = node;
  const inside = () => children.forEach((child) => void drawNode(canvas, child, depth + 1));
  const box = boxOf(props);
  const shifted = HOLDERS.has(type) ? () => canvas.moved(box.x, box.y, inside) : inside;
  if (type === 'VIEW_CONTAINER' && box.w > 0 && box.h > 0) canvas.clipped(box, shifted);
  else shifted();
}

const cornerOf = (tree: WidgetTree): number =>
  tree.shape === 'round' ? Math.min(tree.width, tree.height) / 2 : tree.width * 0.19;

export type DrawOptions = { images?: ImageSource };

/** Draws a screen as SVG, `width` × `height` pixels, transparent outside the glass. */
export function drawScreen(tree: WidgetTree, options: DrawOptions = {}): string {
  const canvas = openCanvas(options.images ?? (() => undefined));
  const glass = { x: 0, y: 0, w: tree.width, h: tree.height, radius: cornerOf(tree) };
  canvas.clipped(glass, () => {
    canvas.put(rect({ ...glass, radius: 0 }, `fill="${colour(tree.background)}"`));
    for (const node of tree.nodes) drawNode(canvas, node, 0);
  });
  const edge = { x: 1, y: 1, w: glass.w - 2, h: glass.h - 2, radius: glass.radius - 1 };
  canvas.put(rect(edge, 'fill="none" stroke="#ffffff" stroke-opacity="0.14" stroke-width="2"'));
  const size = `width="${fixed(tree.width)}" height="${fixed(tree.height)}"`;
  const view = `viewBox="0 0 ${fixed(tree.width)} ${fixed(tree.height)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${view}>\n${canvas.finish()}\n</svg>\n`;
}
