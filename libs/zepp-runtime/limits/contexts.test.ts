import { afterEach, describe, expect, test } from '@jest/globals';
import { openStage, said } from './stage.js';

const stage = openStage();
afterEach(() => stage.close());

describe('the life of a program', () => {
  test('goes from onCreate over onInit and build to onDestroy of page and app', async () => {
    const watch = await stage.play({
      app: `globalData: {}, onCreate(p) { console.log('app created'); }, onDestroy() { console.log('app destroyed'); }`,
      page: `onInit(p) { console.log('page began'); }, build() { console.log('page built'); }, onDestroy() { console.log('page destroyed'); }`,
    });
    watch.press('back');
    await watch.settled();
    expect(said(watch)).toEqual([
      'app created',
      'page began',
      'page built',
      'page destroyed',
      'app destroyed',
    ]);
  });

  test('has no onResume and onPause of pages, whatever happens to the screen', async () => {
    const page = `build() {}, onResume() { console.log('resumed'); }, onPause() { console.log('paused'); }`;
    const watch = await stage.play({ page });
    watch.screenOff();
    await watch.advance(2_000);
    watch.wake();
    await watch.settled();
    expect(said(watch)).toEqual([]);
  });

  test('an exception in build leaves the half page with a line in the log', async () => {
    const page = `build() {
      const { createWidget, widget } = __$$R$$__('@zos/ui');
      createWidget(widget.TEXT, { x: 0, y: 200, w: 480, h: 60, text: 'first half' });
      null.second();
    }`;
    const watch = await stage.play({ page });
    expect([watch.running, watch.texts()]).toEqual([true, ['first half']]);
    expect(watch.logs.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  test('ten seconds in the dark end it, and the next wake shows the watch face', async () => {
    const watch = await stage.play({ page: 'build() {}' });
    watch.screenOff();
    await watch.advance(9_999);
    expect(watch.running).toBe(true);
    await watch.advance(1);
    watch.wake();
    expect([watch.running, watch.screenOn, watch.pages]).toEqual([false, true, []]);
  });
});

describe('files of a program', () => {
  test('share no variables; globalData of app.js is the same for all pages', async () => {
    const note = `onInit() {
      try { console.log(typeof secret); } catch (fault) { console.log(fault.name); }
      const data = getApp()._options.globalData; data.count = (data.count || 0) + 1; console.log('count ' + data.count);
    }`;
    const watch = await stage.play({
      page: `${note}, build() { const secret = 1; __$$R$$__('@zos/router').push({ url: 'other' }); }`,
      pages: { other: `${note}, build() {}` },
      app: 'globalData: { count: 10 }',
    });
    expect(said(watch)).toEqual(['undefined', 'count 11', 'undefined', 'count 12']);
  });

  test('of a service share nothing with pages but what is stored', async () => {
    const watch = await stage.play({
      permissions: ['device:os.alarm', 'device:os.local_storage'],
      app: 'globalData: { word: 1 }',
      page: `build() {
        globalThis.spoken = 'by the page';
        __$$R$$__('@zos/storage').localStorage.setItem('kept', 'in storage');
        __$$R$$__('@zos/alarm').set({ url: 'service', delay: 1 });
      }`,
      service: `onInit() {
        console.log(typeof spoken + ' ' + __$$R$$__('@zos/storage').localStorage.getItem('kept'));
      }`,
    });
    await watch.advance(2_000);
    expect(said(watch)).toEqual(['undefined in storage']);
  });
});

describe('globals', () => {
  const LACKING = [
    'Intl',
    'URL',
    'TextEncoder',
    'structuredClone',
    'crypto',
    'WeakRef',
    'fetch',
    'WebSocket',
    'XMLHttpRequest',
  ];
  const HAVING = ['Promise', 'Map', 'Set', 'Proxy', 'Uint8Array', 'Date', 'Buffer', 'Symbol', 'JSON'];
  const tell = (names: string[]) => `[${names.map((name) => `typeof ${name}`).join(', ')}].join(' ')`;

  test.each(['v8', 'quickjs'] as const)('that a watch lacks are absent in %s', async (engine) => {
    const watch = await stage.play(
      {
        page: `build() {
          console.log(${tell(LACKING)});
          console.log(${tell(HAVING)});
          console.log(typeof [].at, typeof [].findLast, typeof Object.hasOwn, typeof messaging, typeof process, typeof BigInt);
          console.log(new Date(0).toLocaleString().length > 0);
        }`,
      },
      { engine },
    );
    const [lacking, having, members] = said(watch);
    expect(lacking).toBe(LACKING.map(() => 'undefined').join(' '));
    expect(having).not.toContain('undefined');
    expect(members).toBe('undefined undefined undefined undefined undefined undefined');
  });

  test('of the phone are its own: no module, no app manager, but messaging, settings and fetch', async () => {
    const watch = await stage.play({
      page: 'build() {}',
      side: `AppSideService({ onInit() {
        console.log([typeof __$$R$$__, typeof hmApp, typeof __$$hmAppManager$$__].join(' '));
        console.log([messaging.peerSocket, settings.settingsStorage, fetch, network, image, transferFile, Buffer, Logger, sideService].map((one) => typeof one).join(' '));
        console.log(Object.keys(sideService).sort().join(' ') + ' ' + typeof getApp().port2);
      } })`,
    });
    watch.phone.start();
    await watch.settled();
    expect(said(watch)).toEqual([
      'undefined undefined undefined',
      'object object function object object object function object object',
      'appInfo launchArgs launchReasons number',
    ]);
  });
});

test('the watch has no network: only the phone fetches', async () => {
  const watch = await stage.play({
    page: `build() { try { fetch({ url: 'https://example.test' }); } catch (fault) { console.log('no ' + typeof fetch); } }`,
  });
  expect(said(watch)).toEqual(['no undefined']);
});

test('createSysTimer is not there below level 4.0', async () => {
  const page = `build() { console.log(typeof __$$R$$__('@zos/timer').createSysTimer, typeof __$$R$$__('@zos/timer').setTimeout); }`;
  expect(said(await stage.play({ page }, { device: 'Amazfit Balance' }))).toContain('undefined function');
  expect(said(await stage.play({ page }, { device: 'Balance 2' }))).toContain('function function');
});

test('a service may open a page of its program, which lights the screen', async () => {
  const watch = await stage.play({
    permissions: ['device:os.alarm'],
    page: `build() { __$$R$$__('@zos/alarm').set({ url: 'service', delay: 30 }); }`,
    service: `onInit() { __$$R$$__('@zos/router').launchApp({ appId: 7, url: 'page', params: 'from service' }); }`,
  });
  watch.press('back');
  watch.screenOff();
  await watch.advance(31_000);
  expect([watch.screenOn, watch.pages]).toEqual([true, ['page']]);
});

test('square screens have a status bar of 64 pixels until the program hides it', async () => {
  const page = (more: string) => `build() { const ui = __$$R$$__('@zos/ui'); ${more} }`;
  const bar = async (device: string, more = '') => {
    const watch = await stage.play({ page: page(more) }, { device });
    return watch
      .widgets()
      .nodes.filter(({ props }) => props.text === 'Tiny')
      .map(({ props }) => Number(props.h));
  };
  expect(await bar('Bip 6')).toEqual([64]);
  expect(await bar('Bip 6', 'ui.setStatusBarVisible(false);')).toEqual([]);
  expect(await bar('GTR 4')).toEqual([]);
});
