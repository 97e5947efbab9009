import { toUtf8 } from '../wire/utf8.js';
import { type Canvas, rect } from './canvas.js';
import { drawPlaceholder } from './draw-image.js';
import { fixed } from './numbers.js';
import { boxOf, numberOf, type Props, textOf } from './props.js';
import { type QrCode, qrCode } from './qr-code.js';

/** Codes are worked out once; a page draws the same one many times. */
const known = new Map<string, QrCode | undefined>();
const MOST_KNOWN = 20;

function codeOf(content: string): QrCode | undefined {
  if (known.has(content)) return known.get(content);
  if (known.size >= MOST_KNOWN) known.clear();
  const made = qrCode(toUtf8(content));
  known.set(content, made);
  return made;
}

/** Runs of dark fields, a rectangle each, in units of one field. */
function pathOf(code: QrCode): string {
  let path = '';
  code.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const from = x;
      while (row[x + 1] === true) x += 1;
      path += `M${from} ${y}h${x + 1 - from}v1h${from - x - 1}Z`;
    }
  });
  return path;
}

/** QRCODE: black on a white ground, which may be larger than the code. */
export function drawQrCode(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const n = (key: string, otherwise: number) => numberOf(props, key, otherwise);
  const ground = { x: n('bg_x', box.x), y: n('bg_y', box.y), w: n('bg_w', box.w), h: n('bg_h', box.h) };
  canvas.put(rect({ ...ground, radius: n('bg_radius', 0) }, 'fill="#ffffff"'));
  const code = codeOf(textOf(props, 'content'));
  if (code === undefined) {
    drawPlaceholder(canvas, box);
    return;
  }
  const [across, down] = [box.w / code.length, box.h / code.length];
  const place = `translate(${fixed(box.x)} ${fixed(box.y)}) scale(${fixed(across)} ${fixed(down)})`;
  canvas.put(`<path transform="${place}" shape-rendering="crispEdges" d="${pathOf(code)}"/>`);
}
