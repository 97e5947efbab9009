import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import type { NodeWatchOptions } from '../src/node/index.js';
import { observes } from './observes.js';

const page = (code: string) => `build() {
  const z = __$$R$$__; const s = z('@zos/sensor'); const v = new s.Vibrator();
  ${code}
}`;
/** When the motor ran, in milliseconds of the watch's time: `from-to`. */
const windows = (watch: Watch) =>
  watch.motorTimeline().windows.map(({ fromMs, toMs }) => `${fromMs}-${toMs}`);
const outcomes = (watch: Watch) => watch.motorTimeline().starts.map(({ outcome }) => outcome);
const heard = (watch: Watch) => watch.logs.map(({ text }) => text);
type Motor = NonNullable<NonNullable<NodeWatchOptions['limits']>['motor']>;
const style = (motor: Motor): Partial<NodeWatchOptions> => ({ limits: { motor } });

const scenes: [string, string[]][] = [
  ['SHORT_LIGHT', ['0-20']],
  ['SHORT_MIDDLE', ['0-20']],
  ['SHORT_STRONG', ['0-20']],
  ['DURATION', ['0-600']],
  ['DURATION_LONG', ['0-1000']],
  ['STRONG_REMINDER', ['0-150', '300-450', '600-750', '900-1050']],
  ['NOTIFICATION', ['0-100', '250-350']],
];

observes(
  [
    '@zos/sensor.Vibrator',
    '@zos/sensor.Vibrator.start',
    '@zos/sensor.VIBRATOR_SCENE_SHORT_LIGHT',
    '@zos/sensor.VIBRATOR_SCENE_SHORT_MIDDLE',
    '@zos/sensor.VIBRATOR_SCENE_SHORT_STRONG',
    '@zos/sensor.VIBRATOR_SCENE_DURATION',
    '@zos/sensor.VIBRATOR_SCENE_DURATION_LONG',
    '@zos/sensor.VIBRATOR_SCENE_STRONG_REMINDER',
    '@zos/sensor.VIBRATOR_SCENE_NOTIFICATION',
  ],
  'plays each scene for its documented time, once',
  async ({ play }) => {
    for (const [name, wanted] of scenes) {
      const watch = await play({ page: page(`v.start({ mode: s.VIBRATOR_SCENE_${name} });`) });
      await watch.advance(5_000);
      expect([name, windows(watch)]).toEqual([name, wanted]);
      expect(watch.motor[0]?.kind).toBe(name);
    }
  },
);

observes(
  [
    '@zos/sensor.VIBRATOR_SCENE_CALL',
    '@zos/sensor.VIBRATOR_SCENE_TIMER',
    '@zos/sensor.Vibrator.stop',
    '@zos/sensor.Vibrator.setMode',
  ],
  'repeats the signals of a call and a timer until stop cuts them',
  async ({ play }) => {
    const ring = (name: string) =>
      play({
        page: page(
          `v.setMode({ mode: s.VIBRATOR_SCENE_${name} }); v.start(); setTimeout(() => v.stop(), 2100);`,
        ),
      });
    const timer = await ring('TIMER');
    await timer.advance(10_000);
    expect(windows(timer)).toEqual(['0-500', '1000-1500', '2000-2100']);
    const call = await ring('CALL');
    await call.advance(10_000);
    expect(windows(call)).toEqual([
      '0-150',
      '250-400',
      '500-650',
      '750-900',
      '1000-1150',
      '1250-1400',
      '1500-1650',
      '1750-1900',
      '2000-2100',
    ]);
  },
);

observes(
  ['@zos/sensor.Vibrator.setMode', '@zos/sensor.Vibrator.getConfig'],
  'keeps the set mode, given bare or as an object, and begins with the middle short one',
  async ({ play }) => {
    const code = `const tell = () => console.log(v.getConfig().mode === s[expected]);
      let expected = 'VIBRATOR_SCENE_SHORT_MIDDLE'; tell();
      v.setMode(s.VIBRATOR_SCENE_DURATION); expected = 'VIBRATOR_SCENE_DURATION'; tell();
      v.setMode({ mode: s.VIBRATOR_SCENE_SHORT_LIGHT }); expected = 'VIBRATOR_SCENE_SHORT_LIGHT'; tell();
      v.start({ mode: s.VIBRATOR_SCENE_DURATION }); tell();`;
    const watch = await play({ page: page(code) });
    expect(heard(watch)).toEqual(['true', 'true', 'true', 'true']);
    await watch.advance(1_000);
    expect(windows(watch)).toEqual(['0-600']);
  },
);

observes('@zos/sensor.Vibrator.setMode', 'takes only the form that the firmware knows', async ({ play }) => {
  const code = 'v.setMode(s.VIBRATOR_SCENE_DURATION); v.start();';
  const object = await play({ page: page(code) }, style({ setMode: 'object' }));
  await object.advance(1_000);
  expect(windows(object)).toEqual(['0-20']);
  expect(heard(object)).toContain('setMode takes an object on this watch');
  const number = await play({ page: page(code) }, style({ setMode: 'number' }));
  await number.advance(1_000);
  expect(windows(number)).toEqual(['0-600']);
});

observes(
  ['@zos/sensor.Vibrator.getType', '@zos/sensor.Vibrator.start'],
  'plays a list of actions with its pauses from API level 3.6 on',
  async ({ play }) => {
    const code = `const t = v.getType?.() ?? {};
      console.log(Object.keys(t).join(' '));
      v.start([{ type: t.PAUSE, duration: 50 }, { type: t.URGENT, duration: 200 }, { type: t.PAUSE, duration: 100 },
        { type: t.GENTLE_SHORT }, { type: t.CONTINUOUS, duration: 300 }]);`;
    const watch = await play({ page: page(code) });
    await watch.advance(1_000);
    expect(heard(watch)[0]).toBe(
      'GENTLE_SHORT STRONG_SHORT STANDARD_CROWN STRONG_CROWN SPULSE_CROWN DIPULSE_CROWN KEYCODE_CLICK URGENT CONTINUOUS PAUSE',
    );
    expect(windows(watch)).toEqual(['50-250', '350-370', '370-670']);
    expect(watch.motorTimeline().windows.map(({ strength }) => strength)).toEqual([
      'strong',
      'light',
      'strong',
    ]);
    const old = await play({ page: page(code) }, { device: 'Bip 5 Unity' });
    await old.advance(1_000);
    expect(heard(old)[0]).toMatch(/Vibrator.getType needs API level 3.6/);
    expect(windows(old)).toEqual(['0-20']);
  },
);

observes(
  '@zos/sensor.Vibrator.start',
  'is swallowed, replaces or waits for stop, as the firmware has it',
  async ({ play }) => {
    const code =
      'v.start({ mode: 28 }); setTimeout(() => v.start({ mode: 24 }), 100); setTimeout(() => v.start({ mode: 24 }), 900);';
    const played = async (overlapping: 'swallowed' | 'replaces' | 'needs-stop') => {
      const watch = await play({ page: page(code) }, style({ overlapping }));
      await watch.advance(2_000);
      return { windows: windows(watch), outcomes: outcomes(watch) };
    };
    expect(await played('swallowed')).toEqual({
      windows: ['0-600', '900-920'],
      outcomes: ['played', 'swallowed', 'played'],
    });
    expect(await played('replaces')).toEqual({
      windows: ['0-100', '100-120', '900-920'],
      outcomes: ['played', 'played', 'played'],
    });
    expect(await played('needs-stop')).toEqual({
      windows: ['0-600'],
      outcomes: ['played', 'swallowed', 'swallowed'],
    });
  },
);

observes(
  '@zos/sensor.Vibrator.start',
  'plays another scene on firmware that mixes them up',
  async ({ play }) => {
    const watch = await play(
      { page: page('v.start({ mode: s.VIBRATOR_SCENE_DURATION });') },
      style({ scenes: 'mixed-up' }),
    );
    await watch.advance(2_000);
    expect(watch.motor).toMatchObject([{ kind: 'DURATION_LONG', onMs: 1_000 }]);
  },
);

observes(
  '@zos/sensor.Vibrator.start',
  'plays the default, with a remark, for a number that no scene has',
  async ({ play }) => {
    const watch = await play({ page: page('v.start({ mode: 99 });') });
    expect(watch.motor).toMatchObject([{ kind: 'SHORT_MIDDLE' }]);
    expect(heard(watch)).toContain('no vibration scene has the number 99: the default is played');
  },
);

observes(
  '@zos/sensor.Vibrator.start',
  'in a service hears the set mode alone, unless the firmware is milder',
  async ({ play }) => {
    const service = (code: string) => ({
      permissions: ['device:os.alarm'],
      page: `build() { __$$R$$__('@zos/alarm').set({ url: 'service', delay: 5 }); }`,
      service: `onInit() { const s = __$$R$$__('@zos/sensor'); const v = new s.Vibrator(); ${code} }`,
    });
    const ring = async (code: string, options: Partial<NodeWatchOptions> = {}) => {
      const watch = await play(service(code), options);
      await watch.advance(9_000);
      return watch.motor.map(({ kind, onMs }) => `${kind} ${onMs}`);
    };
    expect(await ring('v.start({ mode: s.VIBRATOR_SCENE_DURATION });')).toEqual(['SHORT_MIDDLE 20']);
    expect(await ring('v.setMode(s.VIBRATOR_SCENE_DURATION); v.start();')).toEqual(['DURATION 600']);
    const mild = style({ backgroundMode: 'heard' });
    expect(await ring('v.start({ mode: s.VIBRATOR_SCENE_DURATION });', mild)).toEqual(['DURATION 600']);
  },
);

observes(
  '@zos/sensor.Vibrator.start',
  'moves nothing while the wearer wants quiet, unless set so',
  async ({ play }) => {
    const code = 'setTimeout(() => v.start({ mode: s.VIBRATOR_SCENE_DURATION }), 1000);';
    for (const mode of ['DND', 'sleep', 'theater'] as const) {
      const watch = await play({ page: page(code) });
      watch.mode[mode] = true;
      await watch.advance(2_000);
      expect(watch.motor).toEqual([]);
      expect(outcomes(watch)).toEqual(['silenced']);
    }
    const loud = await play({ page: page(code) }, { limits: { quietModes: 'ignored' } });
    loud.mode.DND = true;
    await loud.advance(2_000);
    expect(windows(loud)).toEqual(['1000-1600']);
  },
);

observes(
  '@zos/sensor.Vibrator.start',
  'ends with the page that began it, unless set so',
  async ({ play }) => {
    const code = 'v.start({ mode: s.VIBRATOR_SCENE_TIMER });';
    const watch = await play({ page: page(code) });
    await watch.advance(1_200);
    watch.kill();
    await watch.advance(5_000);
    expect(windows(watch)).toEqual(['0-500', '1000-1200']);
    const stubborn = await play({ page: page(code) }, { limits: { motorOutlivesProgram: true } });
    stubborn.kill();
    await stubborn.advance(1_900);
    expect(windows(stubborn)).toEqual(['0-500', '1000-1500']);
  },
);

observes(
  '@zos/sensor.Vibrator.setMode',
  'is kept by its own process: a service knows only the mode it sets itself',
  async ({ play }) => {
    const watch = await play({
      permissions: ['device:os.alarm'],
      page: `build() {
        const s = __$$R$$__('@zos/sensor'); new s.Vibrator().setMode(s.VIBRATOR_SCENE_DURATION);
        __$$R$$__('@zos/alarm').set({ url: 'service', delay: 1 });
      }`,
      service: `onInit() { const s = __$$R$$__('@zos/sensor'); new s.Vibrator().start(); }`,
    });
    await watch.advance(2_000);
    expect(watch.motor).toMatchObject([{ kind: 'SHORT_MIDDLE' }]);
  },
);
