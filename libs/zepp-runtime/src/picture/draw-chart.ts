import { attribute, type Canvas, rect, seeThrough } from './canvas.js';
import { drawText, label, type TextPiece } from './draw-text.js';
import { colour, fixed } from './numbers.js';
import { WHITE } from './paint.js';
import { type Box, boxOf, colourOf, flagOf, listOf, numberOf, type Props, partOf } from './props.js';

/** Documented default of a line's colour. */
const LINE = 0xe60039;
const MOST_POINTS = 2_000;
const MOST_COLUMNS = 500;
const MOST_RULES = 200;
/** The size of a histogram's texts is not documented; they have no property for it. */
const AXIS_SIZE = 20;

type Point = { x: number; y: number };

/** Points count upwards from the box's lower left corner. */
function pointsOf(line: Props, box: Box): Point[] {
  const data = listOf(line, 'data');
  return data
    .slice(0, Math.min(MOST_POINTS, numberOf(line, 'count', data.length)))
    .map((point) => ({ x: box.x + numberOf(point, 'x', 0), y: box.y + box.h - numberOf(point, 'y', 0) }));
}

const at = ({ x, y }: Point): string => `${fixed(x)} ${fixed(y)}`;

/** Straight from point to point, or smoothly through all of them (Catmull–Rom). */
function pathOf(points: Point[], smooth: boolean): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  if (!smooth) return `M${at(first)}${rest.map((point) => `L${at(point)}`).join('')}`;
  const curve = rest.map((point, i) => {
    const from = points[i] ?? first;
    const before = points[i - 1] ?? from;
    const after = points[i + 2] ?? point;
    const one = { x: from.x + (point.x - before.x) / 6, y: from.y + (point.y - before.y) / 6 };
    const two = { x: point.x - (after.x - from.x) / 6, y: point.y - (after.y - from.y) / 6 };
    return `C${at(one)} ${at(two)} ${at(point)}`;
  });
  return `M${at(first)}${curve.join('')}`;
}

/** What lies below a line, from one colour at its box's upper edge to the other at the lower. */
function drawGround(
  canvas: Canvas,
  { path, points, box, line }: { path: string; points: Point[]; box: Box; line: Props },
): void {
  if (line.color_from === undefined && line.color_to === undefined) return;
  const [from, to] = [colourOf(line, 'color_from', WHITE), colourOf(line, 'color_to', 0)];
  const [first, last] = [points[0], points[points.length - 1]];
  if (first === undefined || last === undefined) return;
  const floor = box.y + box.h;
  const fill = canvas.gradient({ from: { x: 0, y: box.y }, to: { x: 0, y: floor }, colours: [from, to] });
  canvas.put(
    `<path d="${path}L${at({ x: last.x, y: floor })}L${at({ x: first.x, y: floor })}Z" fill="${fill}"/>`,
  );
}

/** GRADIENT_POLYLINE and POLYLINE: the lines that were added, cut to the box. */
export function drawPolyline(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const lines = [...listOf(props, 'lines'), ...(props.data === undefined ? [] : [props])];
  const colours = `stroke="${colour(colourOf(props, 'line_color', LINE))}"`;
  const width = `stroke-width="${fixed(Math.max(0, numberOf(props, 'line_width', 2)))}"`;
  for (const line of lines) {
    const points = pointsOf(line, box);
    if (points.length < 2) continue;
    const path = pathOf(points, flagOf(line, 'curve_style', false));
    drawGround(canvas, { path, points, box, line });
    canvas.put(`<path ${attribute('d', path)} fill="none" ${colours} ${width}/>`);
  }
}

const entryOf = (value: unknown, index: number, otherwise: number): number => {
  const entry = Array.isArray(value) ? value[index] : value;
  return typeof entry === 'number' && Number.isFinite(entry) ? entry : otherwise;
};

function drawRules(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  for (const [key, upright] of [
    ['xline', true],
    ['yline', false],
  ] as const) {
    const rule = partOf(props, key);
    const fill = `fill="${colour(colourOf(rule, 'color', WHITE))}"`;
    const count = Math.min(MOST_RULES, numberOf(rule, 'count', 0));
    const [start, end] = [numberOf(rule, 'start', 0), numberOf(rule, 'end', 0)];
    const width = numberOf(rule, 'width', 1);
    for (let i = 0; i < count; i += 1) {
      // Spelt so on watches.
      const along = numberOf(rule, 'pading', 0) + i * numberOf(rule, 'space', 0);
      const place = upright
        ? { x: box.x + along, y: box.y + start, w: width, h: end - start }
        : { x: box.x + start, y: box.y + along, w: end - start, h: width };
      if (place.w > 0 && place.h > 0) canvas.put(rect(place, fill));
    }
  }
}

/** The words along a histogram's axes, as they are set. */
export function axisTexts(props: Props): TextPiece[] {
  const box = boxOf(props);
  return (['xText', 'yText'] as const).flatMap((key) => {
    const axis = partOf(props, key);
    const own = boxOf(axis);
    const words = Array.isArray(axis.data_array) ? axis.data_array : [];
    const space = numberOf(axis, 'space', 0);
    return words.slice(0, Math.min(MOST_RULES, numberOf(axis, 'count', words.length))).map((word, i) => {
      const along = i * ((key === 'xText' ? own.w : own.h) + space);
      const place = key === 'xText' ? { x: own.x + along, y: own.y } : { x: own.x, y: own.y + along };
      const piece = { ...own, x: box.x + place.x, y: box.y + place.y };
      const across = axis.align === 'RIGHT' ? 'right' : axis.align === 'CENTER_H' ? 'centre' : 'left';
      return label(piece, String(word ?? ''), {
        size: AXIS_SIZE,
        colour: colourOf(axis, 'color', WHITE),
        across,
        overlong: 'none',
      });
    });
  });
}

function drawColumns(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const data = Array.isArray(props.data_array) ? props.data_array : [];
  const count = Math.min(MOST_COLUMNS, data.length, numberOf(props, 'data_count', data.length));
  const least = numberOf(props, 'data_min_value', 0);
  const reach = Math.max(1e-9, numberOf(props, 'data_max_value', 100) - least);
  const most = numberOf(props, 'item_max_height', box.h);
  const floor =
    props.item_start_y === undefined ? box.y + box.h : box.y + numberOf(props, 'item_start_y', 0) + most;
  const [w, radius] = [Math.max(0, numberOf(props, 'item_width', 8)), numberOf(props, 'item_radius', 0)];
  for (let index = 0; index < count; index += 1) {
    const share = Math.max(0, Math.min(1, (entryOf(data, index, least) - least) / reach));
    const x = box.x + index * (w + numberOf(props, 'item_space', 0));
    const opacity = Math.max(0, Math.min(255, entryOf(props.item_alpha, index, 255))) / 255;
    const fill = `fill="${colour(entryOf(props.item_color, index, WHITE))}"${seeThrough('fill', opacity)}`;
    const h = share * most;
    if (h > 0) canvas.put(rect({ x, y: floor - h, w, h, radius }, fill));
  }
}

/** HISTOGRAM: rules, columns that stand on a floor, and words along the axes. */
export function drawHistogram(canvas: Canvas, props: Props): void {
  drawRules(canvas, props);
  drawColumns(canvas, props);
  for (const piece of axisTexts(props)) drawText(canvas, piece);
}
