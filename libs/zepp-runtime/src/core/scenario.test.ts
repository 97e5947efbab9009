import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch } from '../node/index.js';
import { BadScenario } from './scenario-kinds.js';
import { readScenario } from './scenario-read.js';
import { durationMs } from './scenario-times.js';
import type { Watch } from './watch.js';

const START = Date.UTC(2026, 2, 28, 7);
const said = (watch: Watch) => watch.logs.filter(({ realm }) => realm === 'app').map(({ text }) => text);
let watch: Watch | undefined;

afterEach(() => watch?.close());

const LISTENER = `build() {
  const s = __$$R$$__('@zos/sensor');
  const step = new s.Step(); const battery = new s.Battery(); const wear = new s.Wear(); const stand = new s.Stand();
  const heart = new s.HeartRate();
  step.onChange(() => console.log('step ' + step.getCurrent()));
  battery.onChange(() => console.log('battery ' + battery.getCurrent()));
  wear.onChange(() => console.log('wear ' + wear.getStatus()));
  stand.onChange(() => console.log('stand ' + stand.getCurrent()));
  heart.onCurrentChange(() => console.log('heart ' + heart.getCurrent()));
  __$$R$$__('@zos/ble').addListener((on) => console.log('link ' + on));
  __$$R$$__('@zos/display').setPageBrightTime({ brightTime: 2147483000 });
}`;
const PERMISSIONS = ['heart_rate', 'step', 'stand'].map((name) => `data:user.hd.${name}`);

async function play(scenario: unknown, forMs = 0): Promise<Watch> {
  const made = tinyProgram({ page: LISTENER, permissions: PERMISSIONS, app: 'globalData: {}' });
  watch = await createWatch({ package: made, scenario });
  watch.launch();
  await watch.advance(forMs);
  return watch;
}

const heard = async (events: unknown[], forMs = 60_000) =>
  (await play({ events }, forMs)).logs.map(({ text }) => text).filter((text) => !/^(the|no) /.test(text));

describe('a scenario', () => {
  test('lets the senses change at their times', async () => {
    const events = [
      { at: '10s', steps: 40 },
      { at: '5s', heartRate: 72, battery: 61 },
      { at: 20_000, wear: 'off', stand: 3 },
      { at: '30s', sense: { 'step.current': 41 } },
    ];
    expect(await heard(events)).toEqual([
      'heart 72',
      'battery 61',
      'step 40',
      'wear 0',
      'stand 3',
      'step 41',
    ]);
  });

  test('walks a ramp from one reading to another, or on from where it is', async () => {
    const lines = await heard(
      [
        { ramp: { 'step.current': [0, 1200] }, over: '1h', every: '20m' },
        { at: '2h', ramp: { 'step.current': 1500 }, over: '30m', every: '15m' },
      ],
      3 * 3_600_000,
    );
    expect(lines.map((line) => line.slice(5))).toEqual(
      ['400', '800', '1200', '1200', '1350', '1500'].slice(0),
    );
  });

  test('repeats an event', async () => {
    const lines = await heard([{ at: '1s', every: '10s', times: 3, battery: 50 }]);
    expect(lines).toEqual(['battery 50', 'battery 50', 'battery 50']);
  });

  test('goes by the clock of its zone, over the change to summer time too', async () => {
    const scenario = {
      zone: 'Europe/Berlin',
      start: '2026-03-28T08:00',
      events: [
        { at: '07:30', battery: 1 },
        { at: '08:30', battery: 2 },
        { at: 'day 2 08:30', battery: 3 },
        { at: '2026-03-29T03:00', battery: 4 },
      ],
    };
    const made = await play(scenario, 48 * 3_600_000);
    const times = made.logs
      .filter(({ text }) => text.startsWith('battery'))
      .map(({ at, text }) => `${new Date(at).toISOString().slice(0, 16)} ${text}`);
    expect(times).toEqual([
      '2026-03-28T07:30 battery 2',
      '2026-03-29T01:00 battery 4',
      '2026-03-29T05:30 battery 1',
      '2026-03-29T06:30 battery 3',
    ]);
  });

  test('switches screen, wrist, modes, link and phone', async () => {
    const made = await play({
      events: [
        { at: '1s', mode: { DND: true }, link: { loss: 0.5, delayMs: 90 } },
        { at: '2s', link: 'drop', phone: 'sleep' },
        { at: '3s', screen: 'off' },
        { at: '5s', wrist: 'raise' },
        { at: '6s', setting: { name: 'Ada' }, grant: 'device:os.bg_service' },
      ],
    });
    await made.advance(1_000);
    expect(made.mode.DND).toBe(true);
    expect(made.link).toMatchObject({ connected: true, loss: 0.5, delayMs: 90 });
    await made.advance(2_000);
    expect(made.link.connected).toBe(false);
    expect(made.screenOn).toBe(false);
    await made.advance(3_000);
    expect(made.screenOn).toBe(true);
    expect(made.phone.settings.get('name')).toBe('Ada');
    expect(said(made)).toContain('link false');
  });

  test('sets clock and zone, kills and reboots', async () => {
    const made = await play({
      zone: 'Europe/Berlin',
      start: '2026-01-10T12:00',
      events: [
        { at: '1s', clock: '+1h' },
        { at: '2s', zone: 'America/New_York' },
        { at: '3s', kill: true },
        { at: '4s', launch: true },
        { at: '5s', reboot: true },
        { at: '6s', clock: '2026-02-01T00:00' },
      ],
    });
    await made.advance(2_500);
    expect(made.clock.now - made.now()).toBe(3_600_000);
    expect(made.clock.zone.name).toBe('America/New_York');
    await made.advance(1_000);
    expect(made.running).toBe(false);
    await made.advance(1_000);
    expect(made.running).toBe(true);
    await made.advance(1_500);
    expect([made.running, made.screenOn]).toEqual([false, false]);
    expect(new Date(made.clock.now).toISOString()).toBe('2026-01-31T23:00:00.000Z');
  });

  test('gives the watch its model, seed, zone and language, unless the caller does', async () => {
    const head = {
      device: 'GTS 4',
      zone: 'Asia/Tokyo',
      start: '2026-05-01T09:00',
      language: 'de-DE',
      seed: 4,
    };
    const made = await play(JSON.stringify({ name: 'a morning', ...head }));
    expect(made.language).toBe('de-DE');
    expect(made.widgets()).toMatchObject({ width: 390, height: 450 });
    expect(new Date(made.now()).toISOString()).toBe('2026-05-01T00:00:00.000Z');
    made.close();
    watch = await createWatch({ package: tinyProgram({}), scenario: head, device: 'gtr_4', startAt: START });
    expect([watch.now(), watch.widgets().width]).toEqual([START, 466]);
  });

  test('is played by hand beside another, and stopped', async () => {
    const made = await play({ events: [{ at: '1s', every: '10s', times: 9, battery: 9 }] }, 5_000);
    made.scenario.play({ events: [{ at: '1s', steps: 3 }] });
    await made.advance(2_000);
    expect(said(made)).toEqual(['battery 9', 'step 3']);
    made.scenario.stop();
    await made.advance(60_000);
    expect(said(made)).toHaveLength(2);
    expect(() => made.scenario.play('{')).toThrow(BadScenario);
  });
});

test('the example of the docs has no mistake', () => {
  const docs = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(docs) ?? [];
  expect(readScenario(example)).toMatchObject({ ok: true, scenario: { device: 'GTR 4', seed: 7 } });
});

describe('a mistake in a scenario is told with its place:', () => {
  const rows: [string, unknown, string, RegExp][] = [
    ['no JSON', '{"events": [', 'the scenario', /is no JSON/],
    ['no object', [], 'the scenario', /object with "events"/],
    ['an unknown entry', { evnets: [] }, 'evnets', /no such entry; there are name, seed/],
    ['a seed of words', { seed: 'x' }, 'seed', /whole number/],
    ['a device of numbers', { device: 4 }, 'device', /text/],
    ['an unknown zone', { zone: 'Mars/Olympus' }, 'zone', /no time zone "Mars\/Olympus"/],
    ['a start that no calendar has', { start: '2026-02-30T08:00' }, 'start', /time such as/],
    ['events that are no list', { events: {} }, 'events', /list/],
    ['an event that is no object', { events: [3] }, 'events[0]', /event, such as/],
    ['an event that does nothing', { events: [{ at: '1s' }] }, 'events[0]', /action is missing/],
    ['an unknown action', { events: [{ stepz: 4 }] }, 'events[0].stepz', /no such entry/],
    ['a time that is none', { events: [{ at: '25:00', steps: 1 }] }, 'events[0].at', /day 2 08:30/],
    [
      'a time before the start',
      { start: '2026-05-01', events: [{ at: '2026-04-30T08:00', steps: 1 }] },
      'events[0].at',
      /before the start/,
    ],
    ['too many steps', { events: [{ steps: -4 }] }, 'events[0].steps', /from 0 to 1000000, not -4/],
    ['a battery of 101', { events: [{ battery: 101 }] }, 'events[0].battery', /from 0 to 100/],
    [
      'an unknown reading',
      { events: [{ sense: { 'step.curent': 4 } }] },
      'events[0].sense.step.curent',
      /step\.current/,
    ],
    [
      'a reading of words',
      { events: [{ sense: { 'step.current': 'x' } }] },
      'events[0].sense.step.current',
      /number/,
    ],
    ['how it is worn', { events: [{ wear: 'left' }] }, 'events[0].wear', /off, on, moving or unsure/],
    ['a screen half on', { events: [{ screen: 'half' }] }, 'events[0].screen', /on or off/],
    ['an unknown mode', { events: [{ mode: { dnd: true } }] }, 'events[0].mode.dnd', /DND/],
    ['a loss of 1.5', { events: [{ link: { loss: 1.5 } }] }, 'events[0].link.loss', /from 0 to 1, not 1.5/],
    ['an unknown quality', { events: [{ link: { los: 1 } }] }, 'events[0].link.los', /loss/],
    ['a clock of words', { events: [{ clock: 'noon' }] }, 'events[0].clock', /\+5m/],
    ['a kill that is not', { events: [{ kill: 'yes' }] }, 'events[0].kill', /needs true/],
    ['a ramp without time', { events: [{ ramp: { 'step.current': [0, 9] } }] }, 'events[0].ramp', /over/],
    [
      'a ramp of words',
      { events: [{ ramp: { 'step.current': 'up' }, over: '1h' }] },
      'events[0].ramp.step.current',
      /\[from, to\]/,
    ],
    ['times without every', { events: [{ steps: 1, times: 3 }] }, 'events[0].times', /every/],
    ['every without times', { events: [{ steps: 1, every: '1h' }] }, 'events[0].every', /times/],
    [
      'an event without its name',
      { events: [{ event: { name: 'x' } }] },
      'events[0].event',
      /event:os\.system/,
    ],
  ];
  test.each(rows)('%s', (_name, source, path, message) => {
    const read = readScenario(source);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.problems.map((one) => one.path)).toEqual([path]);
    expect(read.problems[0]?.message).toMatch(message);
  });

  test('all of them at once, a line each', async () => {
    const bad = { seed: 1.5, events: [{ at: 'never', steps: 'many' }] };
    await expect(play(bad)).rejects.toThrow(/^seed: .*\nevents\[0\]\.at: .*\nevents\[0\]\.steps: .*\.$/);
  });
});

test.each([
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
  ['1.5s', 1_500],
  ['250', 250],
  ['5 minutes', undefined],
  ['', undefined],
  ['9999d', undefined],
])('"%s" is %p ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
