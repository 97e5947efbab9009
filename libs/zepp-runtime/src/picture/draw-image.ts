import { attribute, type Canvas, rect, seeThrough } from './canvas.js';
import { fixed } from './numbers.js';
import { type Box, boxOf, numberOf, opacityOf, type Props, textOf } from './props.js';

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Larger pictures than this are not carried inside an SVG. */
const MOST_BYTES = 512_000;
const PLACEHOLDER_SIDE = 48;

export const isPng = (bytes: Uint8Array): boolean => PNG_MAGIC.every((byte, index) => bytes[index] === byte);

/** Width and height out of the header chunk. */
function pngSize(bytes: Uint8Array): { w: number; h: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length < 24 ? { w: 0, h: 0 } : { w: view.getUint32(16), h: view.getUint32(20) };
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [one = 0, two = 0, three = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const bits = (one << 16) | (two << 8) | three;
    const signs = [18, 12, 6, 0].map((shift) => SIGNS[(bits >> shift) & 63]);
    const kept = Math.min(3, bytes.length - i) + 1;
    text += signs.slice(0, kept).join('').padEnd(4, '=');
  }
  return text;
}

function rotation(props: Props, box: Box): string {
  const angle = numberOf(props, 'angle', 0);
  if (angle % 360 === 0) return '';
  const x = box.x + numberOf(props, 'center_x', box.w / 2);
  const y = box.y + numberOf(props, 'center_y', box.h / 2);
  return ` transform="rotate(${fixed(angle)} ${fixed(x)} ${fixed(y)})"`;
}

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

/** An image of the package at its own size unless the widget scales it. */
export function drawImage(canvas: Canvas, props: Props, path = textOf(props, 'src')): void {
  const asked = boxOf(props);
  const bytes = path === '' ? undefined : canvas.images(path);
  const png = bytes !== undefined && isPng(bytes) && bytes.length <= MOST_BYTES ? bytes : undefined;
  const own = png === undefined ? { w: PLACEHOLDER_SIDE, h: PLACEHOLDER_SIDE } : pngSize(png);
  const frame = { ...asked, w: asked.w > 0 ? asked.w : own.w, h: asked.h > 0 ? asked.h : own.h };
  if (png === undefined) {
    if (path !== '') drawPlaceholder(canvas, frame);
    return;
  }
  const scaled = props.auto_scale === true;
  const size = scaled ? frame : own;
  const [x, y] = [frame.x + numberOf(props, 'pos_x', 0), frame.y + numberOf(props, 'pos_y', 0)];
  const place = `x="${fixed(x)}" y="${fixed(y)}" width="${fixed(size.w)}" height="${fixed(size.h)}"`;
  const fit = scaled && props.auto_scale_obj_fit === true ? ' preserveAspectRatio="none"' : '';
  const opacity = seeThrough('fill', opacityOf(props)).replace('fill-opacity', 'opacity');
  const href = attribute('href', `data:image/png;base64,${base64(png)}`);
  canvas.put(`<image ${place}${fit}${opacity}${rotation(props, frame)} ${href}/>`);
}
