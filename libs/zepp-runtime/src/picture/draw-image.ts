import { attribute, type Canvas, rect, seeThrough } from './canvas.js';
import { fixed } from './numbers.js';
import type { Picture } from './picture-file.js';
import { type Box, boxOf, flagOf, numberOf, opacityOf, type Props, textOf } from './props.js';

const PLACEHOLDER_SIDE = 48;

/** A quiet frame with two hills, where a picture is missing or of a kind that is not drawn. */
export function drawPlaceholder(canvas: Canvas, box: Box): void {
  const { x, y, w, h } = box;
  if (w <= 0 || h <= 0) return;
  canvas.put(rect({ ...box, radius: Math.min(w, h) / 8 }, 'fill="#20262b"'));
  const at = (dx: number, dy: number) => `${fixed(x + w * dx)} ${fixed(y + h * dy)}`;
  canvas.put(
    `<path d="M${at(0.15, 0.8)}L${at(0.42, 0.4)}L${at(0.6, 0.64)}L${at(0.7, 0.52)}L${at(0.88, 0.8)}Z" fill="#4a555d"/>`,
  );
}

export const turnedAt = (angle: number, x: number, y: number): string =>
  angle % 360 === 0 ? '' : ` transform="rotate(${fixed(angle)} ${fixed(x)} ${fixed(y)})"`;

type Placed = Box & { opacity?: number; more?: string };

/** A picture stretched over a box. */
export function putPicture(
  canvas: Canvas,
  picture: Picture,
  { x, y, w, h, opacity = 1, more = '' }: Placed,
): void {
  const place = `x="${fixed(x)}" y="${fixed(y)}" width="${fixed(w)}" height="${fixed(h)}"`;
  const clear = seeThrough('fill', opacity).replace('fill-opacity', 'opacity');
  canvas.put(`<image ${place}${clear}${more} ${attribute('href', picture.href)}/>`);
}

/** A picture at a place in its own size; a frame where there is none. Answers its size. */
export function putNamed(canvas: Canvas, path: string, at: { x: number; y: number; opacity?: number }): Box {
  const picture = path === '' ? undefined : canvas.images(path);
  const box = { x: at.x, y: at.y, w: picture?.w ?? 0, h: picture?.h ?? 0 };
  if (picture !== undefined) putPicture(canvas, picture, { ...at, ...box });
  return box;
}

/** Within its box a scaled picture keeps its shape, unless it is to fill all of it. */
function scaledBox(frame: Box, own: Picture, fills: boolean): Box {
  if (fills) return frame;
  const scale = Math.min(frame.w / own.w, frame.h / own.h);
  const [w, h] = [own.w * scale, own.h * scale];
  return { x: frame.x + (frame.w - w) / 2, y: frame.y + (frame.h - h) / 2, w, h };
}

/** IMG: the picture in its own size unless the widget scales it, turned about a centre, cut to the widget's box. */
export function drawImage(canvas: Canvas, props: Props, path = textOf(props, 'src')): void {
  if (path === '') return;
  const asked = boxOf(props);
  const picture = canvas.images(path);
  const own = picture ?? { w: PLACEHOLDER_SIDE, h: PLACEHOLDER_SIDE };
  const frame = { ...asked, w: asked.w > 0 ? asked.w : own.w, h: asked.h > 0 ? asked.h : own.h };
  if (picture === undefined) drawPlaceholder(canvas, frame);
  else drawFound(canvas, { props, picture, frame });
}

function drawFound(
  canvas: Canvas,
  { props, picture, frame }: { props: Props; picture: Picture; frame: Box },
): void {
  const opacity = opacityOf(props);
  if (opacity === 0) return;
  const scaled = flagOf(props, 'auto_scale', false);
  const [x, y] = [frame.x + numberOf(props, 'pos_x', 0), frame.y + numberOf(props, 'pos_y', 0)];
  const box = scaled
    ? scaledBox({ ...frame, x, y }, picture, flagOf(props, 'auto_scale_obj_fit', false))
    : { x, y, w: picture.w, h: picture.h };
  const [centreX, centreY] = [
    numberOf(props, 'center_x', frame.w / 2),
    numberOf(props, 'center_y', frame.h / 2),
  ];
  const more = turnedAt(numberOf(props, 'angle', 0), frame.x + centreX, frame.y + centreY);
  const inside =
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.w <= frame.x + frame.w &&
    box.y + box.h <= frame.y + frame.h;
  const put = () => putPicture(canvas, picture, { ...box, opacity, more });
  if (inside && more === '') put();
  else canvas.clipped(frame, put);
}
