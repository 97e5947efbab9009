import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWatch, type Watch } from '@plumbline/zepp-runtime/node';
import { motorWindows, waitForMotor, waitForText } from '@plumbline/zepp-runtime/testing';
import { buildSample } from '../build-sample.js';

let zab: Uint8Array;
let watch: Watch;

beforeAll(() => {
  zab = buildSample('tea-timer');
}, 60_000);

afterEach(() => watch.close());

async function open(device = 'Amazfit Balance'): Promise<Watch> {
  watch = await createWatch({ package: zab, device });
  watch.launch();
  await watch.settled();
  return watch;
}

test.each(['Amazfit Balance', 'GTS 4'])(
  'on %s it counts to the end and is felt four times',
  async (device) => {
    await open(device);
    watch.tapText('3 min');
    const began = watch.now();
    expect(watch.texts()).toContain('3:00');
    await waitForText(watch, 'Tea is ready', { withinMs: 181_000 });
    expect(watch.now() - began).toBe(180_000);
    await watch.advance(2_000);
    expect(motorWindows(watch)).toHaveLength(4);
    expect(watch.alarms()).toEqual([]);
  },
);

test('a killed page comes back with the time that is left', async () => {
  await open();
  watch.tapText('3 min');
  await watch.advance(60_000);
  watch.kill();
  watch.launch();
  expect(watch.texts()).toContain('2:00');
});

test('in the dark the program is closed, and the alarm rings in its place', async () => {
  await open();
  watch.tapText('3 min');
  watch.screenOff();
  await watch.advance(20_000);
  expect(watch.running).toBe(false);
  await waitForMotor(watch, { withinMs: 180_000 });
  await watch.advance(1_000);
  expect(motorWindows(watch, watch.now() - 1_000).map(({ kind }) => kind)).toEqual(['URGENT', 'URGENT']);
  expect(watch.notifications()).toMatchObject([{ content: 'Tea is ready' }]);
});

test('stopping takes the alarm away', async () => {
  await open();
  watch.tapText('3 min');
  expect(watch.alarms()).toHaveLength(1);
  watch.tapText('Stop');
  expect(watch.alarms()).toEqual([]);
  await watch.advance(300_000);
  expect(watch.motor).toEqual([]);
});

test('the favourite of the settings page reaches the button', async () => {
  watch = await createWatch({ package: zab });
  watch.phone.type('Favourite minutes', '7');
  watch.launch();
  await waitForText(watch, '7 min');
});

test('without the phone it offers four minutes', async () => {
  watch = await createWatch({ package: zab, scenario: { events: [{ link: 'drop' }] } });
  await watch.advance(0);
  watch.launch();
  await watch.advance(6_000);
  watch.tapText('4 min');
  expect(watch.texts()).toContain('4:00');
});

test('an evening with a dropped wrist ends with the alarm, at its second', async () => {
  const scenario = readFileSync(new URL('./evening.json', import.meta.url), 'utf8');
  watch = await createWatch({ package: zab, scenario });
  watch.launch();
  watch.tapText('3 min');
  await watch.advance(6 * 60_000);
  expect(watch.notifications().map(({ at }) => new Date(at).toISOString())).toEqual([
    '2026-03-28T18:03:01.000Z',
  ]);
});
