import { describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../fixtures/tiny-program.js';
import { zoneRules } from '../src/core/zone.js';
import { createWatch } from '../src/node/index.js';
import { observes, type Stage } from './observes.js';

/** A Monday, noon in UTC, one in the afternoon in Berlin. */
const START = Date.UTC(2026, 0, 5, 12);
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SERVICE = `onInit(p) { console.log('rang ' + p); }`;

/** A program that sets one alarm, `option` written as source. */
const setting = (option: string) => ({
  page: `build() {
    const alarm = __$$R$$__('@zos/alarm');
    const start = ${START / 1_000};
    console.log('id ' + alarm.set(${option}));
  }`,
  service: SERVICE,
  permissions: ['device:os.alarm'],
});

type Play = Stage['play'];

/** Minutes after the start at which the alarm rang within `ms`. */
async function rings(play: Play, option: string, ms: number, zone = 'UTC') {
  const watch = await play(setting(option), { startAt: START, zone: zoneRules(zone, START) });
  await watch.advance(ms);
  return watch.logs.filter(({ realm }) => realm === 'service').map(({ at }) => (at - START) / MINUTE);
}

observes('@zos/alarm.set', 'rings after a delay, or at a time, which goes before it', async ({ play }) => {
  expect(await rings(play, `{url: 'service', delay: 90}`, HOUR)).toEqual([1.5]);
  expect(await rings(play, `{url: 'service', delay: 90, time: start + 600}`, HOUR)).toEqual([10]);
});

observes('@zos/alarm.set', 'rings late on a watch that is set so', async ({ play }) => {
  const option = `{url: 'service', delay: 60, repeat_type: alarm.REPEAT_MINUTE}`;
  const watch = await play(setting(option), { startAt: START, limits: { alarmLateMs: 25_000 } });
  await watch.advance(3 * MINUTE);
  const at = watch.logs.filter(({ realm }) => realm === 'service').map((line) => line.at - START);
  expect(at).toEqual([85_000, 145_000]);
});

observes('@zos/alarm.set', 'answers 0 for an alarm that cannot ring', async ({ play }) => {
  for (const option of [
    `{url: 'service'}`,
    `{url: '', delay: 5}`,
    `{url: 'service', time: start - 1}`,
    `{url: 'service', delay: 5, appid: 99}`,
    `{url: 'service', delay: 60, repeat_type: alarm.REPEAT_MINUTE, end_time: start + 30}`,
  ]) {
    const watch = await play(setting(option), { startAt: START });
    expect(watch.logs.map(({ text }) => text)).toContain('id 0');
    expect(watch.alarms()).toEqual([]);
  }
});

observes('@zos/alarm.REPEAT_ONCE', 'rings a single time', async ({ play }) => {
  expect(await rings(play, `{url: 'service', delay: 60, repeat_type: alarm.REPEAT_ONCE}`, DAY)).toEqual([1]);
});

observes(
  ['@zos/alarm.REPEAT_MINUTE', '@zos/alarm.REPEAT_HOUR', '@zos/alarm.REPEAT_DAY'],
  'ring every turn, or the first turns of each period',
  async ({ play }) => {
    const every = (unit: string, more = '') =>
      `{url: 'service', delay: 60, repeat_type: alarm.REPEAT_${unit}${more}}`;
    expect(await rings(play, every('MINUTE'), 4 * MINUTE)).toEqual([1, 2, 3, 4]);
    const twoOfFive = every('MINUTE', ', repeat_period: 5, repeat_duration: 2');
    expect(await rings(play, twoOfFive, 12 * MINUTE)).toEqual([1, 2, 6, 7, 11, 12]);
    expect(await rings(play, every('HOUR', ', repeat_period: 6'), DAY)).toEqual([1, 361, 721, 1081]);
    expect(await rings(play, every('DAY', ', repeat_period: 2'), 5 * DAY)).toEqual([1, 2881, 5761]);
  },
);

observes(
  [
    '@zos/alarm.REPEAT_WEEK',
    '@zos/alarm.WEEK_MON',
    '@zos/alarm.WEEK_TUE',
    '@zos/alarm.WEEK_WED',
    '@zos/alarm.WEEK_THU',
    '@zos/alarm.WEEK_FRI',
    '@zos/alarm.WEEK_SAT',
    '@zos/alarm.WEEK_SUN',
  ],
  'rings at its time on the days it names, on its own weekday without',
  async ({ play }) => {
    const on = (days: string) => `{url: 'service', delay: 60, repeat_type: alarm.REPEAT_WEEK${days}}`;
    const days = (minutes: number[]) => minutes.map((minute) => (minute - 1) / 1440);
    expect(days(await rings(play, on(''), 15 * DAY))).toEqual([0, 7, 14]);
    const tueThu = on(', week_days: alarm.WEEK_TUE | alarm.WEEK_THU');
    expect(days(await rings(play, tueThu, 9 * DAY))).toEqual([1, 3, 8]);
    const rest = on(
      ', week_days: alarm.WEEK_MON | alarm.WEEK_WED | alarm.WEEK_FRI | alarm.WEEK_SAT | alarm.WEEK_SUN',
    );
    expect(days(await rings(play, rest, 8 * DAY))).toEqual([0, 2, 4, 5, 6, 7]);
  },
);

observes(
  ['@zos/alarm.REPEAT_MONTH', '@zos/alarm.REPEAT_YEAR'],
  'ring on the same day, and pass over months and years without it',
  async ({ play }) => {
    const from = (date: number, unit: string) =>
      `{url: 'service', time: ${date / 1_000}, repeat_type: alarm.REPEAT_${unit}}`;
    const dates = (minutes: number[]) =>
      minutes.map((minute) => new Date(START + minute * MINUTE).toISOString().slice(0, 10));
    const monthly = await rings(play, from(Date.UTC(2026, 0, 31, 8), 'MONTH'), 130 * DAY);
    expect(dates(monthly)).toEqual(['2026-01-31', '2026-03-31']);
    const yearly = await rings(play, from(Date.UTC(2028, 1, 29, 8), 'YEAR'), 3_200 * DAY);
    expect(dates(yearly)).toEqual(['2028-02-29', '2032-02-29']);
  },
);

observes('@zos/alarm.set', 'rings within its window only', async ({ play }) => {
  const window = `start_time: start + 180, end_time: start + 300`;
  const option = `{url: 'service', delay: 60, repeat_type: alarm.REPEAT_MINUTE, ${window}}`;
  expect(await rings(play, option, HOUR)).toEqual([3, 4, 5]);
});

observes('@zos/alarm.set', 'keeps the local time of day over daylight saving', async ({ play }) => {
  // 28 March 2026, 08:00 in Berlin; the clocks go forward the night after.
  const first = Date.UTC(2026, 2, 28, 7);
  const option = `{url: 'service', time: ${first / 1_000}, repeat_type: alarm.REPEAT_DAY}`;
  const at = await rings(play, option, 85 * DAY, 'Europe/Berlin');
  const hours = at.slice(0, 3).map((minute) => new Date(START + minute * MINUTE).toISOString());
  expect(hours).toEqual(['2026-03-28T07:00:00.000Z', '2026-03-29T06:00:00.000Z', '2026-03-30T06:00:00.000Z']);
});

observes(
  '@zos/alarm.set',
  'opens a page, wakes the screen and gives its parameter to app.js',
  async ({ play }) => {
    const watch = await play(
      {
        app: `onCreate(p) { console.log('created ' + p); }`,
        page: `onInit(p) { console.log('page got ' + p); __$$R$$__('@zos/alarm').set({url: '/page', delay: 60, param: 'tea'}); }`,
        permissions: ['device:os.alarm'],
      },
      { startAt: START },
    );
    watch.screenOff();
    watch.kill();
    await watch.advance(MINUTE);
    expect(watch.screenOn).toBe(true);
    expect(watch.pages).toEqual(['page']);
    const said = watch.logs.map(({ text }) => text);
    expect(said.slice(-2)).toEqual(['created tea', 'page got ']);
  },
);

observes(
  ['@zos/alarm.cancel', '@zos/alarm.getAllAlarms'],
  'knows the alarms that are armed; a cancelled one is gone, by its id or an object with it',
  async ({ play }) => {
    const page = `build() {
      const { set, cancel, getAllAlarms } = __$$R$$__('@zos/alarm');
      const ids = [5, 10, 15].map((delay) => set({url: 'service', delay, param: String(delay)}));
      console.log('answers ' + cancel(ids[0]) + ' ' + cancel({id: ids[1]}) + ' ' + (cancel(99) === 0));
      console.log('left ' + (getAllAlarms().length === 1 && getAllAlarms()[0] === ids[2]));
    }`;
    const watch = await play({ page, service: SERVICE, permissions: ['device:os.alarm'] });
    await watch.advance(20 * SECOND);
    const said = watch.logs.map(({ text }) => text);
    expect(said.filter((text) => !text.includes('runtime'))).toEqual([
      'answers 0 0 false',
      'left true',
      'rang 15',
    ]);
  },
);

observes(
  '@zos/alarm.set',
  'with store outlives a reboot under the same id, and without is lost',
  async ({ play }) => {
    const page = `build() {
    const { set, getAllAlarms } = __$$R$$__('@zos/alarm');
    console.log('found ' + JSON.stringify(getAllAlarms()));
    if (getAllAlarms().length === 0) console.log('set ' + [true, false].map((store) => set({url: 'service', delay: 600, store, param: String(store)})));
  }`;
    for (const [alarmIdsAsText, found] of [
      [false, 'found [1]'],
      [true, 'found ["1"]'],
    ] as const) {
      const watch = await play(
        { page, service: SERVICE, permissions: ['device:os.alarm'] },
        { startAt: START, limits: { alarmIdsAsText } },
      );
      watch.reboot();
      watch.launch();
      const said = watch.logs.map(({ text }) => text);
      expect(said).toEqual(['found []', 'set 1,2', found]);
      await watch.advance(600 * SECOND);
      expect(watch.logs.at(-1)?.text).toBe('rang true');
    }
  },
);

describe('the clock', () => {
  observes(
    '@zos/alarm.set',
    'a clock set past an alarm loses it, or rings it late where that is set',
    async ({ play }) => {
      for (const [missedAlarms, heard] of [
        ['lost', []],
        ['late', ['rang x']],
      ] as const) {
        const watch = await play(setting(`{url: 'service', delay: 3600, param: 'x'}`), {
          startAt: START,
          limits: { missedAlarms },
        });
        watch.clock.set(START + 2 * HOUR);
        await watch.advance(DAY);
        expect(watch.alarms()).toEqual([]);
        expect(watch.logs.filter(({ realm }) => realm === 'service').map(({ text }) => text)).toEqual(heard);
      }
    },
  );

  observes('@zos/alarm.set', 'a clock set back makes an alarm wait', async ({ play }) => {
    const watch = await play(setting(`{url: 'service', delay: 3600}`), { startAt: START });
    watch.clock.set(START - HOUR);
    await watch.advance(2 * HOUR - 1);
    expect(watch.alarms()).toHaveLength(1);
    await watch.advance(1);
    expect(watch.alarms()).toEqual([]);
  });

  observes(
    '@zos/alarm.set',
    'a daily alarm keeps its local time where the wearer travels',
    async ({ play }) => {
      const option = `{url: 'service', time: start + 3600, repeat_type: alarm.REPEAT_DAY}`;
      const watch = await play(setting(option), { startAt: START, zone: zoneRules('Europe/Berlin', START) });
      // 14:00 in Berlin; in New York that is still seven hours off.
      watch.clock.setZone(zoneRules('America/New_York', START));
      expect(watch.alarms().map(({ at }) => new Date(at).toISOString())).toEqual([
        '2026-01-05T19:00:00.000Z',
      ]);
    },
  );
});

describe('what befalls alarms', () => {
  observes(
    '@zos/alarm.set',
    'stays dark and still in do-not-disturb unless that is switched off',
    async ({ play }) => {
      const program = {
        page: `build() {
        __$$R$$__('@zos/alarm').set({url: 'page', delay: 60});
        new (__$$R$$__('@zos/sensor').Vibrator)().start();
      }`,
        permissions: ['device:os.alarm'],
      };
      for (const [quietModes, lit] of [
        ['silent', false],
        ['ignored', true],
      ] as const) {
        const watch = await play(program, { startAt: START, limits: { quietModes } });
        watch.screenOff();
        watch.kill();
        watch.mode.DND = true;
        await watch.advance(MINUTE);
        expect([watch.running, watch.screenOn, watch.motor.some(({ at }) => at > START)]).toEqual([
          true,
          lit,
          lit,
        ]);
        await watch.advance(11 * SECOND);
        expect(watch.running).toBe(lit);
      }
    },
  );

  observes(
    '@zos/alarm.set',
    'an alarm of a file that the package lacks is a line in the log',
    async ({ play }) => {
      const watch = await play(setting(`{url: 'service/gone', delay: 1}`), { startAt: START });
      await watch.advance(SECOND);
      expect(watch.logs.at(-1)?.text).toBe('app.json declares neither a page nor a service service/gone');
      expect(watch.pages).toEqual(['page']);
    },
  );

  observes('@zos/alarm.set', 'an update of the system loses stored alarms too', async ({ play }) => {
    const watch = await play(setting(`{url: 'service', delay: 60, store: true}`), { startAt: START });
    watch.updateSystem();
    expect(watch.alarms()).toEqual([]);
  });
});

test('a week of reminders takes well under ten seconds', async () => {
  const everyHalfHour = `{url: 'service', delay: 1800, store: true, repeat_type: alarm.REPEAT_MINUTE, repeat_period: 30}`;
  const watch = await createWatch({ package: tinyProgram(setting(everyHalfHour)), startAt: START });
  watch.launch();
  watch.kill();
  // The processor's time: the wall clock is that of a busy machine.
  const began = process.cpuUsage();
  await watch.advance(7 * DAY);
  const { user, system } = process.cpuUsage(began);
  expect(watch.logs.filter(({ text }) => text.startsWith('rang'))).toHaveLength(7 * 48);
  watch.close();
  expect((user + system) / 1_000).toBeLessThan(10_000);
}, 60_000);
