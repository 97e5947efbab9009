import { type Canvas, rect } from './canvas.js';
import { putNamed, putPicture, turnedAt } from './draw-image.js';
import { fixed } from './numbers.js';
import { fillOf, strokeOf } from './paint.js';
import { boxOf, numberOf, opacityOf, type Props, partOf, textOf } from './props.js';

const pathsOf = (props: Props): string[] => {
  const value = props.image_array;
  const all = Array.isArray(value) ? value.map((path) => (typeof path === 'string' ? path : '')) : [];
  return all.slice(0, Math.max(0, numberOf(props, 'image_length', all.length)));
};

const listed = (value: unknown, index: number): number => {
  const entry: unknown = Array.isArray(value) ? value[index] : value;
  return typeof entry === 'number' && Number.isFinite(entry) ? entry : 0;
};

/** IMG_LEVEL: of its pictures the one that `level` counts, the first being 1; below it is the first too. */
export function drawLevel(canvas: Canvas, props: Props): void {
  const paths = pathsOf(props);
  const level = Math.max(1, Math.min(paths.length, Math.trunc(numberOf(props, 'level', 1))));
  const { x, y } = boxOf(props);
  putNamed(canvas, paths[level - 1] ?? '', { x, y, opacity: opacityOf(props) });
}

/** IMG_PROGRESS: the first `level` of its pictures, each at a place of its own. */
export function drawImageProgress(canvas: Canvas, props: Props): void {
  const paths = pathsOf(props);
  const level = Math.max(0, Math.min(paths.length, Math.trunc(numberOf(props, 'level', 0))));
  paths.slice(0, level).forEach((path, i) => {
    putNamed(canvas, path, { x: listed(props.x, i), y: listed(props.y, i), opacity: opacityOf(props) });
  });
}

/** IMG_POINTER: `x`, `y` is the pin within the picture, `center_x`, `center_y` where it sits; zero points up. */
export function drawPointer(canvas: Canvas, props: Props): void {
  const picture = canvas.images(textOf(props, 'src'));
  if (picture === undefined) return;
  const [x, y] = [numberOf(props, 'center_x', 0), numberOf(props, 'center_y', 0)];
  const box = { x: x - numberOf(props, 'x', 0), y: y - numberOf(props, 'y', 0), w: picture.w, h: picture.h };
  const more = turnedAt(numberOf(props, 'angle', 0), x, y);
  putPicture(canvas, picture, { ...box, more, opacity: opacityOf(props) });
}

/** IMG_ANIM: the picture it has come to; `src` is kept by the widget. */
export function drawFrame(canvas: Canvas, props: Props): void {
  const { x, y } = boxOf(props);
  putNamed(canvas, textOf(props, 'src'), { x, y, opacity: opacityOf(props) });
}

const shareOf = (props: Props, key: string): number =>
  Math.max(0, Math.min(100, numberOf(props, key, 0))) / 100;

/** The bar from the longer side's beginning; nothing documents another direction. */
function drawBar(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const [track, bar] = [partOf(props, 'track_fill'), partOf(props, 'progress_fill')];
  if (props.track_fill !== undefined) {
    canvas.put(rect({ ...box, radius: numberOf(track, 'radius', 0) }, fillOf(track)));
  }
  const share = shareOf(props, 'progress');
  const done = box.w >= box.h ? { w: box.w * share } : { h: box.h * share, y: box.y + box.h * (1 - share) };
  if (share > 0) canvas.put(rect({ ...box, ...done, radius: numberOf(bar, 'radius', 0) }, fillOf(bar)));
}

/** The older properties: from a start to an end, with pictures or a line. */
function drawWay(canvas: Canvas, props: Props): void {
  const n = (key: string) => numberOf(props, `line_progress_${key}`, numberOf(props, key, 0));
  const t = (key: string) => textOf(props, `line_progress_${key}`) || textOf(props, key);
  const share = Math.max(0, Math.min(100, n('progress'))) / 100;
  const start = { x: n('start_x'), y: n('start_y') };
  const now = { x: start.x + (n('end_x') - start.x) * share, y: start.y + (n('end_y') - start.y) * share };
  putNamed(canvas, t('src_bg'), start);
  const bar = canvas.images(t('src_progress'));
  const upright = Math.abs(n('end_y') - start.y) > Math.abs(n('end_x') - start.x);
  if (bar === undefined) {
    const ends = `x1="${fixed(start.x)}" y1="${fixed(start.y)}" x2="${fixed(now.x)}" y2="${fixed(now.y)}"`;
    if (share > 0) canvas.put(`<line ${ends} ${strokeOf(props, numberOf(props, 'line_width', 2))}/>`);
  } else {
    const seen = upright ? { w: bar.w, h: bar.h * share } : { w: bar.w * share, h: bar.h };
    canvas.clipped({ ...start, ...seen }, () => putPicture(canvas, bar, { ...start, w: bar.w, h: bar.h }));
  }
  const mark = canvas.images(t('src_indicator'));
  if (mark === undefined) return;
  putPicture(canvas, mark, { x: now.x - mark.w / 2, y: now.y - mark.h / 2, w: mark.w, h: mark.h });
}

/** LINE_PROGRESS: a bar in a track, `progress` per cent full. */
export function drawLineProgress(canvas: Canvas, props: Props): void {
  if (props.progress_fill !== undefined || props.track_fill !== undefined) drawBar(canvas, props);
  else drawWay(canvas, props);
}
