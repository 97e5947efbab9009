import { writePng } from './png-write.js';
import { readTga } from './tga.js';

/** A picture as an SVG carries it. */
export type Picture = { w: number; h: number; href: string };

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Larger files than this are not carried inside an SVG. */
const MOST_BYTES = 2_000_000;
/** A painter would need all memory for what a few bytes may claim to be. */
const MOST_PIXELS = 4_000_000;
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const isPng = (bytes: Uint8Array): boolean => PNG_MAGIC.every((byte, index) => bytes[index] === byte);

/** Width and height out of the header chunk. */
function pngSize(bytes: Uint8Array): { w: number; h: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length < 24 ? { w: 0, h: 0 } : { w: view.getUint32(16), h: view.getUint32(20) };
}

export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [one = 0, two = 0, three = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const bits = (one << 16) | (two << 8) | three;
    const left = bytes.length - i;
    const at = (shift: number) => SIGNS[(bits >> shift) & 63] ?? '';
    parts.push(at(18) + at(12) + (left > 1 ? at(6) : '=') + (left > 2 ? at(0) : '='));
  }
  return parts.join('');
}

function read(bytes: Uint8Array, chip: string): Picture | undefined {
  if (bytes.length > MOST_BYTES) return undefined;
  const prefix = 'data:image/png;base64,';
  if (isPng(bytes)) {
    const { w, h } = pngSize(bytes);
    const fits = w > 0 && h > 0 && w * h <= MOST_PIXELS;
    return fits ? { w, h, href: prefix + base64(bytes) } : undefined;
  }
  const pixels = readTga(bytes, chip);
  return pixels && { w: pixels.w, h: pixels.h, href: prefix + base64(writePng(pixels)) };
}

const known = new WeakMap<Uint8Array, Picture | 'none'>();

/** PNG, or the packager's own format turned into PNG; undefined for anything else. Reads every file once. */
export function pictureOf(bytes: Uint8Array | undefined, chip = ''): Picture | undefined {
  if (bytes === undefined) return undefined;
  const found = known.get(bytes) ?? read(bytes, chip) ?? 'none';
  known.set(bytes, found);
  return found === 'none' ? undefined : found;
}
