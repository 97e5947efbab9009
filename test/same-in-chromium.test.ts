/**
 * The same package, seed and script give the same bytes in Node on V8 and in Chromium, where QuickJS runs it. What QuickJS
 * cannot tell, a rejection that nobody heard, is left out.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWatch, noNetwork } from '@plumbline/zepp-runtime/node';
import type { Browser } from 'playwright-core';
import { tinyProgram } from '../libs/zepp-runtime/fixtures/tiny-program.js';
import { applyInput } from '../libs/zepp-runtime/src/browser/inputs.js';
import { browserPath, launchBrowser } from './stage/browser.js';
import { packaged } from './stage/paired-watch.js';
import { type Play, type Sight, type Step, WatchBench } from './stage/watch-bench.js';

const LIMIT_MS = 120_000;
const START = Date.UTC(2026, 0, 5, 12);

async function inNode({ package: bytes, device, startAt, seed, steps }: Play, engine?: 'quickjs') {
  const log: string[] = [];
  const watch = await createWatch({
    package: bytes,
    device,
    startAt,
    seed,
    log: (line) => void log.push(JSON.stringify(line)),
    phone: { webSocket: true, network: noNetwork, timers: 'watch' },
    ...(engine === undefined ? {} : { engine }),
  });
  const sights: Sight[] = [];
  const sight = () => void sights.push({ svg: watch.svg(), log: [...log] });
  watch.launch();
  await watch.advance(0);
  sight();
  for (const step of steps) {
    if (step.kind !== 'advance') applyInput(watch, step);
    await watch.advance(step.kind === 'advance' ? step.ms : 0);
    sight();
  }
  watch.close();
  return sights;
}

/** Whatever engines like to do each in its own way: order of promise jobs, chance, sorting, dates, locales, numbers. */
const MANNERS = `build() {
  const ui = __$$R$$__('@zos/ui');
  const text = ui.createWidget(ui.widget.TEXT, { x: 40, y: 200, w: 400, h: 60, text: 'begun', text_size: 30, color: 0xffffff });
  const say = (...words) => console.log(words.join(' '));
  const later = async (name) => { say(name, 'one'); await null; say(name, 'two'); await Promise.resolve(); say(name, 'three'); };
  setTimeout(() => { say('timer'); Promise.resolve().then(() => say('job of the timer')); }, 10);
  later('first'); later('second');
  Promise.reject(new Error('caught')).catch((fault) => say(String(fault)));
  Promise.all([1, later('third')]).then(() => { say('all'); text.setProperty(ui.prop.TEXT, 'all done'); });
  say([5, 1, 10, 9].sort(), [3, 1, 2].sort((a, b) => b - a), 'ä'.localeCompare('b'), ['b', 'a', 'C'].sort());
  say((1234567.891).toLocaleString(), new Date().toString(), new Date(2026, 6, 1).toLocaleDateString(), Math.random());
  say((0.1 + 0.2).toFixed(20), (1e21).toString(), (25).toString(36), 1 / 3, Math.round(-0.5), parseFloat('1e-7'));
  say(Object.keys({ b: 1, 2: 1, a: 1, 1: 1 }), JSON.stringify({ d: new Date(), u: undefined, n: NaN }));
  say(typeof Intl, typeof URL, typeof [].at, typeof structuredClone, typeof BigInt, typeof WeakRef);
  ui.createWidget(ui.widget.BUTTON, { x: 140, y: 300, w: 200, h: 80, text: 'Go', click_func: async () => {
    say('clicked'); await null; say('after the click'); text.setProperty(ui.prop.TEXT, 'gone'); } });
}`;

const manners: Play = {
  package: tinyProgram({ page: MANNERS }),
  device: 'balance',
  startAt: START,
  seed: 7,
  steps: [
    { kind: 'advance', ms: 50 },
    { kind: 'tap-text', text: 'Go' },
    { kind: 'wrist-drop' },
    { kind: 'advance', ms: 30_000 },
  ],
};

const tap = (text: string): Step => ({ kind: 'tap-text', text });
const wait = (ms: number): Step => ({ kind: 'advance', ms });
const session = (device: string): Play => ({
  package: packaged(),
  device,
  startAt: START,
  seed: 11,
  steps: [
    ...[wait(1_000), tap('Back and posture'), wait(500), tap('Understood'), wait(500), tap('Start')],
    ...([wait(5_000), wait(20_000), { kind: 'wrist-drop' }, wait(3_000), { kind: 'wake' }] as const),
    ...([wait(60_000), { kind: 'key', key: 'back', press: 'click' }, wait(1_000), wait(300_000)] as const),
  ],
});

const withBrowser = browserPath() === undefined && process.env.CI !== 'true' ? describe.skip : describe;

withBrowser('a run', () => {
  let bench: WatchBench;
  let browser: Browser;
  beforeAll(async () => {
    bench = await WatchBench.open();
    browser = await launchBrowser();
  }, LIMIT_MS);
  afterAll(async () => {
    await browser?.close();
    bench?.close();
  });

  test.each([
    ['that tries the manners of engines', () => manners],
    ['of the packaged session on a round watch', () => session('balance')],
    ['of the packaged session on a square watch', () => session('active_2_square')],
  ])(
    '%s says and shows the same everywhere',
    async (_name, play) => {
      const v8 = await inNode(play());
      const quickJs = await inNode(play(), 'quickjs');
      const chromium = await bench.play(await browser.newPage(), play());
      expect(v8.at(-1)?.log.length).toBeGreaterThan(2);
      expect(new Set(v8.map(({ svg }) => svg)).size).toBeGreaterThan(2);
      expect(quickJs).toEqual(v8);
      expect(chromium).toEqual(v8);
    },
    LIMIT_MS,
  );
});
