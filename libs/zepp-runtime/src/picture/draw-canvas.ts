import { arcPath, type Sweep, slicePath } from './arcs.js';
import { type Canvas, rect } from './canvas.js';
import { putPicture } from './draw-image.js';
import { drawText, label, sizeOf } from './draw-text.js';
import { fixed } from './numbers.js';
import { fillOf, strokeOf, WHITE } from './paint.js';
import { type Box, boxOf, colourOf, listOf, numberOf, opacityOf, type Props, textOf } from './props.js';

const MOST_CORNERS = 2_000;
/** Clearings cut what was drawn before them; so many cuts inside each other are drawn. */
const DEEPEST = 24;

/** Corners as documented (`x1`, `y1`, `x2`, `y2`) or as declared (`x`, `y`, `w`, `h`). */
function rectOf(figure: Props): Box {
  if (figure.x1 === undefined) return boxOf(figure);
  const n = (key: string) => numberOf(figure, key, 0);
  const [x, y] = [Math.min(n('x1'), n('x2')), Math.min(n('y1'), n('y2'))];
  return { x, y, w: Math.abs(n('x2') - n('x1')), h: Math.abs(n('y2') - n('y1')) };
}

/** By middle and radii, or by the box around it. */
function sweepOf(figure: Props): Sweep {
  const angles = { from: numberOf(figure, 'start_angle', 0), to: numberOf(figure, 'end_angle', 360) };
  if (figure.center_x === undefined) {
    const { x, y, w, h } = boxOf(figure);
    return { x: x + w / 2, y: y + h / 2, rx: w / 2, ry: h / 2, ...angles };
  }
  const radius = numberOf(figure, 'radius', 0);
  return {
    x: numberOf(figure, 'center_x', 0),
    y: numberOf(figure, 'center_y', 0),
    rx: Math.max(0, numberOf(figure, 'radius_x', radius)),
    ry: Math.max(0, numberOf(figure, 'radius_y', radius)),
    ...angles,
  };
}

function polygon(figure: Props): string {
  const corners = listOf(figure, 'data_array').slice(0, MOST_CORNERS);
  const [first, ...rest] = corners.map(
    (at) => `${fixed(numberOf(at, 'x', 0))} ${fixed(numberOf(at, 'y', 0))}`,
  );
  return first === undefined ? '' : `M${first}${rest.map((at) => `L${at}`).join('')}Z`;
}

const ellipse = (figure: Props): string => {
  const { x, y, rx, ry } = sweepOf(figure);
  return `<ellipse cx="${fixed(x)}" cy="${fixed(y)}" rx="${fixed(rx)}" ry="${fixed(ry)}"`;
};

const widthOf = (figure: Props): number => Math.max(0, numberOf(figure, 'line_width', 1));

function lineOf(figure: Props): string {
  const n = (key: string) => fixed(numberOf(figure, key, 0));
  return `<line x1="${n('x1')}" y1="${n('y1')}" x2="${n('x2')}" y2="${n('y2')}" ${strokeOf(figure, widthOf(figure))}/>`;
}

/** Shapes by name, each as markup. */
const SHAPES: ReadonlyMap<string, (figure: Props) => string> = new Map(
  Object.entries<(figure: Props) => string>({
    drawPixel: (figure) => rect({ ...boxOf(figure), w: 1, h: 1 }, fillOf(figure)),
    drawLine: lineOf,
    drawRect: (figure) => rect({ ...rectOf(figure), radius: numberOf(figure, 'radius', 0) }, fillOf(figure)),
    strokeRect: (figure) =>
      rect({ ...rectOf(figure), radius: numberOf(figure, 'radius', 0) }, strokeOf(figure, widthOf(figure))),
    drawCircle: (figure) => `${ellipse(figure)} ${fillOf(figure)}/>`,
    strokeCircle: (figure) => `${ellipse(figure)} ${strokeOf(figure, widthOf(figure))}/>`,
    drawEllipse: (figure) => `${ellipse(figure)} ${fillOf(figure)}/>`,
    strokeEllipse: (figure) => `${ellipse(figure)} ${strokeOf(figure, widthOf(figure))}/>`,
    drawArc: (figure) => `<path d="${slicePath(sweepOf(figure))}" ${fillOf(figure)}/>`,
    strokeArc: (figure) => `<path d="${arcPath(sweepOf(figure))}" ${strokeOf(figure, widthOf(figure))}/>`,
    drawPoly: (figure) => `<path d="${polygon(figure)}" ${fillOf(figure)}/>`,
    strokePoly: (figure) => `<path d="${polygon(figure)}" ${strokeOf(figure, widthOf(figure))}/>`,
  }),
);

/** A text stands with its upper left corner at its place, in one line. */
function drawWords(canvas: Canvas, figure: Props): void {
  const { x, y } = boxOf(figure);
  const size = sizeOf(figure);
  const look = { size, colour: colourOf(figure, 'color', WHITE), opacity: opacityOf(figure) };
  const box = { x, y, w: 100_000, h: size * 2 };
  drawText(
    canvas,
    label(box, textOf(figure, 'text'), { ...look, across: 'left', down: 'top', overlong: 'none' }),
  );
}

function drawNamed(canvas: Canvas, figure: Props): void {
  const picture = canvas.images(textOf(figure, 'image'));
  if (picture === undefined) return;
  const box = boxOf(figure);
  const size = { w: box.w > 0 ? box.w : picture.w, h: box.h > 0 ? box.h : picture.h };
  putPicture(canvas, picture, { ...box, ...size, opacity: opacityOf(figure) });
}

function drawFigure(canvas: Canvas, figure: Props): void {
  const name = textOf(figure, 'figure');
  const shape = SHAPES.get(name);
  if (shape !== undefined) canvas.put(shape(figure));
  else if (name === 'drawText') drawWords(canvas, figure);
  else if (name === 'drawImage') drawNamed(canvas, figure);
}

const frame = ({ x, y, w, h }: Box): string =>
  `M${fixed(x)} ${fixed(y)}h${fixed(w)}v${fixed(h)}h${fixed(-w)}Z`;

/** What was drawn before a rectangle was cleared is cut around it. */
function drawAll(canvas: Canvas, figures: Props[], whole: Box): void {
  const cleared = figures.map((figure) => figure.figure === 'clear');
  const last = cleared.lastIndexOf(true);
  if (last >= 0) {
    const depth = cleared.filter(Boolean).length;
    const before = depth > DEEPEST ? [] : figures.slice(0, last);
    canvas.cut(frame(whole) + frame(boxOf(figures[last] ?? {})), () => drawAll(canvas, before, whole));
  }
  for (const figure of figures.slice(last + 1)) drawFigure(canvas, figure);
}

/** CANVAS: its figures in the order they were drawn, cut to its box. */
export function drawCanvas(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const figures = listOf(props, 'drawn');
  if (figures.length === 0 || box.w <= 0 || box.h <= 0) return;
  const whole = { x: 0, y: 0, w: box.w, h: box.h };
  canvas.clipped(box, () => canvas.moved(box.x, box.y, () => drawAll(canvas, figures, whole)));
}
