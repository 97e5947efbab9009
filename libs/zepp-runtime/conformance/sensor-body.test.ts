import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { AWAKE, building, said } from './said.js';

const page = (code: string) => ({ page: building('@zos/sensor', code) });
const HOUR = 3_600_000;

/** Says a reading at once and at every change, until told otherwise by taking the listener off at the second. */
const counting = (sensor: string, read: string) => `
  const one = new z.${sensor}();
  let heard = 0;
  const listener = () => { heard += 1; say('change', ${read}); if (heard === 2) one.offChange(listener); };
  one.onChange(listener);
  say(${read});`;

observes(
  [
    '@zos/sensor.Step.getCurrent',
    '@zos/sensor.Step.getTarget',
    '@zos/sensor.Step.onChange',
    '@zos/sensor.Step.offChange',
  ],
  'tell the steps and each change of them until the listener is taken off',
  async ({ play }) => {
    const watch = await play(page(counting('Step', 'one.getCurrent(), one.getTarget()')));
    for (const current of [10, 20, 30]) watch.sense('step', { current });
    expect(said(watch)).toEqual(['0 8000', 'change 10 8000', 'change 20 8000']);
  },
);

observes(
  [
    '@zos/sensor.Calorie.getCurrent',
    '@zos/sensor.Calorie.getTarget',
    '@zos/sensor.Calorie.onChange',
    '@zos/sensor.Calorie.offChange',
  ],
  'tell what is burned and each change of it until the listener is taken off',
  async ({ play }) => {
    const watch = await play(page(counting('Calorie', 'one.getCurrent(), one.getTarget()')));
    for (const current of [5, 6, 7]) watch.sense('calorie', { current, target: 400 });
    expect(said(watch)).toEqual(['0 300', 'change 5 400', 'change 6 400']);
  },
);

observes(
  ['@zos/sensor.Distance.getCurrent', '@zos/sensor.Distance.onChange', '@zos/sensor.Distance.offChange'],
  'tell the way and each change of it until the listener is taken off',
  async ({ play }) => {
    const watch = await play(page(counting('Distance', 'one.getCurrent()')));
    for (const current of [100, 250, 300]) watch.sense('distance', { current });
    expect(said(watch)).toEqual(['0', 'change 100', 'change 250']);
  },
);

observes(
  [
    '@zos/sensor.Stand.getCurrent',
    '@zos/sensor.Stand.getTarget',
    '@zos/sensor.Stand.onChange',
    '@zos/sensor.Stand.offChange',
  ],
  'tell the hours with standing and each change of them until the listener is taken off',
  async ({ play }) => {
    const watch = await play(page(counting('Stand', 'one.getCurrent(), one.getTarget()')));
    for (const current of [1, 2, 3]) watch.sense('stand', { current });
    expect(said(watch)).toEqual(['0 12', 'change 1 12', 'change 2 12']);
  },
);

observes(
  [
    '@zos/sensor.FatBurning.getCurrent',
    '@zos/sensor.FatBurning.getTarget',
    '@zos/sensor.FatBurning.onChange',
    '@zos/sensor.FatBurning.offChange',
  ],
  'tell the minutes and each change of them until the listener is taken off',
  async ({ play }) => {
    const watch = await play(page(counting('FatBurning', 'one.getCurrent(), one.getTarget()')));
    for (const current of [3, 4, 5]) watch.sense('fatBurning', { current });
    expect(said(watch)).toEqual(['0 30', 'change 3 30', 'change 4 30']);
  },
);

observes(
  ['@zos/sensor.Battery.getCurrent', '@zos/sensor.Battery.onChange', '@zos/sensor.Battery.offChange'],
  'tell the charge and each change of it until the listener is taken off',
  async ({ play }) => {
    const watch = await play(page(counting('Battery', 'one.getCurrent()')));
    for (const current of [79, 78, 77]) watch.sense('battery', { current });
    expect(said(watch)).toEqual(['80', 'change 79', 'change 78']);
  },
);

observes(
  ['@zos/sensor.Wear.getStatus', '@zos/sensor.Wear.onChange', '@zos/sensor.Wear.offChange'],
  'tell whether the watch is worn and each change of it until the listener is taken off',
  async ({ play }) => {
    const watch = await play(page(counting('Wear', 'one.getStatus()')));
    for (const status of [0, 2, 3]) watch.sense('wear', { status });
    expect(said(watch)).toEqual(['1', 'change 0', 'change 2']);
  },
);

observes(
  [
    '@zos/sensor.HeartRate.getCurrent',
    '@zos/sensor.HeartRate.onCurrentChange',
    '@zos/sensor.HeartRate.offCurrentChange',
  ],
  'measure on and on while somebody listens, and only then',
  async ({ play }) => {
    const watch = await play(
      page(`const heart = new z.HeartRate();
        const listener = () => { say('now', heart.getCurrent()); if (heart.getCurrent() > 90) stop(); };
        const stop = () => { heart.offCurrentChange(listener); say('after', heart.getCurrent()); };
        say('before', heart.getCurrent());
        heart.onCurrentChange(listener);`),
    );
    for (const current of [71, 95, 99]) watch.sense('heartRate', { current });
    expect(said(watch)).toEqual(['before 0', 'now 71', 'now 95', 'after 0']);
  },
);

observes(
  [
    '@zos/sensor.HeartRate.getLast',
    '@zos/sensor.HeartRate.onLastChange',
    '@zos/sensor.HeartRate.offLastChange',
    '@zos/sensor.HeartRate.getToday',
    '@zos/sensor.HeartRate.getDailySummary',
  ],
  'tell the single measurements, the day minute by minute and its highest',
  async ({ play }) => {
    const watch = await play(
      page(`${AWAKE} const heart = new z.HeartRate();
        const listener = () => {
          const today = heart.getToday();
          const { maximum } = heart.getDailySummary();
          say(heart.getLast(), today.length, today[720], today[721], maximum.hr_value, maximum.time);
          if (heart.getLast() < 60) heart.offLastChange(listener);
        };
        heart.onLastChange(listener);`),
    );
    const noon = watch.now() / 1_000;
    watch.sense('heartRate', { last: 88 });
    await watch.advance(60_000);
    watch.sense('heartRate', { last: 59 });
    watch.sense('heartRate', { last: 61 });
    expect(said(watch)).toEqual([`88 721 88 undefined 88 ${noon}`, `59 722 88 59 88 ${noon}`]);
  },
);

observes(
  [
    '@zos/sensor.HeartRate.getResting',
    '@zos/sensor.HeartRate.onRestingChange',
    '@zos/sensor.HeartRate.offRestingChange',
    '@zos/sensor.HeartRate.getAFibRecord',
  ],
  'tell the heart at rest and its irregularities',
  async ({ play }) => {
    const watch = await play(
      page(`const heart = new z.HeartRate();
        const listener = () => { say(heart.getResting(), JSON.stringify(heart.getAFibRecord())); heart.offRestingChange(listener); };
        heart.onRestingChange(listener);`),
    );
    const afib = [{ flag: 0, val: 3, maxValue: 9, minValue: 1, time: 5, duration: 6 }];
    watch.sense('heartRate', { afib, resting: 58 });
    watch.sense('heartRate', { resting: 57 });
    expect(said(watch)).toEqual([`58 ${JSON.stringify(afib)}`]);
  },
);

observes(
  ['@zos/sensor.Pai.getTotal', '@zos/sensor.Pai.getToday', '@zos/sensor.Pai.getLastWeek'],
  'tell the score, today first',
  async ({ play }) => {
    const watch = await play(
      page(`const pai = new z.Pai(); const battery = new z.Battery();
        battery.onChange(() => say(pai.getTotal(), pai.getToday(), pai.getLastWeek().join()));`),
    );
    watch.sense('pai', { total: 77, today: 7, lastWeek: [1, 2, 3, 4, 5, 6] });
    watch.sense('battery', { current: 50 });
    expect(said(watch)).toEqual(['77 7 7,1,2,3,4,5,6']);
  },
);

observes(
  [
    '@zos/sensor.BloodOxygen.start',
    '@zos/sensor.BloodOxygen.stop',
    '@zos/sensor.BloodOxygen.getCurrent',
    '@zos/sensor.BloodOxygen.onChange',
    '@zos/sensor.BloodOxygen.offChange',
  ],
  'measure once per start, unless stopped, not worn or without a pulse to find',
  async ({ play }) => {
    const watch = await play(
      page(`const blood = new z.BloodOxygen(); const key = __$$R$$__('@zos/interaction');
        ${AWAKE}
        const listener = () => say(JSON.stringify(blood.getCurrent()));
        blood.onChange(listener);
        const begin = () => { blood.stop(); blood.start(); say('code', blood.getCurrent().retCode); };
        const acts = { [key.KEY_UP]: begin, [key.KEY_DOWN]: () => { blood.stop(); say('code', blood.getCurrent().retCode); },
          [key.KEY_SELECT]: () => blood.offChange(listener) };
        key.onKey({ callback: (code, event) => { if (event === key.KEY_EVENT_CLICK) acts[code](); return true; } });`),
    );
    const time = watch.now() / 1_000;
    watch.press('up');
    await watch.advance(30_000);
    watch.sense('bloodOxygen', { value: 97 });
    watch.press('up');
    await watch.advance(30_000);
    watch.press('up');
    watch.press('down');
    await watch.advance(30_000);
    watch.sense('wear', { status: 0 });
    watch.press('up');
    await watch.advance(0);
    watch.press('select');
    watch.press('up');
    await watch.advance(0);
    const result = (value: number, after: number, retCode: number) =>
      JSON.stringify({ value, time: time + after, retCode });
    expect(said(watch)).toEqual([
      'code 1',
      result(0, 30, 5),
      'code 1',
      result(97, 60, 2),
      'code 1',
      'code 0',
      'code 1',
      result(0, 90, 4),
      'code 1',
    ]);
  },
);

observes(
  ['@zos/sensor.BloodOxygen.getLastDay', '@zos/sensor.BloodOxygen.getLastFewHour'],
  'remember the measurements of the day',
  async ({ play }) => {
    const watch = await play(
      page(`const blood = new z.BloodOxygen();
        ${AWAKE}
        blood.start();
        const told = () => say(blood.getLastDay().join(), JSON.stringify(blood.getLastFewHour(2)), blood.getLastFewHour(1).length);
        blood.onChange(() => setTimeout(told, ${HOUR} + 1));`),
    );
    watch.sense('bloodOxygen', { value: 96 });
    await watch.advance(2 * HOUR);
    const measured = { spo2: 96, time: (Date.UTC(2026, 0, 5, 12) + 30_000) / 1_000 };
    expect(said(watch)).toEqual([`${new Array(22).fill(0).join()},96,0 ${JSON.stringify([measured])} 0`]);
  },
);

observes(
  [
    '@zos/sensor.Stress.getCurrent',
    '@zos/sensor.Stress.onChange',
    '@zos/sensor.Stress.offChange',
    '@zos/sensor.Stress.getToday',
    '@zos/sensor.Stress.getTodayByHour',
    '@zos/sensor.Stress.getLastWeek',
    '@zos/sensor.Stress.getLastWeekByHour',
  ],
  'tell the last measurement, the day by minutes and hours, and the week',
  async ({ play }) => {
    const watch = await play(
      page(`const stress = new z.Stress();
        const listener = () => {
          stress.offChange(listener);
          say(JSON.stringify(stress.getCurrent()), stress.getToday()[720], stress.getTodayByHour()[12], stress.getLastWeek().join());
          const hours = stress.getLastWeekByHour();
          say(hours.length, JSON.stringify(hours.filter(({ stress }) => stress > 0)));
        };
        stress.onChange(listener);`),
    );
    const second = watch.now() / 1_000;
    watch.sense('stress', { value: 41, lastWeek: [31, 32, 33, 34, 35, 36] });
    watch.sense('stress', { value: 42 });
    expect(said(watch)).toEqual([
      `${JSON.stringify({ value: 41, time: second })} 41 41 41,31,32,33,34,35,36`,
      `168 ${JSON.stringify([{ second, stress: 41 }])}`,
    ]);
  },
);
