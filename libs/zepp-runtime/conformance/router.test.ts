import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const told = (watch: Watch) => words(watch).filter((text) => text.startsWith('-'));
const router = `const router = __$$R$$__('@zos/router');`;
const life = (name: string, build = '') =>
  `onInit(params) { console.log('-${name} init ' + params); }, build() { console.log('-${name} build'); ${router} ${build} },
   onDestroy() { console.log('-${name} gone'); }`;
const soon = (code: string) => `setTimeout(() => { ${code} }, 1000);`;

observes(
  ['@zos/router.push', '@zos/router.back'],
  'destroys the page below and makes it anew',
  async ({ play }) => {
    const watch = await play({
      page: life(
        'one',
        `if (!globalThis.went) { globalThis.went = true; ${soon(`router.push({ url: 'two', params: 'a=1' })`)} }`,
      ),
      pages: { two: life('two', soon('router.back()')) },
    });
    await watch.advance(1_000);
    expect(watch.pages).toEqual(['page', 'two']);
    await watch.advance(1_000);
    expect(watch.pages).toEqual(['page']);
    expect(told(watch)).toEqual([
      '-one init ',
      '-one build',
      '-one gone',
      '-two init a=1',
      '-two build',
      '-two gone',
      '-one init ',
      '-one build',
    ]);
  },
);

observes('@zos/router.push', 'turns an object of parameters into text', async ({ play }) => {
  const watch = await play({
    page: life('one', `router.push({ url: 'two', params: { n: 1, to: [2] } })`),
    pages: { two: life('two') },
  });
  expect(told(watch)).toContain('-two init {"n":1,"to":[2]}');
});

observes(
  '@zos/router.push',
  'leaves an empty page for one that does not exist, and back leads home',
  async ({ play }) => {
    const watch = await play({ page: life('one', soon(`router.push({ url: 'nowhere' })`)) });
    await watch.advance(1_000);
    expect(watch.pages).toEqual(['page', 'nowhere']);
    expect(watch.texts()).toEqual([]);
    expect(words(watch)).toContain('the package has no page nowhere');
    watch.press('back');
    expect(watch.pages).toEqual(['page']);
  },
);

observes('@zos/router.push', 'is followed once for each call, in order', async ({ play }) => {
  const calls = soon(`router.push({ url: 'two' }); router.push({ url: 'three' });`);
  const watch = await play({ page: life('one', calls), pages: { two: life('two'), three: life('three') } });
  await watch.advance(1_000);
  expect(watch.pages).toEqual(['page', 'two', 'three']);
});

observes('@zos/router.push', 'does no harm while a page is destroyed', async ({ play }) => {
  const last = `onDestroy() { ${router} router.push({ url: 'two' }); console.log('-tried'); }, build() { ${router} ${soon('router.exit()')} }`;
  const watch = await play({ page: last, pages: { two: life('two') } });
  await watch.advance(1_000);
  expect(watch.running).toBe(false);
  expect(told(watch)).toEqual(['-tried']);
});

observes('@zos/router.replace', 'closes the page for another', async ({ play }) => {
  const watch = await play({
    page: life('one', soon(`router.replace({ url: 'two', params: 'x' })`)),
    pages: { two: life('two') },
  });
  await watch.advance(1_000);
  expect(watch.pages).toEqual(['two']);
  watch.press('back');
  expect(watch.running).toBe(false);
});

observes(['@zos/router.home', '@zos/router.exit'], 'ends the program in order', async ({ play }) => {
  for (const way of ['home', 'exit']) {
    const watch = await play({
      page: life('one', soon(`router.${way}()`)),
      app: `onDestroy() { console.log('-app gone') }`,
    });
    await watch.advance(1_000);
    expect(watch.running).toBe(false);
    expect(told(watch).slice(-2)).toEqual(['-one gone', '-app gone']);
  }
});

observes('@zos/router.launchApp', 'starts the program anew, parameters to its app', async ({ play }) => {
  const again = `if (!globalThis.went) ${soon(`router.launchApp({ appId: 7, url: 'two', params: { type: 1 } })`)}`;
  const watch = await play({
    page: life('one', again),
    pages: { two: life('two') },
    app: `onCreate(params) { console.log('-app ' + params) }`,
  });
  await watch.advance(1_000);
  expect(watch.pages).toEqual(['two']);
  expect(told(watch)).toContain('-app {"type":1}');
});

observes(
  '@zos/router.launchApp',
  'leaves for an app that is not there, with a sentence',
  async ({ play }) => {
    const watch = await play({
      page: life('one', soon(`router.launchApp({ appId: 1000001, url: 'page' })`)),
    });
    await watch.advance(1_000);
    expect(watch.running).toBe(false);
    expect(words(watch)).toContain('launchApp: app 1000001 is not on this watch');
  },
);

observes(
  '@zos/router.SYSTEM_APP_HR',
  "opens the system's own page in the program's place",
  async ({ play }) => {
    const watch = await play({
      page: life('one', soon(`router.launchApp({ appId: router.SYSTEM_APP_HR, native: true })`)),
    });
    await watch.advance(1_000);
    expect(watch.running).toBe(false);
    expect(watch.systemPage).toBe('SYSTEM_APP_HR');
    watch.press('back');
    expect(watch.systemPage).toBeUndefined();
  },
);

observes('@zos/router.checkSystemApp', 'knows the pages of the system', async ({ play }) => {
  const checks = `console.log('-' + router.checkSystemApp({ appId: router.SYSTEM_APP_WEATHER }) + ' ' + router.checkSystemApp(router.SYSTEM_APP_ALARM)
    + ' ' + router.checkSystemApp({ appId: router.SYSTEM_APP_ALIPAY }) + ' ' + router.checkSystemApp({ appId: -5 }));`;
  const watch = await play({ page: life('one', checks) });
  expect(told(watch)).toContain('-true true false false');
});

observes(
  [
    '@zos/router.SYSTEM_APP_ALARM',
    '@zos/router.SYSTEM_APP_ALEAX',
    '@zos/router.SYSTEM_APP_ALIPAY',
    '@zos/router.SYSTEM_APP_ALTIMETER',
    '@zos/router.SYSTEM_APP_BODY_COMPOSITION',
    '@zos/router.SYSTEM_APP_BREATH',
    '@zos/router.SYSTEM_APP_CALENDAR',
    '@zos/router.SYSTEM_APP_CAMERA',
    '@zos/router.SYSTEM_APP_CARD',
    '@zos/router.SYSTEM_APP_CLUB_CARD',
    '@zos/router.SYSTEM_APP_COMPASS',
    '@zos/router.SYSTEM_APP_COUNTDOWN',
    '@zos/router.SYSTEM_APP_FINE_PHONE',
    '@zos/router.SYSTEM_APP_HR',
    '@zos/router.SYSTEM_APP_MEASUREMENT',
    '@zos/router.SYSTEM_APP_MENSTRUAL',
    '@zos/router.SYSTEM_APP_MUSIC',
    '@zos/router.SYSTEM_APP_NETEASE_MUSIC',
    '@zos/router.SYSTEM_APP_PAI',
    '@zos/router.SYSTEM_APP_PHONE',
    '@zos/router.SYSTEM_APP_POMODORO',
    '@zos/router.SYSTEM_APP_PRESSURE',
    '@zos/router.SYSTEM_APP_READINESS',
    '@zos/router.SYSTEM_APP_SETTING',
    '@zos/router.SYSTEM_APP_SLEEP',
    '@zos/router.SYSTEM_APP_SPO2',
    '@zos/router.SYSTEM_APP_SPORT',
    '@zos/router.SYSTEM_APP_SPORT_HISTORY',
    '@zos/router.SYSTEM_APP_SPORT_STATUS',
    '@zos/router.SYSTEM_APP_STATUS',
    '@zos/router.SYSTEM_APP_STOPWATCH',
    '@zos/router.SYSTEM_APP_SUN_AND_MOON',
    '@zos/router.SYSTEM_APP_THERMOMETER',
    '@zos/router.SYSTEM_APP_TODO_LIST',
    '@zos/router.SYSTEM_APP_VOICE_MEMO',
    '@zos/router.SYSTEM_APP_WEATHER',
    '@zos/router.SYSTEM_APP_WEPAY',
    '@zos/router.SYSTEM_APP_WORLD_CLOCK',
    '@zos/router.SYSTEM_APP_ZEPP_COACH',
  ],
  'name pages of the system, each its own',
  async ({ play }) => {
    const all = `const names = Object.keys(router).filter((name) => name.startsWith('SYSTEM_APP_'));
    console.log('-' + names.length + ' ' + new Set(names.map((name) => router[name])).size + ' ' + names.filter((name) => !router.checkSystemApp({ appId: router[name] })).join());`;
    const watch = await play({ page: life('one', all) });
    expect(told(watch)).toContain('-39 39 SYSTEM_APP_ALIPAY,SYSTEM_APP_NETEASE_MUSIC,SYSTEM_APP_WEPAY');
  },
);

observes(
  ['@zos/router.setLaunchAppTimeout', '@zos/router.clearLaunchAppTimeout'],
  'launches the program later, lit, unless called off',
  async ({ play }) => {
    const set = `if (!globalThis.went) { globalThis.went = true;
      const off = router.setLaunchAppTimeout({ appId: 7, url: 'three', delay: 30000 });
      const off2 = router.setLaunchAppTimeout({ appId: 7, url: 'three', delay: 30000 });
      const id = router.setLaunchAppTimeout({ appId: 7, url: 'two', utc: Date.now() + 60000, params: 'late' });
      router.clearLaunchAppTimeout({ timeoutId: off }); router.clearLaunchAppTimeout(off2);
      console.log('-' + (id > 0)); }`;
    const watch = await play({
      page: life('one', set),
      pages: { two: life('two'), three: life('three') },
      app: `onCreate(params) { console.log('-app ' + params) }`,
    });
    await watch.advance(59_000);
    expect(watch.running).toBe(false);
    await watch.advance(1_000);
    expect(watch.pages).toEqual(['two']);
    expect(watch.screenOn).toBe(true);
    expect(told(watch)).toEqual(expect.arrayContaining(['-true', '-app late']));
  },
);

observes('@zos/router.setLaunchAppTimeout', 'is forgotten by a restart', async ({ play }) => {
  const watch = await play({
    page: life('one', `router.setLaunchAppTimeout({ appId: 7, url: 'two', delay: 60000 })`),
    pages: { two: life('two') },
  });
  watch.reboot();
  await watch.advance(120_000);
  expect(watch.running).toBe(false);
});

observes(
  '@zos/router.getAppIdByName',
  'finds an installed program by a part of its name',
  async ({ play }) => {
    const ask = `console.log('-' + router.getAppIdByName('tin') + ' ' + router.getAppIdByName('calculator') + ' ' + router.getAppIdByName(''))`;
    expect(told(await play({ page: life('one', ask) }))).toContain('-7 0 0');
  },
);
