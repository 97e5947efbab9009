import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { makeChance } from '../core/chance.js';
import { createWatch, type Watch } from './index.js';

const SEEDS = [1, 4, 2026, Math.floor(Math.random() * 2 ** 31)];
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array(9_000).fill(7)]);
const network = {
  fetch: async () => ({ status: 200, statusText: 'OK', headers: {}, body: '{"a":1}', bytes: PNG }),
};
let zab: Uint8Array;

beforeAll(async () => {
  zab = await buildProgram('courier');
}, 60_000);

function set<T, K extends keyof T>(on: T, name: K, value: T[K]): void {
  on[name] = value;
}

type Deed = [name: string, run: (watch: Watch) => void];
const tap = (text: string): Deed => [text, (watch) => watch.texts().includes(text) && watch.tapText(text)];
const DEEDS: Deed[] = [
  ...['Long', 'Wrong', 'Call', 'Http', 'Send', 'Fetch', 'Send', 'Fetch', 'Long'].map(tap),
  ['launch', (watch) => watch.launch()],
  ['kill', (watch) => watch.kill()],
  ['kill side', (watch) => watch.phone.kill()],
  ['stop side', (watch) => watch.phone.stop()],
  ['start side', (watch) => void watch.phone.start()],
  ['drop', (watch) => watch.link.drop()],
  ['drop after', (watch) => watch.link.dropAfter(2)],
  ['restore', (watch) => watch.link.restore()],
  ['restore', (watch) => watch.link.restore()],
  ['type', (watch) => void watch.phone.type('Name', String(watch.now()))],
  ['sleep', (watch) => watch.phone.sleep()],
  ['wake up', (watch) => watch.phone.wakeUp()],
  ['full', ({ disk }) => set(disk, 'full', !disk.full)],
  ['reboot', (watch) => watch.reboot()],
  ['uninstall', (watch) => watch.uninstall()],
  ['lossy', ({ link }) => set(link, 'loss', 0.3 - link.loss)],
  ['doubled', ({ link }) => set(link, 'duplicate', 0.5 - link.duplicate)],
];

async function play(seed: number) {
  const watch = await createWatch({
    package: zab,
    seed,
    phone: { network },
    limits: { screenTimeoutMs: 600_000 },
  });
  const chance = makeChance(seed);
  watch.launch();
  for (let step = 0; step < 120; step += 1) {
    const [, run] = DEEDS[Math.floor(chance() * DEEDS.length)] as Deed;
    run(watch);
    await watch.advance(Math.floor(chance() ** 3 * 3_000));
  }
  return watch;
}

/** Whatever happened before: with link, phone and disk in order again, everything works. */
async function mend(watch: Watch) {
  watch.link.restore();
  watch.link.loss = 0;
  watch.link.duplicate = 0;
  watch.disk.full = false;
  watch.phone.wakeUp();
  await watch.advance(120_000);
  watch.launch();
  watch.tapText('Send');
  await watch.advance(10_000);
}

describe.each(SEEDS)('a hundred and twenty mishaps in a row (seed %i)', (seed) => {
  test('break nothing for good', async () => {
    const watch = await play(seed);
    await mend(watch);
    expect(watch.texts()).toContain('readyStateChanged transferred');
    expect(watch.phone.files.get('download/note.txt')).toHaveLength(5_000);
    const ours = watch.logs.filter(({ text }) => /NotModelled|internal error/i.test(text));
    expect(ours).toEqual([]);
    watch.close();
  }, 60_000);

  test('go the same way twice', async () => {
    const [one, other] = [await play(seed), await play(seed)];
    expect(JSON.stringify(one.logs)).toBe(JSON.stringify(other.logs));
    one.close();
    other.close();
  }, 60_000);
});
