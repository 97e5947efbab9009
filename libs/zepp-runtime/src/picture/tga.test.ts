import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { pictureOf } from './picture-file.js';
import { writePng } from './png-write.js';
import { type Pixels, readTga } from './tga.js';

const CHIPS = ['nxp', 'zps', 'apollo'] as const;
const load = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/pictures/${name}.tga`, import.meta.url)));

const at = ({ w, rgba }: Pixels, x: number, y: number): number[] => [
  ...rgba.subarray((y * w + x) * 4, (y * w + x) * 4 + 4),
];
/** The packager rounds colours to its palette. */
const near = (found: number[], wanted: number[]) =>
  found.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) <= 6);

function file(
  header: { kind: number; bits: number; w: number; h: number; flags?: number },
  body: number[],
): Uint8Array {
  const { kind, bits, w, h, flags = 0x20 } = header;
  return Uint8Array.from([0, 0, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, w, 0, h, 0, bits, flags, ...body]);
}

describe.each(CHIPS)('a picture packed for %s', (chip) => {
  test('has its true size and its colours where they belong', () => {
    const flat = readTga(load(`flat-${chip}`), chip.toUpperCase());
    if (flat === undefined) throw new Error('it was not read');
    expect([flat.w, flat.h]).toEqual([20, 20]);
    expect(near(at(flat, 2, 2), [0x12, 0x34, 0x56, 255])).toBe(true);
    for (const [x, y] of [
      [15, 2],
      [2, 15],
      [19, 19],
    ] as const)
      expect(near(at(flat, x, y), [0xa1, 0xb2, 0xc3, 255])).toBe(true);
  });

  test('keeps what is half clear', () => {
    const soft = readTga(load(`soft-${chip}`), chip.toUpperCase());
    if (soft === undefined) throw new Error('it was not read');
    expect(at(soft, 0, 0)[3]).toBe(0);
    const [red = 0, , blue = 0, alpha = 0] = at(soft, 2, 18);
    expect(red > 230 && blue < 25 && alpha > 240).toBe(true);
    const [redFar = 0, , blueFar = 0, alphaFar = 0] = at(soft, 33, 18);
    expect(redFar < 60 && blueFar > 195 && alphaFar < 110).toBe(true);
  });
});

describe('other files of the format', () => {
  test.each<[string, Uint8Array, number[][]]>([
    [
      '24 bits from below',
      file({ kind: 2, bits: 24, w: 1, h: 2, flags: 0 }, [1, 2, 3, 4, 5, 6]),
      [
        [6, 5, 4, 255],
        [3, 2, 1, 255],
      ],
    ],
    ['32 bits', file({ kind: 2, bits: 32, w: 1, h: 1 }, [1, 2, 3, 4]), [[3, 2, 1, 4]]],
    [
      '16 bits',
      file({ kind: 2, bits: 16, w: 2, h: 1 }, [0x00, 0xf8, 0xe0, 0x07]),
      [
        [255, 0, 0, 255],
        [0, 255, 0, 255],
      ],
    ],
    ['grey', file({ kind: 3, bits: 8, w: 1, h: 1 }, [7]), [[7, 7, 7, 255]]],
    [
      'packed runs',
      file({ kind: 10, bits: 24, w: 4, h: 1 }, [0x82, 1, 2, 3, 0x00, 9, 8, 7]),
      [
        [3, 2, 1, 255],
        [3, 2, 1, 255],
        [3, 2, 1, 255],
        [7, 8, 9, 255],
      ],
    ],
    [
      'rows from the right',
      file({ kind: 3, bits: 8, w: 2, h: 1, flags: 0x30 }, [1, 2]),
      [
        [2, 2, 2, 255],
        [1, 1, 1, 255],
      ],
    ],
  ])('are read: %s', (_name, bytes, pixels) => {
    const found = readTga(bytes);
    expect(found && [...found.rgba]).toEqual(pixels.flat());
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['half a header', new Uint8Array(9)],
    ['no size', file({ kind: 2, bits: 24, w: 0, h: 3 }, [])],
    ['an unknown kind', file({ kind: 7, bits: 24, w: 1, h: 1 }, [1, 2, 3])],
    ['a palette that is not there', file({ kind: 1, bits: 8, w: 1, h: 1 }, [1])],
    ['odd bits', file({ kind: 2, bits: 13, w: 1, h: 1 }, [1])],
  ])('are refused without a fault: %s', (_name, bytes) => {
    expect(readTga(bytes)).toBeUndefined();
  });

  test('may break off: what is missing is clear or black, never a fault', () => {
    const whole = load('flat-nxp');
    for (let length = 0; length < whole.length; length += 37) {
      expect(() => readTga(whole.subarray(0, length))).not.toThrow();
    }
    expect(readTga(file({ kind: 10, bits: 24, w: 4, h: 1 }, [0xff]))).toBeDefined();
  });
});

test('the same pixels are the same PNG, and a file is read once', () => {
  const bytes = load('flat-zps');
  const pixels = readTga(bytes);
  if (pixels === undefined) throw new Error('it was not read');
  expect(writePng(pixels)).toEqual(writePng(pixels));
  expect(pictureOf(bytes)).toBe(pictureOf(bytes));
  expect(pictureOf(bytes)?.href).toMatch(/^data:image\/png;base64,iVBORw0KGgo[A-Za-z0-9+/]+=*$/);
});
