import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { strToU8 } from 'fflate';
import { buildProgram } from '../fixtures/build-program.js';
import { loadPackage } from '../src/core/package.js';
import { createWatch, findDevice, nodeEngine, nodeTimers, noNetwork, Watch } from '../src/node/index.js';
import { playUntil, waitForText } from '../src/testing/index.js';
import { openStage } from './stage.js';

/** The vendor's messaging library on both sides, as packed by the vendor's packager: its behaviour as research verified it. */
const stage = openStage();
let hello: Uint8Array;
let courier: Uint8Array;

beforeAll(async () => {
  hello = await buildProgram('hello');
  courier = await buildProgram('courier');
}, 120_000);

afterEach(() => stage.close());

const LIT = { limits: { screenTimeoutMs: 600_000 } };
const count = (watch: Watch, text: string) => watch.logs.filter((line) => line.text.includes(text)).length;

async function openPhonePage(): Promise<Watch> {
  const watch = stage.keep(await createWatch({ package: hello, ...LIT }));
  watch.launch('pages/phone');
  await watch.settled();
  return watch;
}

/** The same watch half, with another side service. */
function withSide(bytes: Uint8Array, side: string): Watch {
  const device = findDevice('balance');
  const loaded = device === undefined ? undefined : loadPackage(bytes, device);
  if (device === undefined || loaded?.ok !== true) throw new Error('no package');
  const program = { ...loaded.program, phone: { ...loaded.program.phone, 'app-side.js': strToU8(side) } };
  const engine = nodeEngine;
  const options = { engine, program, device, timers: nodeTimers, startAt: Date.UTC(2026, 0, 5, 12), ...LIT };
  return stage.keep(new Watch({ ...options, phone: { network: noNetwork } }));
}

describe('a request over ZML', () => {
  test('fails with code 2 at once without a link, and leaves a rejection unheard', async () => {
    const watch = await openPhonePage();
    watch.link.drop();
    watch.tapText('E');
    await watch.settled();
    expect(watch.texts()).toContain('failed 2');
    expect(count(watch, 'unhandled rejection')).toBeGreaterThan(0);
  });

  test('that nobody answers fails with code 4 at its timeout', async () => {
    const watch = withSide(hello, 'AppSideService({ onInit() {} })');
    watch.launch('pages/phone');
    const began = watch.now();
    watch.tapText('E');
    await waitForText(watch, 'failed 4', { withinMs: 20_000 });
    expect(watch.now() - began).toBeGreaterThanOrEqual(5_000);
    expect(watch.now() - began).toBeLessThan(5_500);
  });

  test('is not told of a link that drops on the way: only the timer ends it', async () => {
    const watch = await openPhonePage();
    watch.tapText('E');
    await playUntil(watch, () => count(watch, 'shake success') > 0, { stepMs: 5 });
    watch.link.drop();
    await watch.advance(4_000);
    expect(watch.texts()).toContain('…');
    await waitForText(watch, 'failed 4');
  });

  test('whose reply comes after the timeout ends in an uncaught TypeError', async () => {
    const watch = await openPhonePage();
    watch.tapText('E');
    await playUntil(watch, () => count(watch, 'request id') > 0, { stepMs: 5 });
    watch.link.delayMs = 6_000;
    await waitForText(watch, 'failed 4');
    expect(count(watch, 'TypeError')).toBe(0);
    await watch.advance(10_000);
    expect(count(watch, 'TypeError')).toBeGreaterThan(0);
    expect(watch.running).toBe(true);
  });

  test('two at a time are both answered', async () => {
    const watch = await openPhonePage();
    watch.tapText('E');
    watch.tapText('E');
    await watch.advance(3_000);
    expect(count(watch, 'response id')).toBe(2);
  });

  test('of 9 kB goes in frames of at most 3584 bytes, without the outer header on the phone', async () => {
    const side = `AppSideService({ onInit() {
      messaging.peerSocket.addListener('message', (frame) => console.log('frame ' + frame.byteLength));
    } })`;
    const watch = withSide(courier, side);
    watch.launch();
    watch.tapText('Long');
    await watch.advance(2_000);
    const frames = watch.logs
      .filter(({ text }) => text.startsWith('frame '))
      .map(({ text }) => Number(text.slice(6)));
    expect(frames.slice(0, 2)).toEqual([3_584, 3_584]);
    expect(frames).toHaveLength(3);
    expect(frames[2]).toBeLessThan(3_584);
  });
});
