import { alignmentsOf, LARGEST_VERSION, LEVELS, type Level, sideOf, wordsOf } from './qr-tables.js';
import { checkWords } from './reed-solomon.js';

/** Rows of dark (true) and light fields, without the quiet border. */
export type QrCode = boolean[][];

type Grid = { side: number; dark: boolean[][]; fixed: boolean[][] };

const square = (side: number): boolean[][] =>
  Array.from({ length: side }, () => new Array<boolean>(side).fill(false));

function set({ dark, fixed, side }: Grid, [x, y]: readonly [number, number], on: boolean): void {
  const [row, known] = [dark[y], fixed[y]];
  if (row === undefined || known === undefined || x < 0 || x >= side) return;
  row[x] = on;
  known[x] = true;
}

/** Rings around a middle: the three finders and the alignment patterns. */
function rings(grid: Grid, [x, y]: readonly [number, number], reach: number): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      set(grid, [x + dx, y + dy], reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
    }
  }
}

/** The remainder of `value` by a generator, below it: how format and version are protected. */
function protectedBits(value: number, { generator, length }: { generator: number; length: number }): number {
  let rest = value << length;
  for (let bit = 31; bit >= length; bit -= 1) if ((rest >>> bit) & 1) rest ^= generator << (bit - length);
  return (value << length) | rest;
}

const bitOf = (value: number, bit: number): boolean => ((value >>> bit) & 1) === 1;

function drawFormat(grid: Grid, level: Level, mask: number): void {
  const bits = protectedBits((LEVELS[level].bits << 3) | mask, { generator: 0x537, length: 10 }) ^ 0x5412;
  const { side } = grid;
  for (let i = 0; i < 15; i += 1) {
    const on = bitOf(bits, i);
    const down = i < 6 ? i : i < 8 ? i + 1 : side - 15 + i;
    const across = i < 8 ? side - 1 - i : i === 8 ? 7 : 14 - i;
    set(grid, [8, down], on);
    set(grid, [across, 8], on);
  }
  set(grid, [8, side - 8], true);
}

function drawVersion(grid: Grid, version: number): void {
  if (version < 7) return;
  const bits = protectedBits(version, { generator: 0x1f25, length: 12 });
  for (let i = 0; i < 18; i += 1) {
    const [far, near] = [grid.side - 11 + (i % 3), Math.floor(i / 3)];
    set(grid, [far, near], bitOf(bits, i));
    set(grid, [near, far], bitOf(bits, i));
  }
}

function emptyGrid(version: number): Grid {
  const side = sideOf(version);
  const grid = { side, dark: square(side), fixed: square(side) };
  for (let i = 0; i < side; i += 1) {
    set(grid, [6, i], i % 2 === 0);
    set(grid, [i, 6], i % 2 === 0);
  }
  const middles = alignmentsOf(version);
  const last = middles[middles.length - 1] ?? 0;
  for (const x of middles) {
    for (const y of middles) {
      const corner = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
      if (!corner) rings(grid, [x, y], 2);
    }
  }
  for (const at of [
    [3, 3],
    [side - 4, 3],
    [3, side - 4],
  ] as const)
    rings(grid, at, 4);
  drawFormat(grid, 'M', 0);
  drawVersion(grid, version);
  return grid;
}

const roomOf = (version: number, level: Level): number => {
  const { check, blocks } = LEVELS[level];
  return wordsOf(version) - (check[version - 1] ?? 0) * (blocks[version - 1] ?? 1);
};

/** Length field of byte mode, in bits. */
const lengthBits = (version: number): number => (version < 10 ? 8 : 16);

const fits = (count: number, version: number, level: Level): boolean =>
  4 + lengthBits(version) + count * 8 <= roomOf(version, level) * 8;

/** Mode, length, the bytes, an end, and filling words up to the room there is. */
function dataWords(bytes: Uint8Array, version: number, level: Level): number[] {
  const bits: number[] = [];
  const add = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  add(0b0100, 4);
  add(bytes.length, lengthBits(version));
  for (const byte of bytes) add(byte, 8);
  const room = roomOf(version, level) * 8;
  add(0, Math.min(4, room - bits.length));
  add(0, (8 - (bits.length % 8)) % 8);
  for (let filler = 0xec; bits.length < room; filler ^= 0xec ^ 0x11) add(filler, 8);
  const words: number[] = [];
  for (let i = 0; i < bits.length; i += 8) words.push(Number.parseInt(bits.slice(i, i + 8).join(''), 2));
  return words;
}

/** Blocks with their check words, laid into each other. */
function interleaved(words: number[], version: number, level: Level): number[] {
  const check = LEVELS[level].check[version - 1] ?? 0;
  const count = LEVELS[level].blocks[version - 1] ?? 1;
  const short = Math.floor(words.length / count);
  const longFrom = count - (words.length % count);
  const blocks: number[][] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const length = short + (i >= longFrom ? 1 : 0);
    blocks.push(words.slice(at, at + length));
    at += length;
  }
  const checks = blocks.map((block) => checkWords(block, check));
  const woven = (lists: number[][], length: number) =>
    Array.from({ length }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
  return [...woven(blocks, short + 1), ...woven(checks, check)];
}

/** Two columns at a time from the right, upwards and downwards in turn, past what is fixed. */
function fill(grid: Grid, words: number[]): void {
  let bit = 0;
  for (let right = grid.side - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    const up = ((right + 1) & 2) === 0;
    for (let step = 0; step < grid.side; step += 1) {
      const y = up ? grid.side - 1 - step : step;
      for (const x of [right, right - 1]) {
        const row = grid.dark[y];
        if (row === undefined || grid.fixed[y]?.[x] === true) continue;
        row[x] = bit < words.length * 8 && bitOf(words[bit >> 3] ?? 0, 7 - (bit & 7));
        bit += 1;
      }
    }
  }
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function masked(grid: Grid, mask: number, level: Level): QrCode {
  const rule = MASKS[mask] ?? (() => false);
  const dark = grid.dark.map((row, y) =>
    row.map((on, x) => (grid.fixed[y]?.[x] === true ? on : on !== rule(x, y))),
  );
  drawFormat({ ...grid, dark }, level, mask);
  return dark;
}

/** Runs of five and more, and patterns that look like a finder, along one line. */
function linePenalty(line: boolean[]): number {
  const text = line.map((on) => (on ? '1' : '0')).join('');
  const runs = text.match(/0{5,}|1{5,}/g) ?? [];
  let sum = runs.reduce((all, run) => all + run.length - 2, 0);
  for (let i = 0; i + 11 <= text.length; i += 1) {
    const part = text.slice(i, i + 11);
    if (part === '10111010000' || part === '00001011101') sum += 40;
  }
  return sum;
}

function penalty(code: QrCode): number {
  const turned = code.map((_, x) => code.map((row) => row[x] === true));
  let sum = [...code, ...turned].reduce((all, line) => all + linePenalty(line), 0);
  let dark = 0;
  code.forEach((row, y) => {
    row.forEach((on, x) => {
      if (on) dark += 1;
      const alike = [row[x + 1], code[y + 1]?.[x], code[y + 1]?.[x + 1]].every((other) => other === on);
      if (alike) sum += 3;
    });
  });
  const share = (dark * 100) / (code.length * code.length);
  return sum + Math.floor(Math.abs(share - 50) / 5) * 10;
}

/**
 * A QR code in byte mode: the smallest version up to 10, level M where it fits and else L. Undefined for more than 271
 * bytes.
 */
export function qrCode(bytes: Uint8Array): QrCode | undefined {
  for (const level of ['M', 'L'] as const) {
    for (let version = 1; version <= LARGEST_VERSION; version += 1) {
      if (!fits(bytes.length, version, level)) continue;
      const grid = emptyGrid(version);
      fill(grid, interleaved(dataWords(bytes, version, level), version, level));
      const tried = MASKS.map((_, mask) => masked(grid, mask, level));
      const costs = tried.map(penalty);
      return tried[costs.indexOf(Math.min(...costs))];
    }
  }
  return undefined;
}
