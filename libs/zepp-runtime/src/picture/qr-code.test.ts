import { describe, expect, test } from '@jest/globals';
import { toUtf8 } from '../wire/utf8.js';
import { type QrCode, qrCode } from './qr-code.js';

/**
 * A reader of its own, written from the standard and not from the writer: it finds the mask in the format field, walks the
 * fields, takes the blocks apart and proves every one of them by its syndromes.
 */
const SHAPES: Record<number, { middles: number[]; M: number[][]; L: number[][] }> = {
  1: { middles: [], M: [[26, 16]], L: [[26, 19]] },
  2: { middles: [6, 18], M: [[44, 28]], L: [[44, 34]] },
  5: {
    middles: [6, 30],
    M: [
      [67, 43],
      [67, 43],
    ],
    L: [[134, 108]],
  },
  7: {
    middles: [6, 22, 38],
    M: [
      [49, 31],
      [49, 31],
      [49, 31],
      [49, 31],
    ],
    L: [
      [98, 78],
      [98, 78],
    ],
  },
  10: {
    middles: [6, 28, 50],
    M: [
      [69, 43],
      [69, 43],
      [69, 43],
      [69, 43],
      [70, 44],
    ],
    L: [
      [86, 68],
      [86, 68],
      [87, 69],
      [87, 69],
    ],
  },
};

const isFixed = (version: number, side: number, x: number, y: number): boolean => {
  if (x === 6 || y === 6) return true;
  if ((x <= 8 && y <= 8) || (x >= side - 8 && y <= 8) || (x <= 8 && y >= side - 8)) return true;
  if (version >= 7 && ((x >= side - 11 && y <= 5) || (y >= side - 11 && x <= 5))) return true;
  const { middles = [] } = SHAPES[version] ?? {};
  const far = middles[middles.length - 1];
  return middles.some((my) =>
    middles.some((mx) => {
      const corner = (mx === 6 && my === 6) || (mx === 6 && my === far) || (mx === far && my === 6);
      return !corner && Math.abs(mx - x) <= 2 && Math.abs(my - y) <= 2;
    }),
  );
};

const RULES: ((row: number, column: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_i, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/** Format fields of the standard's own table (annex C), by level and mask, as they stand masked. */
const FORMATS: Record<string, { level: 'L' | 'M'; mask: number }> = Object.fromEntries([
  ...[
    '111011111000100',
    '111001011110011',
    '111110110101010',
    '111100010011101',
    '110011000101111',
    '110001100011000',
    '110110001000001',
    '110100101110110',
  ].map((bits, mask) => [bits, { level: 'L', mask }] as const),
  ...[
    '101010000010010',
    '101000100100101',
    '101111001111100',
    '101101101001011',
    '100010111111001',
    '100000011001110',
    '100111110010111',
    '100101010100000',
  ].map((bits, mask) => [bits, { level: 'M', mask }] as const),
]);

function formatOf(code: QrCode) {
  const columns = [0, 1, 2, 3, 4, 5, 7, 8];
  const across = columns.map((x) => code[8]?.[x] === true);
  const up = [7, 5, 4, 3, 2, 1, 0].map((y) => code[y]?.[8] === true);
  return FORMATS[[...across, ...up].map((on) => (on ? '1' : '0')).join('')];
}

function wordsIn(code: QrCode, version: number, mask: number): number[] {
  const side = code.length;
  const bits: number[] = [];
  let upwards = true;
  for (let right = side - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < side; step += 1) {
      const y = upwards ? side - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (isFixed(version, side, x, y)) continue;
        bits.push((code[y]?.[x] === true) !== RULES[mask]?.(y, x) ? 1 : 0);
      }
    }
    upwards = !upwards;
  }
  const words: number[] = [];
  for (let i = 0; i + 8 <= bits.length; i += 8)
    words.push(bits.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  return words;
}

/** Powers and logarithms of the field, by repeated doubling. */
const power: number[] = [];
for (let i = 0, value = 1; i < 510; i += 1) {
  power.push(value);
  value = value * 2 > 255 ? (value * 2) ^ 285 : value * 2;
}
const log = new Map(power.slice(0, 255).map((value, i) => [value, i]));

/** All zero for a block without a fault. */
const syndromes = (block: number[], checks: number): number[] =>
  Array.from({ length: checks }, (_, root) =>
    block.reduce((sum, word, i) => {
      const at = log.get(word);
      return at === undefined ? sum : sum ^ (power[(at + root * (block.length - 1 - i)) % 255] ?? 0);
    }, 0),
  );

function blocksOf(words: number[], shape: number[][]): { data: number[]; checks: number[] }[] {
  const blocks = shape.map(() => ({ data: [] as number[], checks: [] as number[] }));
  let at = 0;
  const longest = Math.max(...shape.map(([, data = 0]) => data));
  for (let i = 0; i < longest; i += 1) {
    shape.forEach(([, data = 0], b) => {
      if (i < data) blocks[b]?.data.push(words[at++] ?? 0);
    });
  }
  const [all = 0, data = 0] = shape[0] ?? [];
  for (let i = 0; i < all - data; i += 1) for (const block of blocks) block.checks.push(words[at++] ?? 0);
  return blocks;
}

function read(code: QrCode): string {
  const version = (code.length - 17) / 4;
  const format = formatOf(code);
  const shape = format && SHAPES[version]?.[format.level];
  if (format === undefined || shape === undefined) throw new Error(`no such format in version ${version}`);
  const blocks = blocksOf(wordsIn(code, version, format.mask), shape);
  for (const { data, checks } of blocks)
    expect(syndromes([...data, ...checks], checks.length)).toEqual(checks.map(() => 0));
  const bits = blocks
    .flatMap(({ data }) => data)
    .map((word) => word.toString(2).padStart(8, '0'))
    .join('');
  const wide = version < 10 ? 8 : 16;
  expect(bits.slice(0, 4)).toBe('0100');
  const length = Number.parseInt(bits.slice(4, 4 + wide), 2);
  const bytes = Array.from({ length }, (_, i) =>
    Number.parseInt(bits.slice(4 + wide + i * 8, 12 + wide + i * 8), 2),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

describe('a QR code', () => {
  test.each([
    ['one short word', 'Hello', 21],
    ['a whole smallest code', 'fourteen bytes', 21],
    ['signs of many bytes', 'Grüße, 中文', 25],
    ['several blocks', 'x'.repeat(80), 37],
    ['a version field', 'https://example.com/'.repeat(6), 45],
    ['blocks of two lengths', 'abc '.repeat(50), 57],
    ['the lower level where the higher has no room', 'z'.repeat(271), 57],
    ['nothing', '', 21],
  ])('says what was written: %s', (_name, words, side) => {
    const code = qrCode(toUtf8(words)) ?? [];
    expect(code).toHaveLength(side);
    expect(read(code)).toBe(words);
  });

  test('has its three finders and its dark field', () => {
    const code = qrCode(toUtf8('Hello')) ?? [];
    const row = (y: number) => code[y]?.map((on) => (on ? '#' : '.')).join('') ?? '';
    expect(row(0).slice(0, 8)).toBe('#######.');
    expect(row(0).slice(-8)).toBe('.#######');
    expect(row(20).slice(0, 8)).toBe('#######.');
    expect(code[13]?.[8]).toBe(true);
  });

  test('is refused for more bytes than the largest takes', () => {
    expect(qrCode(new Uint8Array(272))).toBeUndefined();
  });
});
