import { beforeAll, describe, expect, test } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { buildProgram } from '../../fixtures/build-program.js';
import { framed } from '../../fixtures/tiny-program.js';
import { type Device, devices, findDevice } from './devices.js';
import { loadPackage } from './package.js';

let zab: Uint8Array;
const model = (name: string) => findDevice(name) as Device;
type Files = Record<string, string | Uint8Array>;
const zip = (files: Files) =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([k, v]) => [k, v instanceof Uint8Array ? v : strToU8(v)])),
  );

const app = { appId: 1, appName: 'x' };
const json = (more: object = {}) => JSON.stringify({ app, module: { page: { pages: ['page'] } }, ...more });
/** A watch half that runs, and what is laid over it; `undefined` takes a file away. */
function half(over: Record<string, string | Uint8Array | undefined> = {}): Uint8Array {
  const files: Record<string, string | Uint8Array | undefined> = {
    'app.json': json(),
    'app.js': framed('app', '__$$app$$__.app = App({})'),
    'page.js': framed('page', '__$$module$$__.module = Page({})'),
    ...over,
  };
  return zip(Object.fromEntries(Object.entries(files).filter(([, data]) => data !== undefined)) as Files);
}
const zpk = (over?: Parameters<typeof half>[0]) => zipSync({ 'device.zip': half(over) });
const zabOf = (zpks: object[], files: Files) => zip({ 'manifest.json': JSON.stringify({ zpks }), ...files });
const round = (chip: string) => ({ screenType: 'round', screenResolution: '480x480', cpuPlatform: chip });
const named = (name: string) => ({ 'app.json': json({ app: { appId: 1, appName: name } }) });
const nameIn = (bytes: Uint8Array, device = 'balance') => {
  const loaded = loadPackage(bytes, model(device));
  return loaded.ok ? loaded.program.manifest.app.appName : loaded.message;
};

beforeAll(async () => {
  zab = await buildProgram('hello');
}, 60_000);

describe('the list of models', () => {
  test.each([
    ['gtr_4', 'Amazfit GTR 4'],
    ['Amazfit Active 2 (Square)', 'Amazfit Active 2 (Square)'],
    ['active 2 square', 'Amazfit Active 2 (Square)'],
    ['8519936', 'Amazfit Balance'],
  ])('finds "%s"', (wanted, name) => {
    expect(findDevice(wanted)?.name).toBe(name);
  });

  test('knows 36 models and does not guess', () => {
    expect(devices).toHaveLength(36);
    expect(findDevice('gt')).toBeUndefined();
  });
});

describe('a package', () => {
  test('gives each model of API 3.6 and newer its own variant', () => {
    const levels = (device: Device) => Number(device.apiLevel) >= 3.6;
    for (const device of devices.filter(levels)) {
      const loaded = loadPackage(zab, device);
      expect([device.code, loaded.ok]).toEqual([device.code, true]);
      if (!loaded.ok) continue;
      const sources = loaded.program.manifest.platforms?.map(({ deviceSource }) => deviceSource);
      expect(device.sources.some((source) => sources?.includes(source))).toBe(true);
    }
  });

  test('has a side service and a settings page beside the watch half', () => {
    const loaded = loadPackage(zab, model('balance'));
    expect(loaded.ok && Object.keys(loaded.program.phone)).toEqual(
      expect.arrayContaining(['app-side.js', 'setting.js', 'app.json']),
    );
  });

  test('of several variants of one shape gives the one for the chip, else the first', () => {
    const files = { 'a.zpk': zpk(named('a')), 'b.zpk': zpk(named('b')) };
    const list = (one: string, other: string) => [
      { name: 'a.zpk', platforms: [round(one)] },
      { name: 'b.zpk', platforms: [round(other)] },
    ];
    expect(nameIn(zabOf(list('ZPS', 'NXP'), files))).toBe('b');
    expect(nameIn(zabOf(list('NXP', 'NXP'), files))).toBe('a');
    expect(nameIn(zabOf(list('APOLLO', 'ZPS'), files))).toBe('a');
  });

  test('of several variants of one screen and chip gives the one that names the model', () => {
    const variant = (name: string, deviceSource: number) => {
      const manifest = JSON.parse(json({ app: { appId: 1, appName: name } }));
      return zpk({ 'app.json': JSON.stringify({ ...manifest, platforms: [{ deviceSource }] }) });
    };
    const files = { 'a.zpk': variant('a', 229), 'b.zpk': variant('b', 8519936) };
    const list = ['a.zpk', 'b.zpk'].map((name) => ({ name, platforms: [round('NXP')] }));
    expect(nameIn(zabOf(list, files))).toBe('b');
    expect(nameIn(zabOf(list.slice(0, 1), files))).toBe(
      'The program was not built for Amazfit Balance, but for Amazfit GTR 3 Pro.',
    );
  });

  test('that lists device sources is chosen by them', () => {
    const files = { 'a.zpk': zpk(named('a')), 'b.zpk': zpk(named('b')) };
    const list = [
      { name: 'a.zpk', platforms: [{ name: 'gtr3pro', deviceSource: 229 }] },
      { name: 'b.zpk', platforms: [{ name: 'balance', deviceSource: 8519936 }] },
    ];
    expect(nameIn(zabOf(list, files))).toBe('b');
    expect(nameIn(zabOf(list.slice(0, 1), files))).toContain('It has: device 229.');
  });

  test('may be a bare watch half', () => {
    expect(nameIn(half(named('bare')))).toBe('bare');
  });

  test('names no file by what objects have anyway', () => {
    const loaded = loadPackage(half(), model('balance'));
    expect(loaded.ok && loaded.program.device.constructor).toBeUndefined();
  });
});

describe('a package that cannot run is answered with a sentence', () => {
  const rows: [string, () => Uint8Array, string][] = [
    ['no zip', () => strToU8('hello, this is text'), 'not-a-package'],
    ['an empty file', () => new Uint8Array(0), 'not-a-package'],
    ['a foreign zip', () => zip({ 'readme.txt': 'hi' }), 'not-a-package'],
    ['the head of a zip', () => zab.subarray(0, 2_000), 'not-a-package'],
    ['the tail of a zip', () => zab.subarray(2_000), 'not-a-package'],
    ['a manifest that is no JSON', () => zip({ 'manifest.json': '{' }), 'incomplete'],
    ['a manifest that is a list', () => zip({ 'manifest.json': '[null, 3]' }), 'no-variant'],
    ['a manifest without variants', () => zabOf([], {}), 'no-variant'],
    [
      'a variant that is not there',
      () => zabOf([{ name: 'a.zpk', platforms: [round('NXP')] }], {}),
      'incomplete',
    ],
    [
      'a variant that is no zip',
      () => zabOf([{ name: 'a', platforms: [round('NXP')] }], { a: 'x' }),
      'not-a-package',
    ],
    ['no app.js', () => zpk({ 'app.js': undefined }), 'incomplete'],
    ['no app.json', () => zpk({ 'app.json': undefined }), 'incomplete'],
    ['no first page', () => zpk({ 'page.js': undefined }), 'incomplete'],
    ['no pages at all', () => zpk({ 'app.json': JSON.stringify({ app }) }), 'incomplete'],
    ['an app.json that is null', () => zpk({ 'app.json': 'null' }), 'bad-manifest'],
    ['an app.json without an app', () => zpk({ 'app.json': '{}' }), 'bad-manifest'],
    [
      'an id that is a text',
      () => zpk({ 'app.json': json({ app: { appId: '7', appName: 'x' } }) }),
      'bad-manifest',
    ],
    [
      'pages that are a text',
      () => zpk({ 'app.json': json({ module: { page: { pages: 'page' } } }) }),
      'bad-manifest',
    ],
    [
      'a card without a path',
      () => zpk({ 'app.json': json({ module: { 'app-widget': { widgets: [{}] } } }) }),
      'bad-manifest',
    ],
    ['bytecode alone', () => zpk({ 'app.js': undefined, 'app.bin': 'x' }), 'bytecode'],
    ['bytecode beside the sources', () => zpk({ 'page.bin': 'x' }), 'bytecode'],
    ['a watch face', () => zpk({ 'app.json': json({ app: { ...app, appType: 'watchface' } }) }), 'watchface'],
    [
      'a program for Zepp OS 1',
      () => zpk({ 'page.js': framed('page', 'hmUI.createWidget(1)') }),
      'old-program',
    ],
    ['sources', () => zip({ 'app.json': json({ targets: {} }), 'app.js': '' }), 'sources'],
    ['a climbing path', () => zpk({ '../evil.js': 'x' }), 'unsafe-path'],
    ['a path from the root', () => zpk({ '/etc/passwd': 'x' }), 'unsafe-path'],
    ['a path of a drive', () => zpk({ 'c:/x': 'x' }), 'unsafe-path'],
    ['a path with a backslash', () => zpk({ '..\\x': 'x' }), 'unsafe-path'],
    ['a name with a NUL', () => zpk({ 'page.js\0.png': 'x' }), 'unsafe-path'],
    ['a name that is the prototype', () => zpk({ 'assets/__proto__/x': 'x' }), 'unsafe-path'],
    ['a huge name', () => zpk({ ['n'.repeat(3_000)]: 'x' }), 'unsafe-path'],
    ['folders without end', () => zpk({ ['d/'.repeat(60)]: 'x' }), 'unsafe-path'],
    ['a dynamic import', () => zpk({ 'app.js': 'import // b\n /* a */ ("node:fs")' }), 'dynamic-import'],
  ];
  test.each(rows)('%s', (_name, bytes, code) => {
    const loaded = loadPackage(bytes(), model('balance'));
    expect(loaded).toMatchObject({ ok: false, code });
    expect(!loaded.ok && loaded.message).toMatch(/^[A-Z'a-z.].*\.$/);
  });

  test('code that takes long to look through, and objects without end, without hanging', () => {
    const began = performance.now();
    const hard = [`${'/**/'.repeat(40_000)}x`, 'import '.repeat(40_000), 'import/*'.repeat(200_000)];
    for (const code of hard) loadPackage(zpk({ 'app.js': code }), model('balance'));
    const deep = `{"app":{"appId":1,"appName":"x"},"module":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`;
    expect(loadPackage(zpk({ 'app.json': deep }), model('balance')).ok).toBe(false);
    expect(performance.now() - began).toBeLessThan(20_000);
  }, 60_000);

  test.each(['x.import(1)', 'important(1)', "import a from 'b'", 'import // why (\n a'])(
    'not %s, which is no import()',
    (code) => {
      expect(loadPackage(zpk({ 'app.js': code }), model('balance')).ok).toBe(true);
    },
  );

  test('a dynamic import on the phone', () => {
    const phone = zip({ 'app-side.js': 'import("node:fs")' });
    const loaded = loadPackage(zipSync({ 'device.zip': half(), 'app-side.zip': phone }), model('balance'));
    expect(loaded).toMatchObject({ ok: false, code: 'dynamic-import' });
  });

  test('one for other screens, which names those', () => {
    const loaded = loadPackage(zab, model('band_7'));
    expect(loaded).toMatchObject({ ok: false, code: 'no-variant' });
    expect(!loaded.ok && loaded.message).toContain('round 480x480');
  });

  test('one for newer watches, which names both levels', () => {
    const newer = zpk({ 'app.json': json({ runtime: { apiVersion: { minVersion: '4.0' } } }) });
    expect(nameIn(newer)).toBe('The program needs API level 4.0, and Amazfit Balance has 3.7.');
    expect(nameIn(newer, 't_rex_3')).toBe('x');
  });

  test('a variant of another model', () => {
    const [found] = Object.entries(unzipSync(zab)).filter(([name]) => name.endsWith('.zpk'));
    const fitting = devices.filter((device) => loadPackage(found?.[1] as Uint8Array, device).ok);
    expect(fitting.length).toBeGreaterThan(0);
    expect(fitting.length).toBeLessThan(devices.length);
  });
});
