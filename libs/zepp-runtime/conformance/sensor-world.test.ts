import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { AWAKE, building, said } from './said.js';

const page = (code: string) => ({ page: building('@zos/sensor', code) });
/** A page whose keys do something: `up`, `down` and `select` by name. */
const keyed = (code: string, acts: string) =>
  page(`${AWAKE} ${code} const key = __$$R$$__('@zos/interaction'); const acts = { ${acts} };
    key.onKey({ callback: (code, event) => { if (event === key.KEY_EVENT_CLICK) acts[code](); return true; } });`);

observes(
  [
    '@zos/sensor.Accelerometer.start',
    '@zos/sensor.Accelerometer.stop',
    '@zos/sensor.Accelerometer.getCurrent',
    '@zos/sensor.Accelerometer.onChange',
    '@zos/sensor.Accelerometer.offChange',
    '@zos/sensor.Accelerometer.setFreqMode',
    '@zos/sensor.Accelerometer.getFreqMode',
    '@zos/sensor.FREQ_MODE_LOW',
    '@zos/sensor.FREQ_MODE_NORMAL',
    '@zos/sensor.FREQ_MODE_HIGH',
  ],
  'tell the acceleration as often as the mode says, from start to stop',
  async ({ play }) => {
    const watch = await play(
      keyed(
        `const one = new z.Accelerometer(); let count = 0; let modes = [z.FREQ_MODE_LOW, z.FREQ_MODE_NORMAL, z.FREQ_MODE_HIGH];
         const tell = () => { const { x, y, z } = one.getCurrent(); say(count, x, y, z); count = 0; };
         const listener = () => { count += 1; };
         one.onChange(listener); tell();`,
        `[key.KEY_UP]: () => { one.setFreqMode(modes.shift()); say(one.getFreqMode()); one.start(); },
         [key.KEY_DOWN]: () => { tell(); one.stop(); }, [key.KEY_SELECT]: () => one.offChange(listener)`,
      ),
    );
    watch.sense('accelerometer', { x: 1, y: -2, z: 980 });
    for (let mode = 0; mode < 3; mode += 1) {
      watch.press('up');
      await watch.advance(2_000);
      watch.press('down');
      await watch.advance(2_000);
    }
    watch.press('select');
    watch.press('up');
    await watch.advance(2_000);
    watch.press('down');
    expect(said(watch)).toEqual([
      '0 0 0 0',
      '0',
      '2 1 -2 980',
      '1',
      '10 1 -2 980',
      '2',
      '50 1 -2 980',
      '2',
      '0 1 -2 980',
    ]);
  },
);

observes(
  [
    '@zos/sensor.Gyroscope.start',
    '@zos/sensor.Gyroscope.stop',
    '@zos/sensor.Gyroscope.getCurrent',
    '@zos/sensor.Gyroscope.onChange',
    '@zos/sensor.Gyroscope.offChange',
    '@zos/sensor.Gyroscope.setFreqMode',
    '@zos/sensor.Gyroscope.getFreqMode',
  ],
  'tell the turning as often as the mode says, from start to stop',
  async ({ play }) => {
    const watch = await play(
      keyed(
        `const one = new z.Gyroscope(); let count = 0;
         one.onChange(() => { count += 1; }); one.setFreqMode(z.FREQ_MODE_LOW);`,
        `[key.KEY_UP]: () => one.start(), [key.KEY_SELECT]: () => one.offChange(),
         [key.KEY_DOWN]: () => { say(count, one.getFreqMode() === z.FREQ_MODE_LOW, one.getCurrent().y); one.stop(); }`,
      ),
    );
    watch.sense('gyroscope', { y: 90 });
    const turn = async () => {
      watch.press('up');
      await watch.advance(3_000);
      watch.press('down');
      await watch.advance(3_000);
    };
    await turn();
    watch.press('down');
    watch.press('select');
    await turn();
    expect(said(watch)).toEqual(['3 true 90', '3 true 0', '3 true 90']);
  },
);

observes(
  [
    '@zos/sensor.Compass.start',
    '@zos/sensor.Compass.stop',
    '@zos/sensor.Compass.getStatus',
    '@zos/sensor.Compass.getDirection',
    '@zos/sensor.Compass.getDirectionAngle',
    '@zos/sensor.Compass.onChange',
    '@zos/sensor.Compass.offChange',
    '@zos/sensor.Compass.setFreqMode',
    '@zos/sensor.Compass.getFreqMode',
  ],
  'point somewhere while started and calibrated',
  async ({ play }) => {
    const watch = await play(
      keyed(
        `const one = new z.Compass(); let count = 0; const listener = () => { count += 1; };
         one.setFreqMode(z.FREQ_MODE_LOW); one.onChange(listener);
         const tell = () => say(count, one.getStatus(), one.getDirection(), one.getDirectionAngle(), one.getFreqMode()); tell();`,
        `[key.KEY_UP]: () => one.start(), [key.KEY_SELECT]: () => one.offChange(listener),
         [key.KEY_DOWN]: () => { tell(); }, [key.KEY_SHORTCUT]: () => one.stop()`,
      ),
      { device: 't_rex_3' },
    );
    watch.sense('compass', { angle: 224 });
    watch.press('up');
    await watch.advance(2_000);
    watch.press('down');
    watch.sense('compass', { calibrated: false });
    watch.press('down');
    watch.sense('compass', { angle: 359, calibrated: true });
    watch.press('select');
    await watch.advance(2_000);
    watch.press('down');
    watch.press('shortcut');
    watch.press('down');
    expect(said(watch)).toEqual([
      '0 false INVALID INVALID 0',
      '2 true SW 224 0',
      '2 false INVALID INVALID 0',
      '2 true N 359 0',
      '2 false INVALID INVALID 0',
    ]);
  },
);

observes(
  [
    '@zos/sensor.Barometer.getAirPressure',
    '@zos/sensor.Barometer.getAltitude',
    '@zos/sensor.Barometer.onChange',
    '@zos/sensor.Barometer.offChange',
  ],
  'tell pressure, height and their changes until the listener is taken off',
  async ({ play }) => {
    const watch = await play(
      page(`const one = new z.Barometer(); const tell = () => say(one.getAirPressure(), one.getAltitude());
        const listener = () => { tell(); one.offChange(listener); };
        tell(); one.onChange(listener);`),
    );
    watch.sense('barometer', { airPressure: 899, altitude: 1_000 });
    watch.sense('barometer', { altitude: 2_000 });
    expect(said(watch)).toEqual(['1013 0', '899 1000']);
  },
);

observes(
  [
    '@zos/sensor.Geolocation.start',
    '@zos/sensor.Geolocation.stop',
    '@zos/sensor.Geolocation.getStatus',
    '@zos/sensor.Geolocation.getLatitude',
    '@zos/sensor.Geolocation.getLongitude',
    '@zos/sensor.Geolocation.onChange',
    '@zos/sensor.Geolocation.offChange',
    '@zos/sensor.Geolocation.getSetting',
  ],
  'find the place some time after start, under a free sky, until stop',
  async ({ play }) => {
    const watch = await play(
      keyed(
        `const one = new z.Geolocation(); let count = 0; const listener = () => { count += 1; };
         const tell = () => say(count, one.getStatus(), one.getLatitude({ format: 'DD' }), JSON.stringify(one.getLongitude({ format: 'DMS' })));
         one.onChange(listener); say(one.getSetting().mode);`,
        `[key.KEY_UP]: () => one.start(), [key.KEY_DOWN]: () => tell(), [key.KEY_SHORTCUT]: () => one.stop(),
         [key.KEY_SELECT]: () => one.offChange(listener)`,
      ),
    );
    watch.press('down');
    watch.press('up');
    await watch.advance(8_000);
    watch.press('down');
    watch.sense('geolocation', { latitude: 48.25, longitude: -16.5, satellites: true });
    await watch.advance(2_000);
    watch.press('down');
    watch.press('select');
    await watch.advance(2_000);
    watch.press('down');
    watch.press('shortcut');
    watch.press('down');
    const west = JSON.stringify({ direction: 'W', degrees: 16, minutes: 30, seconds: 0 });
    expect(said(watch)).toEqual([
      '0',
      '0 V undefined undefined',
      '0 V undefined undefined',
      `2 A 48.25 ${west}`,
      `2 A 48.25 ${west}`,
      '2 V undefined undefined',
    ]);
  },
);

observes(
  ['@zos/sensor.Geolocation.onGnssChange', '@zos/sensor.Geolocation.offGnssChange'],
  'tell of the satellites each second of the search',
  async ({ play }) => {
    const watch = await play(
      page(`${AWAKE} const one = new z.Geolocation();
        const listener = (info) => { say(info.nb_valid_satellite, info.nb_used_satellite); if (info.nb_used_satellite > 0) one.offGnssChange(listener); };
        one.onGnssChange(listener); one.start();`),
    );
    await watch.advance(2_000);
    watch.sense('geolocation', { satellites: true });
    await watch.advance(20_000);
    expect(said(watch)).toEqual(['0 0', '0 0', '8 0', '8 0', '8 8']);
  },
);

observes(
  [
    '@zos/sensor.Geolocation.getEnabled',
    '@zos/sensor.Geolocation.onEnableChange',
    '@zos/sensor.Geolocation.offEnableChange',
  ],
  'tell whether the wearer lets programs know the place; without that there is no fix',
  async ({ play }) => {
    const watch = await play(
      page(`${AWAKE} const one = new z.Geolocation(); one.start(); say(one.getEnabled());
        const listener = () => { say(one.getEnabled(), one.getStatus()); one.offEnableChange(listener); };
        one.onEnableChange(listener);`),
      { device: 'balance_2' },
    );
    watch.sense('geolocation', { satellites: true });
    await watch.advance(6_000);
    watch.sense('geolocation', { enabled: false });
    watch.sense('geolocation', { enabled: true });
    expect(said(watch)).toEqual(['true', 'false V']);
  },
);

observes(
  ['@zos/sensor.BodyTemperature.getCurrent', '@zos/sensor.BodyTemperature.getToday'],
  'tell the skin’s temperature and its day in steps of five minutes',
  async ({ play }) => {
    const watch = await play(
      page(`const one = new z.BodyTemperature(); const battery = new z.Battery();
        battery.onChange(() => { const today = one.getToday(); say(JSON.stringify(one.getCurrent()), today.length, today[144], today[143]); });`),
    );
    watch.sense('bodyTemperature', { current: 33.5 });
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual([`{"current":33.5,"time":${watch.now() / 1_000}} 288 33.5 0`]);
  },
);

observes(
  ['@zos/sensor.Workout.getStatus', '@zos/sensor.Workout.getHistory'],
  'tell fitness and the sessions the watch itself recorded',
  async ({ play }) => {
    const watch = await play(
      page(`const one = new z.Workout();
        new z.Battery().onChange(() => say(JSON.stringify(one.getStatus()), JSON.stringify(one.getHistory())));`),
    );
    watch.sense('workout', { vo2Max: 44, trainingLoad: 80, history: [{ startTime: 5, duration: 600 }] });
    watch.sense('battery', { current: 1 });
    const status = '{"vo2Max":44,"trainingLoad":80,"fullRecoveryTime":0}';
    expect(said(watch)).toEqual([`${status} [{"startTime":5,"duration":600}]`]);
  },
);

observes(
  ['@zos/sensor.Workout.getUserHrZoneSettings', '@zos/sensor.Workout.getWorkoutTrackNavInfo'],
  'tell the heart’s zones, and the way while one is navigated',
  async ({ play }) => {
    const watch = await play(
      page(`const one = new z.Workout();
        const tell = () => say(one.getUserHrZoneSettings().range.length, JSON.stringify(one.getWorkoutTrackNavInfo()));
        tell(); new z.Battery().onChange(tell);`),
      { device: 'balance_3' },
    );
    watch.sense('workout', { navigation: { isYaw: false, remainDistance: 900 } });
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['6 undefined', '6 {"isYaw":false,"remainDistance":900}']);
  },
);

observes(
  [
    '@zos/sensor.Sleep.updateInfo',
    '@zos/sensor.Sleep.getInfo',
    '@zos/sensor.Sleep.getStage',
    '@zos/sensor.Sleep.getStageConstantObj',
    '@zos/sensor.Sleep.getNap',
    '@zos/sensor.Sleep.getSleepingStatus',
  ],
  'tell the night as of the last half hour, or of the program’s own update',
  async ({ play }) => {
    const watch = await play(
      keyed(
        `const one = new z.Sleep(); const stages = one.getStageConstantObj();
         const nameOf = (model) => Object.keys(stages).find((name) => stages[name] === model);
         const tell = () => say(one.getSleepingStatus(), one.getInfo().score, one.getStage().map(({ model }) => nameOf(model)).join(), one.getNap().length);`,
        `[key.KEY_UP]: () => tell(), [key.KEY_DOWN]: () => { one.updateInfo(); tell(); }`,
      ),
    );
    const info = { score: 81, deepTime: 90, startTime: 1_380, endTime: 420, totalTime: 480 };
    const naps = [{ length: 20, start: 800, stop: 820 }];
    await watch.advance(60_000);
    watch.sense('sleep', { info, naps, sleeping: 1, stages: [{ model: 5, start: 1_380, stop: 1_470 }] });
    watch.press('up');
    watch.press('down');
    watch.sense('sleep', { info: { ...info, score: 82 } });
    watch.press('up');
    await watch.advance(30 * 60_000);
    watch.press('up');
    expect(said(watch)).toEqual(['1 0  0', '1 81 DEEP_STAGE 1', '1 81 DEEP_STAGE 1', '1 82 DEEP_STAGE 1']);
  },
);

observes('@zos/sensor.Weather.getForecastWeather', 'tells what the phone has sent', async ({ play }) => {
  const watch = await play(
    page(`new z.Battery().onChange(() => { const { cityName, forecastData, tideData } = new z.Weather().getForecastWeather();
      say(cityName, forecastData.count, forecastData.data[0].high, tideData.count, tideData.data[0].sunset.hour); });`),
  );
  const sun = [{ sunrise: { hour: 7, minute: 40 }, sunset: { hour: 16, minute: 12 } }];
  watch.sense('weather', { cityName: 'Wien', days: [{ high: 3, low: -2, index: 6 }], sun });
  watch.sense('battery', { current: 1 });
  expect(said(watch)).toEqual(['Wien 1 3 1 16']);
});

observes(
  ['@zos/sensor.WorldClock.getCount', '@zos/sensor.WorldClock.getInfo'],
  'tell the time elsewhere',
  async ({ play }) => {
    const watch = await play(
      page(`new z.Battery().onChange(() => { const one = new z.WorldClock();
        for (let i = 0; i < one.getCount(); i += 1) { const { cityCode, hour, minute } = one.getInfo(i); say(cityCode, hour, minute); }
        say(one.getInfo(9)); });`),
    );
    const cities = [
      { city: 'Delhi', cityCode: 'DEL', timeZoneHour: 5, timeZoneMinute: 30 },
      { city: 'St. John’s', cityCode: 'YYT', timeZoneHour: -3, timeZoneMinute: 30 },
    ];
    watch.sense('worldClock', { cities });
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['DEL 17 30', 'YYT 8 30', 'undefined']);
  },
);
