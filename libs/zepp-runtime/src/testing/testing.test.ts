import { afterEach, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch, type Watch } from '../node/index.js';
import {
  motorMs,
  motorWindows,
  playUntil,
  describe as tell,
  unfelt,
  waitForLog,
  waitForMotor,
  waitForText,
} from './index.js';

let watch: Watch;

afterEach(() => watch.close());

const PAGE = `build() {
  const { createWidget, widget, prop } = __$$R$$__('@zos/ui');
  const line = createWidget(widget.TEXT, { x: 0, y: 0, w: 400, h: 60, text: 'early' });
  const s = __$$R$$__('@zos/sensor'); const v = new s.Vibrator();
  setTimeout(() => { line.setProperty(prop.TEXT, 'late text'); console.log('written'); }, 5000);
  setTimeout(() => { v.start({ mode: s.VIBRATOR_SCENE_DURATION }); v.start({ mode: s.VIBRATOR_SCENE_DURATION }); }, 7000);
}`;

async function open(): Promise<number> {
  watch = await createWatch({ package: tinyProgram({ page: PAGE }) });
  watch.launch();
  return watch.now();
}

test('waitForText lets just enough time pass', async () => {
  const began = await open();
  await waitForText(watch, 'late');
  expect(watch.now() - began).toBe(5_000);
  expect(watch.texts()).toEqual(['late text']);
});

test('waitForLog and waitForMotor look every stepMs', async () => {
  const began = await open();
  await waitForLog(watch, 'written', { stepMs: 400 });
  expect(watch.now() - began).toBe(5_200);
  await waitForMotor(watch, { withinMs: 3_000 });
  expect(watch.now() - began).toBe(7_000);
});

test('a wait in vain says for what, and what the watch showed', async () => {
  await open();
  await expect(waitForText(watch, 'Godot', { withinMs: 500 })).rejects.toThrow(
    /a text "Godot" did not happen within 500 ms\npages: page\ntexts: early/,
  );
  await expect(playUntil(watch, () => false, { withinMs: 100 })).rejects.toThrow(/what was waited for/);
});

test('motor windows count from a given instant, and what nobody felt is told', async () => {
  const began = await open();
  await watch.advance(7_200);
  expect(motorMs(watch)).toBe(200);
  await watch.advance(5_000);
  expect(motorWindows(watch)).toEqual([{ fromMs: 7_000, toMs: 7_600, kind: 'DURATION', strength: 'strong' }]);
  expect(motorWindows(watch, began + 7_400)).toMatchObject([{ fromMs: 0, toMs: 200 }]);
  expect(motorMs(watch, watch.now())).toBe(0);
  expect(unfelt(watch)).toEqual([{ atMs: 7_000, asked: 'DURATION', outcome: 'swallowed' }]);
});

test('describe tells of pages, texts and the last lines of the log', async () => {
  await open();
  await watch.advance(5_000);
  expect(tell(watch)).toMatch(/^pages: page\ntexts: late text\nlog:\n {2}app log: written$/);
});
