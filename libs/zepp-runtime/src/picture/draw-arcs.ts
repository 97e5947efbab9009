import { arcPath, ringPath, slicePath } from './arcs.js';
import type { Canvas } from './canvas.js';
import { putNamed } from './draw-image.js';
import { strokeOf } from './paint.js';
import { boxOf, numberOf, type Props, textOf } from './props.js';

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

/** 0 … 1 of the way, from the platform's 0 … 100. */
const wayOf = (props: Props): number => Math.max(0, Math.min(100, numberOf(props, 'level', 100))) / 100;

/** Where an arc of the older kinds runs: zero at 12 o'clock. */
function sweepOf(props: Props, share: number) {
  const radius = Math.max(0, numberOf(props, 'radius', 0));
  const from = numberOf(props, 'start_angle', 0) - 90;
  const to = from + (numberOf(props, 'end_angle', 360) - 90 - from) * share;
  const centre = { x: numberOf(props, 'center_x', 0), y: numberOf(props, 'center_y', 0) };
  return { ...centre, rx: radius, ry: radius, from, to };
}

/** ARC_PROGRESS: `level` per cent of the way from start to end, over a picture if it has one. */
export function drawArcProgress(canvas: Canvas, props: Props): void {
  const ground = textOf(props, 'src_bg');
  if (ground !== '') putCentred(canvas, ground, props);
  const width = Math.max(0, numberOf(props, 'line_width', 1));
  const sweep = sweepOf(props, wayOf(props));
  if (sweep.rx <= 0 || sweep.from === sweep.to) return;
  canvas.put(`<path d="${arcPath(sweep)}" ${strokeOf(props, width)}${capOf(props, 0)}/>`);
}

function putCentred(canvas: Canvas, path: string, props: Props): void {
  const { w = 0, h = 0 } = canvas.images(path) ?? {};
  putNamed(canvas, path, {
    x: numberOf(props, 'center_x', 0) - w / 2,
    y: numberOf(props, 'center_y', 0) - h / 2,
  });
}

/** IMG_ARC_PROGRESS: of a picture only what lies within an arc, or within the slice of it. */
export function drawImageArc(canvas: Canvas, props: Props): void {
  const sweep = sweepOf(props, wayOf(props));
  if (sweep.rx <= 0 || sweep.from === sweep.to) return;
  const width = Math.max(1, numberOf(props, 'line_width', sweep.rx / 4));
  const path = textOf(props, 'arc_type') === 'LINE' ? ringPath(sweep, width) : slicePath(sweep);
  const at = {
    x: numberOf(props, 'pos_x', sweep.x - sweep.rx),
    y: numberOf(props, 'pos_y', sweep.y - sweep.ry),
  };
  canvas.cut(path, () => void putNamed(canvas, textOf(props, 'src'), at));
}
