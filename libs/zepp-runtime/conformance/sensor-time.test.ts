import { expect } from '@jest/globals';
import { fixedZone } from '../src/core/zone.js';
import { observes } from './observes.js';
import { AWAKE, building, said } from './said.js';

const page = (code: string) => ({
  page: building('@zos/sensor', `${AWAKE} const time = new z.Time(); ${code}`),
});
const HOUR = 3_600_000;
const NEPAL = fixedZone(345);

observes(
  [
    '@zos/sensor.Time.getTime',
    '@zos/sensor.Time.getFullYear',
    '@zos/sensor.Time.getMonth',
    '@zos/sensor.Time.getDate',
    '@zos/sensor.Time.getHours',
    '@zos/sensor.Time.getMinutes',
    '@zos/sensor.Time.getSeconds',
    '@zos/sensor.Time.getDay',
  ],
  'tell the watch’s own clock, Monday being 1 and January too',
  async ({ play }) => {
    const code = `say(time.getTime(), time.getFullYear(), time.getMonth(), time.getDate(), time.getHours(), time.getMinutes(), time.getSeconds(), time.getDay())`;
    const startAt = Date.UTC(2026, 0, 31, 18, 20, 7);
    expect(said(await play(page(code), { startAt, zone: NEPAL }))).toEqual([`${startAt} 2026 2 1 0 5 7 7`]);
  },
);

observes(
  [
    '@zos/sensor.Time.getHourFormat',
    '@zos/sensor.Time.getFormatHour',
    '@zos/sensor.TIME_HOUR_FORMAT_12',
    '@zos/sensor.TIME_HOUR_FORMAT_24',
  ],
  'count the hours as the wearer has chosen',
  async ({ play }) => {
    const watch = await play(
      page(`const tell = () => say(time.getFormatHour(), time.getHourFormat() === z.TIME_HOUR_FORMAT_12, time.getHourFormat() === z.TIME_HOUR_FORMAT_24);
        tell(); time.onPerMinute(tell);`),
      { startAt: Date.UTC(2026, 0, 5, 0, 30) },
    );
    watch.system.preferences.timeFormat = 0;
    await watch.advance(60_000);
    expect(said(watch)).toEqual(['0 false true', '12 true false']);
  },
);

observes(
  ['@zos/sensor.Time.onPerMinute', '@zos/sensor.Time.onPerHourEnd', '@zos/sensor.Time.onPerDay'],
  'come with each minute, hour and day of the local clock',
  async ({ play }) => {
    const watch = await play(
      page(`const at = () => time.getHours() + ':' + time.getMinutes() + ':' + time.getSeconds();
        let minutes = 0;
        time.onPerMinute(() => { minutes += 1; });
        time.onPerHourEnd(() => say('hour', at(), minutes));
        time.onPerDay(() => say('day', at(), minutes));`),
      { startAt: Date.UTC(2026, 0, 5, 17, 10, 20), zone: NEPAL },
    );
    await watch.advance(2 * HOUR);
    expect(said(watch)).toEqual(['hour 23:0:0 4', 'day 0:0:0 64', 'hour 0:0:0 64']);
  },
);

observes('@zos/sensor.Time.onPhoneTimeSetting', 'comes when the phone sets the clock', async ({ play }) => {
  const watch = await play(page('time.onPhoneTimeSetting(() => say(time.getHours()))'));
  watch.clock.set(watch.now() + 3 * HOUR);
  watch.clock.setZone(fixedZone(60));
  expect(said(watch)).toEqual(['15', '16']);
});

observes(
  ['@zos/sensor.Time.onSunrise', '@zos/sensor.Time.onSunset'],
  'come at the times of the forecast, as soon as there is one',
  async ({ play }) => {
    const watch = await play(
      page(`const at = () => time.getDate() + '. ' + time.getHours() + ':' + time.getMinutes();
        time.onSunrise(() => say('up', at())); time.onSunset(() => say('down', at()));`),
    );
    await watch.advance(HOUR);
    const sun = [
      { sunrise: { hour: 7, minute: 40 }, sunset: { hour: 16, minute: 12 } },
      { sunrise: { hour: 7, minute: 39 }, sunset: { hour: 16, minute: 14 } },
    ];
    watch.sense('weather', { sun });
    await watch.advance(22 * HOUR);
    expect(said(watch)).toEqual(['down 5. 16:12', 'up 6. 7:39']);
  },
);

observes(
  [
    '@zos/sensor.Time.getFestival',
    '@zos/sensor.Time.getLunarYear',
    '@zos/sensor.Time.getLunarMonth',
    '@zos/sensor.Time.getLunarDay',
    '@zos/sensor.Time.getLunarFestival',
    '@zos/sensor.Time.getSolarTerm',
    '@zos/sensor.Time.getShowFestival',
    '@zos/sensor.Time.getLunarMonthCalendar',
  ],
  'tell the almanac that the watch was given, the lunar part in Chinese only',
  async ({ play }) => {
    const watch = await play(
      page(`const tell = () => say(time.getFestival(), time.getLunarYear(), time.getLunarMonth(), time.getLunarDay(), time.getLunarFestival(),
          time.getSolarTerm(), time.getShowFestival(), JSON.stringify(time.getLunarMonthCalendar()));
        tell(); new z.Battery().onChange(tell);`),
    );
    const lunar = { lunarYear: 2025, lunarMonth: 11, lunarDay: 17, solarTerm: '小寒', lunarDays: ['十三'] };
    watch.sense('calendar', { ...lunar, lunarFestival: '冬至' });
    watch.sense('battery', { current: 2 });
    watch.language = 'zh-CN';
    watch.sense('battery', { current: 1 });
    watch.sense('calendar', { festival: '元旦' });
    watch.sense('battery', { current: 3 });
    const none = 'INVALID 0 0 0 INVALID INVALID INVALID {"day_count":31,"lunar_days_array":[]}';
    const month = '{"day_count":31,"lunar_days_array":["十三"]}';
    expect(said(watch)).toEqual([
      none,
      none,
      `INVALID 2025 11 17 冬至 小寒 冬至 ${month}`,
      `元旦 2025 11 17 冬至 小寒 元旦 ${month}`,
    ]);
  },
);

observes(
  ['@zos/sensor.Screen.getStatus', '@zos/sensor.Screen.onChange', '@zos/sensor.Screen.offChange'],
  'tell when the screen lights up and goes dark',
  async ({ play }) => {
    const watch = await play(
      page(`const screen = new z.Screen(); let left = 2;
        const listener = () => { say(screen.getStatus()); left -= 1; if (left === 0) screen.offChange(listener); };
        say(screen.getStatus()); screen.onChange(listener);`),
    );
    watch.screenOff();
    watch.wake();
    watch.screenOff();
    expect(said(watch)).toEqual(['1', '2', '1']);
  },
);

observes('@zos/sensor.Screen.getLight', 'tells the light around the watch', async ({ play }) => {
  const watch = await play(
    page('const one = new z.Screen(); new z.Battery().onChange(() => say(one.getLight()));'),
  );
  watch.sense('light', { lux: 12_000 });
  watch.sense('battery', { current: 1 });
  expect(said(watch)).toEqual(['12000']);
});
