import { zlibSync } from 'fflate';
import type { Pixels } from './tga.js';

const MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function check(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ (REMAINDERS[(rest ^ byte) & 255] ?? 0);
  return (rest ^ 0xffffffff) >>> 0;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const made = new Uint8Array(data.length + 12);
  const view = new DataView(made.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i += 1) made[4 + i] = name.charCodeAt(i);
  made.set(data, 8);
  view.setUint32(data.length + 8, check(made.subarray(4, data.length + 8)));
  return made;
}

function headOf({ w, h }: Pixels): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, w);
  view.setUint32(4, h);
  head.set([8, 6], 8);
  return head;
}

/** Every row is told as what differs from the row above, which packs flat drawings best. */
function rowsOf({ w, h, rgba }: Pixels): Uint8Array {
  const width = w * 4;
  const rows = new Uint8Array((width + 1) * h);
  for (let y = 0; y < h; y += 1) {
    const at = y * (width + 1);
    rows[at] = 2;
    for (let i = 0; i < width; i += 1) {
      const above = y === 0 ? 0 : (rgba[(y - 1) * width + i] ?? 0);
      rows[at + 1 + i] = (rgba[y * width + i] ?? 0) - above;
    }
  }
  return rows;
}

/** Pixels as PNG: the same bytes on every host. */
export function writePng(pixels: Pixels): Uint8Array {
  const parts = [
    Uint8Array.from(MAGIC),
    chunk('IHDR', headOf(pixels)),
    chunk('IDAT', zlibSync(rowsOf(pixels), { level: 6 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  const made = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
