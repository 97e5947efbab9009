import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { building, said } from './said.js';

const page = (code: string) => ({ page: building('@zos/settings', code) });
/** Tells at once, and again when the battery changes: then the settings have been changed. */
const twice = (read: string) =>
  page(`const tell = () => say(${read}); tell(); new (__$$R$$__('@zos/sensor').Battery)().onChange(tell);`);

observes(
  [
    '@zos/settings.getDateFormat',
    '@zos/settings.DATE_FORMAT_YMD',
    '@zos/settings.DATE_FORMAT_DMY',
    '@zos/settings.DATE_FORMAT_MDY',
  ],
  'tell how the wearer writes a date',
  async ({ play }) => {
    const watch = await play(
      twice(`[z.DATE_FORMAT_YMD, z.DATE_FORMAT_DMY, z.DATE_FORMAT_MDY].indexOf(z.getDateFormat())`),
    );
    watch.system.preferences.dateFormat = 2;
    watch.sense('battery', { current: 1 });
    watch.system.preferences.dateFormat = 1;
    watch.sense('battery', { current: 2 });
    expect(said(watch)).toEqual(['0', '2', '1']);
  },
);

observes(
  ['@zos/settings.getTimeFormat', '@zos/settings.TIME_FORMAT_12', '@zos/settings.TIME_FORMAT_24'],
  'tell how the wearer counts the hours',
  async ({ play }) => {
    const watch = await play(
      twice(`z.getTimeFormat() === z.TIME_FORMAT_24, z.getTimeFormat() === z.TIME_FORMAT_12`),
    );
    watch.system.preferences.timeFormat = 0;
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['true false', 'false true']);
  },
);

observes(
  [
    '@zos/settings.getDistanceUnit',
    '@zos/settings.DISTANCE_UNIT_METRIC',
    '@zos/settings.DISTANCE_UNIT_IMPERIAL',
  ],
  'tell in what the wearer measures ways',
  async ({ play }) => {
    const watch = await play(
      twice(
        `z.getDistanceUnit() === z.DISTANCE_UNIT_METRIC, z.getDistanceUnit() === z.DISTANCE_UNIT_IMPERIAL`,
      ),
    );
    watch.system.preferences.distanceUnit = 1;
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['true false', 'false true']);
  },
);

observes(
  [
    '@zos/settings.getWeightUnit',
    '@zos/settings.WEIGHT_UNIT_KILOGRAM',
    '@zos/settings.WEIGHT_UNIT_JIN',
    '@zos/settings.WEIGHT_UNIT_POUND',
    '@zos/settings.WEIGHT_UNIT_STONE',
  ],
  'tell in what the wearer weighs',
  async ({ play }) => {
    const units = '[z.WEIGHT_UNIT_KILOGRAM, z.WEIGHT_UNIT_JIN, z.WEIGHT_UNIT_POUND, z.WEIGHT_UNIT_STONE]';
    const watch = await play(twice(`${units}.indexOf(z.getWeightUnit())`));
    for (const unit of [1, 2, 3]) {
      watch.system.preferences.weightUnit = unit;
      watch.sense('battery', { current: unit });
    }
    expect(said(watch)).toEqual(['0', '1', '2', '3']);
  },
);

observes(
  [
    '@zos/settings.getTemperatureUnit',
    '@zos/settings.TEMPERATURE_UNIT_CENTIGRADE',
    '@zos/settings.TEMPERATURE_UNIT_FAHRENHEIT',
  ],
  'tell in what the wearer reads temperatures',
  async ({ play }) => {
    const units = '[z.TEMPERATURE_UNIT_CENTIGRADE, z.TEMPERATURE_UNIT_FAHRENHEIT]';
    const watch = await play(twice(`${units}.indexOf(z.getTemperatureUnit())`));
    watch.system.preferences.temperatureUnit = 1;
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['0', '1']);
  },
);

observes(
  ['@zos/settings.getWeightTarget', '@zos/settings.getSleepTarget'],
  'tell what the wearer aims at, 0 where at nothing',
  async ({ play }) => {
    const watch = await play(twice('z.getWeightTarget(), z.getSleepTarget()'));
    Object.assign(watch.system.preferences, { weightTarget: 68, sleepTarget: 480 });
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['0 0', '68 480']);
  },
);

observes(
  '@zos/settings.getLanguage',
  'tells the watch’s language by its documented number',
  async ({ play }) => {
    const watch = await play(twice('z.getLanguage()'), { language: 'en-US' });
    watch.language = 'de-DE';
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['2', '7']);
  },
);

observes('@zos/settings.getSystemInfo', 'tells system and API level of the model', async ({ play }) => {
  const read =
    'z.getSystemInfo().osVersion, z.getSystemInfo().minAPI, typeof z.getSystemInfo().firmwareVersion';
  expect(said(await play(twice(read), { device: 'GTR 4' }))).toEqual(['3.5 3.6 string']);
  expect(said(await play(twice(read), { device: 'Balance 3' }))).toEqual(['5.0 4.4 string']);
});

observes('@zos/settings.getSystemMode', 'tells the modes the wearer has switched', async ({ play }) => {
  const watch = await play(
    twice('Object.entries(z.getSystemMode()).filter(([, on]) => on).map(([name]) => name).join()'),
  );
  Object.assign(watch.mode, { sleep: true, ultraPowerSaving: true, button: false });
  watch.sense('battery', { current: 1 });
  Object.assign(watch.mode, { sleep: false, DND: true, theater: true, systemLock: true });
  watch.sense('battery', { current: 2 });
  expect(said(watch)).toEqual([
    'button',
    'sleep,ultraPowerSaving',
    'DND,theater,systemLock,ultraPowerSaving',
  ]);
});
