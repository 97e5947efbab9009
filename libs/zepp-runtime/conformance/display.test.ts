import { describe, expect } from '@jest/globals';
import { observes, type Stage } from './observes.js';

const SECOND = 1_000;
const MINUTE = 60_000;

/** A page that does `calls` on `@zos/display` and says what each answered. */
const page = (...calls: string[]) => `build() {
  const display = __$$R$$__('@zos/display');
  ${calls.map((call) => `console.log(JSON.stringify(display.${call}));`).join('\n')}
}`;
type Play = Stage['play'];
const said = (watch: Awaited<ReturnType<Play>>) => watch.logs.map(({ text }) => text);

/** How long the screen stays lit when nobody touches it, in whole seconds. */
async function litFor(watch: Awaited<ReturnType<Play>>, most = 400): Promise<number> {
  let seconds = 0;
  for (; watch.screenOn && seconds < most; seconds += 1) await watch.advance(SECOND);
  return seconds;
}

describe('bright time', () => {
  observes(
    '@zos/display.setPageBrightTime',
    'keeps the screen lit so long after each touch',
    async ({ play }) => {
      const watch = await play({ page: page('setPageBrightTime({brightTime: 60000})') });
      expect(said(watch)).toEqual(['0']);
      await watch.advance(50 * SECOND);
      watch.tap(5, 5);
      expect(await litFor(watch)).toBe(60);
    },
  );

  observes(
    '@zos/display.setPageBrightTime',
    'is ten seconds where the program names none, and refuses other times',
    async ({ play }) => {
      expect(
        await litFor(
          await play({ page: page('setPageBrightTime({})') }, { limits: { screenTimeoutMs: 5_000 } }),
        ),
      ).toBe(10);
      const watch = await play({
        page: page('setPageBrightTime({brightTime: 999})', 'setPageBrightTime({brightTime: 2147483001})'),
      });
      expect(said(watch)).toEqual(['-1', '-1']);
      expect(await litFor(watch)).toBe(10);
    },
  );

  observes('@zos/display.resetPageBrightTime', 'ends it', async ({ play }) => {
    const watch = await play({
      page: page('setPageBrightTime({brightTime: 60000})', 'resetPageBrightTime()'),
    });
    expect(await litFor(watch)).toBe(10);
  });

  observes('@zos/display.setPageBrightTime', 'ends with the page that set it', async ({ play }) => {
    const watch = await play({
      page: `build() {
        console.log(__$$R$$__('@zos/display').setPageBrightTime({brightTime: 60000}));
        setTimeout(() => __$$R$$__('@zos/router').push({url: 'next'}), 1000);
      }`,
      pages: { next: '' },
    });
    await watch.advance(SECOND);
    expect([watch.pages, said(watch)]).toEqual([['page', 'next'], ['0']]);
    expect(await litFor(watch)).toBe(10);
  });

  observes(
    '@zos/display.setPageBrightTime',
    'is lost after the cap of such a watch until it is set anew',
    async ({ play }) => {
      const limits = { brightTimeCapMs: 270_000 };
      const once = page('setPageBrightTime({brightTime: 2000000})');
      expect(await litFor(await play({ page: once }, { limits }))).toBe(280);
      const renewed = `build() { setInterval(() => __$$R$$__('@zos/display').setPageBrightTime({brightTime: 2000000}), 20000) }`;
      const watch = await play({ page: renewed }, { limits: { ...limits, screenTimeoutMs: 30_000 } });
      expect(await litFor(watch, 1_200)).toBe(1_200);
    },
  );
});

describe('wrist and palm', () => {
  observes(
    ['@zos/display.pauseDropWristScreenOff', '@zos/display.resetDropWristScreenOff'],
    'keep the screen lit at a falling wrist for 30 s, for a time, or until reset',
    async ({ play }) => {
      const falls = async (call: string, afterMs: number) => {
        const watch = await play({ page: page('setPageBrightTime({brightTime: 600000})', call) });
        await watch.advance(afterMs);
        watch.dropWrist();
        return watch.screenOn;
      };
      expect(await falls('pauseDropWristScreenOff({})', 29_000)).toBe(true);
      expect(await falls('pauseDropWristScreenOff({})', 30_000)).toBe(false);
      expect(await falls('pauseDropWristScreenOff({duration: 60000})', 59_000)).toBe(true);
      expect(await falls('pauseDropWristScreenOff({duration: 0})', 590_000)).toBe(true);
      expect(await falls('resetDropWristScreenOff(display.pauseDropWristScreenOff({duration: 0}))', 0)).toBe(
        false,
      );
    },
  );

  observes(
    ['@zos/display.pausePalmScreenOff', '@zos/display.resetPalmScreenOff'],
    'keep the screen lit under a palm, and the pause ends with the page',
    async ({ play }) => {
      const watch = await play({ page: page('pausePalmScreenOff({duration: 0})') });
      watch.coverWithPalm();
      expect(watch.screenOn).toBe(true);
      watch.launch();
      watch.kill();
      watch.coverWithPalm();
      expect(watch.screenOn).toBe(false);
      const reset = await play({ page: page('pausePalmScreenOff({duration: 0})', 'resetPalmScreenOff()') });
      reset.coverWithPalm();
      expect(reset.screenOn).toBe(false);
    },
  );
});

describe('the dark', () => {
  observes(
    '@zos/display.setScreenOff',
    'turns the screen dark; ten seconds later the program is closed, unheard',
    async ({ play }) => {
      const watch = await play({
        page: `build() { setTimeout(() => console.log(__$$R$$__('@zos/display').setScreenOff()), 1000) },
        onDestroy() { console.log('destroyed') }`,
      });
      await watch.advance(SECOND);
      expect([watch.screenOn, watch.running]).toEqual([false, true]);
      await watch.advance(10 * SECOND);
      expect(watch.running).toBe(false);
      expect(said(watch)).toEqual(['0']);
    },
  );

  observes(
    '@zos/display.setScreenOff',
    'a watch may be set to close the program in order',
    async ({ play }) => {
      const watch = await play(
        {
          page: `build() { __$$R$$__('@zos/display').setScreenOff() }, onDestroy() { console.log('destroyed') }`,
        },
        { limits: { darkCloseHeard: true } },
      );
      await watch.advance(MINUTE);
      expect(said(watch)).toEqual(['destroyed']);
    },
  );

  observes(
    '@zos/display.setWakeUpRelaunch',
    'brings the program back at the next wake, made anew on its page',
    async ({ play }) => {
      for (const option of ['{relaunch: true}', 'true']) {
        const watch = await play({
          app: `onCreate() { console.log('created') }`,
          page: `build() { __$$R$$__('@zos/router').push({url: 'next', params: 'p'}) }`,
          pages: {
            next: `onInit(p) { console.log('next ' + p); __$$R$$__('@zos/display').setWakeUpRelaunch(${option}) }`,
          },
        });
        watch.screenOff();
        await watch.advance(10 * SECOND);
        expect(watch.running).toBe(false);
        watch.wake();
        expect(watch.pages).toEqual(['next']);
        expect(said(watch)).toEqual(['created', 'next p', 'created', 'next p']);
      }
    },
  );

  observes(
    '@zos/display.setWakeUpRelaunch',
    'does not bring back a program that was left or killed',
    async ({ play }) => {
      for (const end of ['leave', 'kill'] as const) {
        const watch = await play({ page: page('setWakeUpRelaunch({relaunch: true})') });
        if (end === 'leave') watch.press('back');
        else watch.kill();
        watch.screenOff();
        await watch.advance(MINUTE);
        watch.wake();
        expect(watch.running).toBe(false);
      }
    },
  );
});

describe('settings of the display', () => {
  observes(
    ['@zos/display.setBrightness', '@zos/display.getBrightness'],
    'change the brightness between 0 and 100',
    async ({ play }) => {
      const watch = await play({
        page: page(
          'setBrightness({brightness: 35})',
          'getBrightness()',
          'setBrightness(101)',
          'setBrightness(80)',
          'getBrightness()',
        ),
      });
      expect(said(watch)).toEqual(['0', '35', '-1', '0', '80']);
    },
  );

  observes(
    ['@zos/display.setAutoBrightness', '@zos/display.getAutoBrightness'],
    'take the brightness out of the program’s hands',
    async ({ play }) => {
      const watch = await play({
        page: page(
          'getAutoBrightness()',
          'setAutoBrightness({autoBright: true})',
          'getAutoBrightness()',
          'setBrightness(10)',
          'getBrightness()',
          'setAutoBrightness(false)',
          'setBrightness(10)',
        ),
      });
      expect(said(watch)).toEqual(['false', 'undefined', 'true', '-1', '60', 'undefined', '0']);
    },
  );

  observes(
    '@zos/display.getSettings',
    'tells status, timeout, lift-to-wake and always-on display',
    async ({ play }) => {
      const watch = await play({ page: page('getSettings()') }, { limits: { screenTimeoutMs: 15_000 } });
      expect(JSON.parse(said(watch)[0] ?? '')).toEqual({
        screen: { status: 1, duration: 15 },
        wrist: { speed: 0, model: 2, startTime: 0, endTime: 1439 },
        standby: { style: 0, model: 0, startTime: 0, endTime: 1439 },
      });
    },
  );

  observes(
    '@zos/sensor.Screen.getAodMode',
    'tells whether the dark screen shows the time',
    async ({ play }) => {
      const ask = `const s = new (__$$R$$__('@zos/sensor').Screen)(); console.log(s.getAodMode() + ' ' + JSON.stringify(__$$R$$__('@zos/display').getSettings().standby));`;
      const watch = await play({ page: `build() { setTimeout(() => { ${ask} }, 1000) }` });
      watch.display.aod = true;
      watch.display.aodStyle = 1;
      await watch.advance(SECOND);
      expect(said(watch)).toEqual(['true {"style":1,"model":2,"startTime":0,"endTime":1439}']);
    },
  );
});
