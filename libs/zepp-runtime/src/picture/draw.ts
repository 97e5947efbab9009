import type { WidgetNode, WidgetTree } from '../core/widget-tree.js';
import { type Canvas, type ImageSource, openCanvas, rect } from './canvas.js';
import { drawArcText, isArcText } from './draw-arc-text.js';
import { drawArc, drawArcProgress, drawImageArc } from './draw-arcs.js';
import { drawButton } from './draw-button.js';
import { drawCanvas } from './draw-canvas.js';
import { drawHistogram, drawPolyline } from './draw-chart.js';
import { drawImage } from './draw-image.js';
import { drawPageIndicator, drawScrollList } from './draw-list.js';
import { drawFrame, drawImageProgress, drawLevel, drawLineProgress, drawPointer } from './draw-progress.js';
import { drawQrCode } from './draw-qrcode.js';
import { drawCircle, drawFillRect, drawStrokeRect } from './draw-shapes.js';
import { drawSwitch } from './draw-switch.js';
import { drawText, pieceOf } from './draw-text.js';
import { drawTextImages } from './draw-text-img.js';
import { colour, fixed } from './numbers.js';
import { boxOf, flagOf, opacityOf, type Props, textOf } from './props.js';

type Drawer = (canvas: Canvas, props: Props) => void;

const DRAWERS: ReadonlyMap<string, Drawer> = new Map(
  Object.entries<Drawer>({
    TEXT: (canvas, props) =>
      isArcText(props) ? drawArcText(canvas, props) : drawText(canvas, pieceOf(props)),
    BUTTON: drawButton,
    FILL_RECT: drawFillRect,
    STROKE_RECT: drawStrokeRect,
    CIRCLE: drawCircle,
    ARC: drawArc,
    ARC_PROGRESS: drawArcProgress,
    CANVAS: drawCanvas,
    IMG: (canvas, props) => drawImage(canvas, props),
    IMG_ANIM: drawFrame,
    IMG_ARC_PROGRESS: drawImageArc,
    IMG_LEVEL: drawLevel,
    IMG_POINTER: drawPointer,
    IMG_PROGRESS: drawImageProgress,
    LINE_PROGRESS: drawLineProgress,
    QRCODE: drawQrCode,
    TEXT_IMG: drawTextImages,
    STATUS_TIME: (canvas, props) => drawText(canvas, { ...pieceOf(props), text: textOf(props, 'clock') }),
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

/** These fade by themselves; all others are faded as a whole, a group with what it holds. */
const FADING = new Set(
  `TEXT FILL_RECT STROKE_RECT CIRCLE ARC ARC_PROGRESS IMG IMG_ANIM IMG_LEVEL IMG_POINTER IMG_PROGRESS TEXT_IMG`.split(
    ' ',
  ),
);

function drawNode(canvas: Canvas, node: WidgetNode, depth: number): void {
  const { props, type } = node;
  if (!isVisible(props) || depth > DEEPEST || canvas.full) return;
  canvas.faded(FADING.has(type) ? 1 : opacityOf(props), () => {
    DRAWERS.get(type)?.(canvas, props);
    drawChildren(canvas, node, depth);
  });
}

function drawChildren(canvas: Canvas, { props, type, children }: WidgetNode, depth: number): void {
  if (children === undefined || children.length === 0) return;
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
