import { beforeAll, describe, expect, test } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { buildProgram } from '../../fixtures/build-program.js';
import { type Device, devices, findDevice } from './devices.js';
import { loadPackage } from './package.js';

let zab: Uint8Array;
const model = (name: string) => findDevice(name) as Device;

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
});

describe('a package that cannot run is answered with a sentence', () => {
  const deviceZip = (files: Record<string, string>) =>
    zipSync({
      'device.zip': zipSync(Object.fromEntries(Object.entries(files).map(([k, v]) => [k, strToU8(v)]))),
    });
  const manifest = JSON.stringify({ app: { appId: 1, appName: 'x' } });

  const rows: [string, () => Uint8Array, string][] = [
    ['no zip', () => strToU8('hello, this is text'), 'not-a-package'],
    ['an empty file', () => new Uint8Array(0), 'not-a-package'],
    ['a foreign zip', () => zipSync({ 'readme.txt': strToU8('hi') }), 'not-a-package'],
    ['the head of a zip', () => zab.subarray(0, 2_000), 'not-a-package'],
    ['a manifest that is no JSON', () => zipSync({ 'manifest.json': strToU8('{') }), 'incomplete'],
    ['no app.js', () => deviceZip({ 'app.json': manifest }), 'incomplete'],
    ['bytecode', () => deviceZip({ 'app.json': manifest, 'app.bin': 'x' }), 'bytecode'],
    ['a climbing path', () => deviceZip({ 'app.json': manifest, '../evil.js': 'x' }), 'unsafe-path'],
    [
      'a dynamic import',
      () => deviceZip({ 'app.json': manifest, 'app.js': 'import /* a */ ("node:fs")' }),
      'dynamic-import',
    ],
  ];
  test.each(rows)('%s', (_name, bytes, code) => {
    const loaded = loadPackage(bytes(), model('balance'));
    expect(loaded).toMatchObject({ ok: false, code });
    expect(!loaded.ok && loaded.message).toMatch(/^[A-Z'a-z.].*\.$/);
  });

  test('one that swells to more than 64 MB', () => {
    const bomb = deviceZip({ 'app.json': manifest, 'app.js': 'x'.repeat(65 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(loadPackage(bomb, model('balance'))).toMatchObject({ ok: false, code: 'too-large' });
  });

  test('one for other screens, which names those', () => {
    const loaded = loadPackage(zab, model('band_7'));
    expect(loaded).toMatchObject({ ok: false, code: 'no-variant' });
    expect(!loaded.ok && loaded.message).toContain('round 480x480');
  });

  test('a variant of another model', () => {
    const [zpk] = Object.entries(unzipSync(zab)).filter(([name]) => name.endsWith('.zpk'));
    const fitting = devices.filter((device) => loadPackage(zpk?.[1] as Uint8Array, device).ok);
    expect(fitting.length).toBeGreaterThan(0);
    expect(fitting.length).toBeLessThan(devices.length);
  });
});
