import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { buildProgram } from '../../fixtures/build-program.js';
import { makeChance } from './chance.js';
import { type Device, findDevice } from './devices.js';
import { loadPackage } from './package.js';

const device = findDevice('balance') as Device;
const SEEDS = [1, 7, 2026, Math.floor(Math.random() * 2 ** 31)];
let zpk: Uint8Array;
let half: Record<string, Uint8Array>;

beforeAll(async () => {
  const all = unzipSync(await buildProgram('hello'));
  const fitting = Object.values(all).find((bytes) => loadPackage(bytes, device).ok);
  zpk = fitting as Uint8Array;
  half = unzipSync(unzipSync(zpk)['device.zip'] as Uint8Array);
}, 60_000);

type Chance = () => number;
const below = (chance: Chance, most: number) => Math.floor(chance() * most);

/** Bytes changed, cut, doubled or filled with the numbers that formats stumble over. */
function mutated(source: Uint8Array, chance: Chance): Uint8Array {
  const bytes = source.slice();
  const kind = below(chance, 5);
  if (kind === 0) return bytes.subarray(0, below(chance, bytes.length));
  if (kind === 1) return bytes.subarray(below(chance, bytes.length));
  if (kind === 2) {
    const from = below(chance, bytes.length);
    bytes.copyWithin(below(chance, bytes.length), from, from + below(chance, 4_000));
    return bytes;
  }
  // The list at the end is where an archive can be hurt most.
  const start = kind === 3 ? Math.max(0, bytes.length - 1_500) : 0;
  for (let n = 1 + below(chance, 12); n > 0; n -= 1) {
    const at = start + below(chance, bytes.length - start);
    bytes[at] = [0, 0xff, 0x7f, below(chance, 256)][below(chance, 4)] ?? 0;
  }
  return bytes;
}

/** A JSON text whose members were moved about. */
function mutatedJson(text: string, chance: Chance): string {
  const odd = ['null', '-1', '1e400', '[]', '{}', '"x"', '{"__proto__":{"a":1}}', 'true', '[[[[[]]]]]'];
  const values = [...text.matchAll(/:("[^"]*"|\d+|\{|\[)/g)];
  const found = values[below(chance, values.length)];
  if (found?.index === undefined) return text;
  const end = found.index + found[0].length;
  const rest = /[{[]$/.test(found[0]) ? '' : text.slice(end);
  return `${text.slice(0, found.index + 1)}${odd[below(chance, odd.length)]}${rest}`;
}

function check(bytes: Uint8Array): void {
  const began = performance.now();
  const loaded = loadPackage(bytes, device);
  expect(performance.now() - began).toBeLessThan(5_000);
  if (!loaded.ok) expect(loaded.message).toMatch(/^[A-Za-z'.].*\.$/s);
}

jest.setTimeout(60_000);

describe.each(SEEDS)('a package changed by chance (seed %i)', (seed) => {
  test('is run or refused with a sentence', () => {
    const chance = makeChance(seed);
    for (let round = 0; round < 100; round += 1) check(mutated(zpk, chance));
  });

  test('is so too when the watch’s half inside was changed', () => {
    const chance = makeChance(seed);
    const inner = unzipSync(zpk)['device.zip'] as Uint8Array;
    for (let round = 0; round < 50; round += 1) {
      check(zipSync({ 'device.zip': mutated(inner, chance) }, { level: 0 }));
    }
  });

  test('is so too when its app.json was changed', () => {
    const chance = makeChance(seed);
    const text = new TextDecoder().decode(half['app.json']);
    for (let round = 0; round < 50; round += 1) {
      const files = { ...half, 'app.json': strToU8(mutatedJson(text, chance)) };
      check(zipSync({ 'device.zip': zipSync(files, { level: 0 }) }, { level: 0 }));
    }
  });
});
