import { attribute, type Canvas, rect, seeThrough } from './canvas.js';
import { colour, fixed } from './numbers.js';
import { boxOf, colourOf, flagOf, listOf, numberOf, opacityOf, type Props } from './props.js';

const WHITE = 0xffffff;

const fillOf = (props: Props): string =>
  `fill="${colour(colourOf(props, 'color', WHITE))}"${seeThrough('fill', opacityOf(props))}`;

const strokeOf = (props: Props, width: number): string =>
  `fill="none" stroke="${colour(colourOf(props, 'color', WHITE))}" stroke-width="${fixed(width)}"` +
  seeThrough('stroke', opacityOf(props));

/** Turned about the widget's middle, or about the centre it names. */
function turned(props: Props): string {
  const angle = numberOf(props, 'angle', 0);
  if (angle % 360 === 0) return '';
  const box = boxOf(props);
  const x = numberOf(props, 'center_x', box.x + box.w / 2);
  const y = numberOf(props, 'center_y', box.y + box.h / 2);
  return ` transform="rotate(${fixed(angle)} ${fixed(x)} ${fixed(y)})"`;
}

export const drawFillRect = (canvas: Canvas, props: Props): void =>
  canvas.put(rect({ ...boxOf(props), radius: numberOf(props, 'radius', 0) }, fillOf(props) + turned(props)));

/** The stroke lies inside the widget's box. */
export function drawStrokeRect(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const width = Math.max(0, Math.min(numberOf(props, 'line_width', 1), box.w, box.h));
  const inner = { x: box.x + width / 2, y: box.y + width / 2, w: box.w - width, h: box.h - width };
  const radius = Math.max(0, numberOf(props, 'radius', 0) - width / 2);
  canvas.put(rect({ ...inner, radius }, strokeOf(props, width) + turned(props)));
}

export function drawCircle(canvas: Canvas, props: Props): void {
  const [x, y] = [numberOf(props, 'center_x', 0), numberOf(props, 'center_y', 0)];
  const radius = Math.max(0, numberOf(props, 'radius', 0));
  canvas.put(`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}" ${fillOf(props)}/>`);
}

type Sweep = { x: number; y: number; rx: number; ry: number; from: number; to: number };

const pointAt = (sweep: Sweep, degrees: number): string => {
  const turn = (degrees * Math.PI) / 180;
  return `${fixed(sweep.x + sweep.rx * Math.cos(turn))} ${fixed(sweep.y + sweep.ry * Math.sin(turn))}`;
};

/** Angles in degrees, clockwise from 3 o'clock; an end before its start sweeps backwards; a turn or more is a ring. */
function arcPath(sweep: Sweep): string {
  const span = sweep.to - sweep.from;
  const size = `${fixed(sweep.rx)} ${fixed(sweep.ry)}`;
  const start = pointAt(sweep, sweep.from);
  const side = span < 0 ? 0 : 1;
  if (Math.abs(span) >= 360) {
    const across = pointAt(sweep, sweep.from + 180);
    return `M${start}A${size} 0 1 ${side} ${across}A${size} 0 1 ${side} ${start}Z`;
  }
  return `M${start}A${size} 0 ${Math.abs(span) > 180 ? 1 : 0} ${side} ${pointAt(sweep, sweep.to)}`;
}

/** `corner_flag`: 0 both ends round, 3 both flat; a single round end is drawn round on both. */
const capOf = (props: Props, otherwise: number): string =>
  numberOf(props, 'corner_flag', otherwise) === 3 ? '' : ' stroke-linecap="round"';

/** ARC: an ellipse inside the box, zero at 3 o'clock. */
export function drawArc(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const width = Math.max(0, numberOf(props, 'line_width', 1));
  const [from, to] = [numberOf(props, 'start_angle', 0), numberOf(props, 'end_angle', 0)];
  if (from === to || box.w <= width || box.h <= width) return;
  const centre = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  const path = arcPath({ ...centre, rx: (box.w - width) / 2, ry: (box.h - width) / 2, from, to });
  canvas.put(`<path d="${path}" ${strokeOf(props, width)}${capOf(props, 3)}/>`);
}

/** ARC_PROGRESS: zero at 12 o'clock, `level` per cent of the way from start to end. */
export function drawArcProgress(canvas: Canvas, props: Props): void {
  const width = Math.max(0, numberOf(props, 'line_width', 1));
  const radius = numberOf(props, 'radius', 0);
  const level = Math.max(0, Math.min(100, numberOf(props, 'level', 100))) / 100;
  const from = numberOf(props, 'start_angle', 0) - 90;
  const to = from + (numberOf(props, 'end_angle', 360) - 90 - from) * level;
  if (radius <= 0 || from === to) return;
  const centre = { x: numberOf(props, 'center_x', 0), y: numberOf(props, 'center_y', 0) };
  const path = arcPath({ ...centre, rx: radius, ry: radius, from, to });
  canvas.put(`<path d="${path}" ${strokeOf(props, width)}${capOf(props, 0)}/>`);
}

/** GRADIENT_POLYLINE and POLYLINE: points count upwards from the box's lower left corner. */
export function drawPolyline(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const points = listOf(props, 'data').map(
    (point) => `${fixed(box.x + numberOf(point, 'x', 0))},${fixed(box.y + box.h - numberOf(point, 'y', 0))}`,
  );
  if (points.length < 2) return;
  const line = `stroke="${colour(colourOf(props, 'line_color', 0xe60039))}"`;
  const width = `stroke-width="${fixed(numberOf(props, 'line_width', 2))}"`;
  canvas.put(`<polyline ${attribute('points', points.join(' '))} fill="none" ${line} ${width}/>`);
}

const entryOf = (value: unknown, index: number, otherwise: number): number => {
  const entry = Array.isArray(value) ? value[index] : value;
  return typeof entry === 'number' && Number.isFinite(entry) ? entry : otherwise;
};

/** HISTOGRAM: columns that stand on the box's floor. */
export function drawHistogram(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const data = Array.isArray(props.data_array) ? props.data_array.slice(0, 500) : [];
  const least = numberOf(props, 'data_min_value', 0);
  const reach = Math.max(1e-9, numberOf(props, 'data_max_value', 100) - least);
  const most = numberOf(props, 'item_max_height', box.h);
  const w = Math.max(0, numberOf(props, 'item_width', 8));
  data.forEach((_, index) => {
    const share = Math.max(0, Math.min(1, (entryOf(data, index, least) - least) / reach));
    const x = box.x + index * (w + numberOf(props, 'item_space', 0));
    const fill = `fill="${colour(entryOf(props.item_color, index, WHITE))}"`;
    const h = share * most;
    if (h > 0)
      canvas.put(rect({ x, y: box.y + box.h - h, w, h, radius: numberOf(props, 'item_radius', 0) }, fill));
  });
}

/** SLIDE_SWITCH without its images: a pill and a knob. */
export function drawSwitch(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const on = flagOf(props, 'checked', false);
  canvas.put(rect({ ...box, radius: box.h / 2 }, `fill="${on ? '#2f8f6f' : '#3a3f3e'}"`));
  const x = on ? box.x + box.w - box.h / 2 : box.x + box.h / 2;
  const knob = `cx="${fixed(x)}" cy="${fixed(box.y + box.h / 2)}" r="${fixed(box.h * 0.4)}"`;
  canvas.put(`<circle ${knob} fill="#ffffff"/>`);
}
