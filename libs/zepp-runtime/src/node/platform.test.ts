import { afterEach, describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { zoneRules } from '../core/zone.js';
import { createWatch, type NodeWatchOptions, type Watch } from './index.js';

const START = Date.UTC(2026, 10, 22, 20, 0, 0);
let watch: Watch;

afterEach(() => watch.close());

/** Runs `code` in a page's build and answers what it logged. */
async function built(code: string, options: Partial<NodeWatchOptions> = {}): Promise<string[]> {
  const body = `build() { const z = __$$R$$__; const say = (...p) => console.log(...p); ${code} }`;
  watch = await createWatch({
    package: tinyProgram({ page: body, ...PERMITTED }),
    startAt: START,
    ...options,
  });
  watch.launch();
  await watch.settled();
  return watch.logs.map(({ text }) => text);
}

const PERMITTED = { permissions: ['data:os.device.info', 'device:os.alarm'] };

describe('Date', () => {
  const zone = zoneRules('Europe/Berlin', START);
  const rows: [string, string][] = [
    ['new Date().getTime()', String(START)],
    ['new Date(2026, 6, 1, 12).toISOString()', '2026-07-01T10:00:00.000Z'],
    ['new Date("2026-01-01").toISOString()', '2026-01-01T00:00:00.000Z'],
    ['new Date("2026-01-01T00:00").toISOString()', '2025-12-31T23:00:00.000Z'],
    ['new Date(0).getTimezoneOffset()', '-60'],
    ['new Date("Jan 5 2026 10:00").toISOString()', '2026-01-05T09:00:00.000Z'],
    ['String(new Date(0))', 'Thu Jan 01 1970 01:00:00 GMT+0100'],
    ['new Date(NaN).toString()', 'Invalid Date'],
    ['typeof Date()', 'string'],
    ['new Date(2026, 2, 29, 2, 30).getHours()', '3'],
    ['(() => { const d = new Date(2026, 0, 31); d.setMonth(1); return d.getDate(); })()', '3'],
    ['new Date() instanceof Date', 'true'],
    ['new (class extends Date { x() { return this.getDay(); } })(2026, 0, 4).x()', '0'],
    ['Object.prototype.toString.call(new Date())', '[object Date]'],
    ['new Date(new Date(5)).getTime()', '5'],
  ];
  test.each(rows)('%s is %s', async (code, value) => {
    expect(await built(`say(${code})`, { zone })).toEqual([value]);
  });
});

describe('chance and code', () => {
  test('the same seed gives the same numbers, another seed others', async () => {
    const draw = (seed: number) => built('say(Math.random(), Math.random())', { seed });
    const first = await draw(3);
    expect(await draw(3)).toEqual(first);
    expect(await draw(4)).not.toEqual(first);
    expect(Number(first[0]?.split(' ')[0])).toBeLessThan(1);
  });

  test('only the one idiom makes code from text', async () => {
    const code = `say(new Function('return this')() === globalThis, Function('return this')() === globalThis);
      for (const make of [() => new Function('return 1'), () => Function('a', 'return this'), () => (async () => {}).constructor('1')]) {
        try { make(); say('made'); } catch (error) { say(error.name); }
      }`;
    expect(await built(code)).toEqual(['true true', 'EvalError', 'EvalError', 'EvalError']);
  });
});

describe('a module', () => {
  test('that the platform has not is a named error, one that only some watches have is undefined', async () => {
    const code = `try { z('@zos/nonsense') } catch (error) { say(error.message) }
      say(z('@zos/settings/wifi'))`;
    expect(await built(code)).toEqual(['there is no module "@zos/nonsense" on the watch', 'undefined']);
  });

  test('member that is not modelled throws by name and is logged', async () => {
    const code = `try { z('@zos/ble').mstStartScan(() => 0) } catch (error) { say(error.name, error.message) }`;
    const lines = await built(code);
    expect(lines[1]).toMatch(/^NotModelled @zos\/ble\.mstStartScan exists on watches/);
  });

  test('that watches have and this runtime has not can be named, and throws once it is used', async () => {
    const code = `const { create, id } = z('@zos/media'); const { TypedStorage } = z('@zos/storage');
      for (const use of [() => create(id.PLAYER), () => new TypedStorage('a'), () => z('@zos/crypto').createCrypto(1)])
        try { use(); } catch (error) { say(error.name, error.message) }`;
    const lines = (await built(code)).filter((line) => line.startsWith('NotModelled'));
    expect(lines.map((line) => line.split(' ')[1])).toEqual([
      '@zos/media.create',
      '@zos/storage.TypedStorage',
      '@zos/crypto.createCrypto',
    ]);
  });

  test('finds the open page from the page itself and from the app', async () => {
    watch = await createWatch({
      package: tinyProgram({
        app: 'globalData: { ask: () => getCurrentPage()._options.state.words }',
        page: `state: { words: 'here' }, build() { console.log(getCurrentPage()._options.state.words, getApp()._options.globalData.ask()) }`,
      }),
    });
    watch.launch();
    expect(watch.logs.map(({ text }) => text)).toEqual(['here here']);
  });

  test('knows screen, package and scale', async () => {
    const code = `const d = z('@zos/device').getDeviceInfo();
      say(d.width, d.height, d.screenShape === z('@zos/device').SCREEN_SHAPE_ROUND, d.deviceName);
      say(z('@zos/utils').px(100), px(480), z('@zos/app').getPackageInfo().appId)`;
    expect(await built(code, { device: 'gtr_4' })).toEqual(['466 466 true Amazfit GTR 4', '97 466 7']);
  });
});

describe('repeating alarms', () => {
  const ringing = async (option: string, days: number) => {
    const zone = zoneRules('Europe/Berlin', START);
    watch = await createWatch({
      package: tinyProgram({
        page: `build() { const a = __$$R$$__('@zos/alarm'); console.log('id ' + a.set({url: 'service', ${option}})); }`,
        service: `onInit(p) { console.log('rang ' + new Date().toString().slice(0, 21)); }`,
        ...PERMITTED,
      }),
      startAt: START,
      zone,
    });
    watch.launch();
    watch.kill();
    await watch.advance(days * 86_400_000);
    return watch.logs.filter(({ text }) => text.startsWith('rang')).map(({ text }) => text.slice(5));
  };
  const at = (iso: string) => Date.parse(iso) / 1_000;

  test('ring on their days at the same wall clock', async () => {
    const option = `time: ${at('2026-11-23T07:00:00Z')}, repeat_type: a.REPEAT_WEEK, week_days: a.WEEK_MON | a.WEEK_FRI`;
    expect(await ringing(option, 8)).toEqual([
      'Mon Nov 23 2026 08:00',
      'Fri Nov 27 2026 08:00',
      'Mon Nov 30 2026 08:00',
    ]);
  });

  test('keep to their window', async () => {
    const option = `time: ${at('2026-11-22T20:00:30Z')}, repeat_type: a.REPEAT_MINUTE, repeat_period: 20,
      start_time: ${at('2026-11-22T20:00:00Z')}, end_time: ${at('2026-11-22T21:00:00Z')}`;
    expect(await ringing(option, 1)).toHaveLength(3);
  });

  test('in the past ring not at all', async () => {
    expect(await ringing(`time: ${at('2026-11-22T19:00:00Z')}`, 1)).toEqual([]);
    expect(watch.logs.some(({ text }) => text === 'id 0')).toBe(true);
  });
});

describe('a hostile program', () => {
  const sound = async (code: string) => {
    const lines = await built(code);
    expect(watch.running).toBe(true);
    return lines;
  };

  test('gets no host object from an exhausted stack', async () => {
    const code = `let found = 'nothing';
      const dive = () => { try { dive(); } catch (error) { if (error.constructor !== RangeError && error.constructor !== Error) found = 'foreign'; throw error; } };
      const deep = (n) => { try { z('@zos/storage').localStorage.getItem('x'); return deep(n + 1); } catch (error) {
        try { const p = error.constructor.constructor('return typeof process')(); found = p; } catch (e) {} return n; } };
      try { dive(); } catch (e) {} deep(0); say(found);`;
    expect(await sound(code)).toContain('nothing');
  });

  test('rewriting JSON, Map and prototypes harms only itself', async () => {
    const code = `JSON.stringify = () => '{"value":"hacked"}'; JSON.parse = () => ({ error: { name: 'x', message: 'y' } });
      Object.prototype.value = 'polluted'; Map.prototype.get = () => undefined; say('still here');`;
    expect(await sound(code)).toContain('still here');
    watch.kill();
    watch.launch();
    expect(watch.running).toBe(true);
  });

  test('chasing its own page is left waiting, not followed for ever', async () => {
    const code = `z('@zos/router').replace({ url: 'page' });`;
    const lines = await sound(code);
    expect(lines.some((line) => line.includes('same instant'))).toBe(true);
  });
});
