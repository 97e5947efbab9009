import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { engineCompiler, forbiddenIn, foreignInputs, refusedByEngine } from './check-bundle.js';
import { atLeast } from './pack.js';
import { overBudget, printSizes } from './sizes.js';
import { trimPackage } from './trim.js';

describe('the check of what a bundle takes in', () => {
  test.each([
    ['device', 'libs/routine-core/src/session/look.ts', true],
    ['device', 'apps/watch/src/app.ts', true],
    ['device', 'node_modules/@zeppos/zml/dist/zml-app.js', true],
    ['device', 'node_modules/valibot/dist/index.js', false],
    ['device', 'apps/server/src/main.ts', false],
    ['device', 'node_modules/socket.io-client/build/esm/index.js', false],
    ['phone', 'node_modules/socket.io-client/build/esm/index.js', true],
    ['phone', 'node_modules/valibot/dist/index.js', false],
  ] as const)('for the %s, %s is allowed: %s', (place, file, allowed) => {
    expect(foreignInputs({ place, inputs: [file] })).toEqual(allowed ? [] : [file]);
  });
});

describe('the check of syntax and globals', () => {
  test.each([
    ['a ??= 1', 'logical assignment'],
    ['const big = 10n;', 'BigInt literal'],
    ['new Intl.DateTimeFormat()', 'Intl'],
    ['list.at(-1)', 'Array.at'],
    ['new URL("x")', 'URL'],
    ['require("node:fs")', 'node module'],
    ['structuredClone(x)', 'structuredClone'],
    ['new TextEncoder()', 'TextEncoder'],
    ['module.exports = a', 'CommonJS'],
  ])('%s is refused as %s', (code, name) => {
    expect(forbiddenIn(code)).toEqual([name]);
  });

  test('words inside strings and members of our own are none', () => {
    expect(forbiddenIn('log("a ??= b, Intl.x"); a ?? b; state.at; x0n; a||b')).toEqual([]);
  });
});

const onEngine = engineCompiler() === undefined ? test.skip : test;

describe("the watch's engine", () => {
  onEngine('takes what the watch has', () => {
    expect(refusedByEngine('good.js', 'const f = (o) => o?.a ?? [...o.b];')).toBeUndefined();
  });

  onEngine.each(['a ??= 1;', 'const x = 1n;', 'class A { static { } }'])('refuses %s', (code) => {
    expect(refusedByEngine('bad.js', code)).toMatch(/SyntaxError/);
  });
});

test.each([
  ['3.6', '3.6', true],
  ['3.5', '3.6', false],
  ['4.0', '3.6', true],
  ['3.10', '3.6', true],
])('API level %s is at least %s: %s', (level, least, expected) => {
  expect(atLeast(level, least)).toBe(expected);
});

test('an entry over its budget is named with both numbers, and so is one without a budget', () => {
  expect(overBudget({ 'app.js': 11, 'b.js': 5, 'c.js': 1 }, { 'app.js': 10, 'b.js': 5 })).toEqual([
    'app.js has 11 bytes; its budget is 10',
    'c.js (1 bytes) has no line in budget.json',
  ]);
  expect(printSizes({ 'app.js': 11 })).toBe('  app.js      11 bytes');
});

test('a trimmed package has narrow scripts, true MD5 names and nothing that the manifest does not name', () => {
  const script =
    'try {\n    with (ctx) {\n        function a() {}\n        var b = a;\n    }\n} catch (e) {\n}\n';
  const half = zipSync({ 'app.js': strToU8(script) });
  const zpk = zipSync({ 'device.zip': half, 'app-side.zip': half });
  const manifest = { configVersion: 'v3', zpks: [{ name: 'old.zpk', md5: 'old', extra: 1 }] };
  const files = unzipSync(
    trimPackage(
      zipSync({
        'manifest.json': strToU8(JSON.stringify(manifest)),
        'old.zpk': zpk,
        '.ip-package': strToU8('x'),
      }),
    ),
  );
  const [name] = Object.keys(files).filter((file) => file.endsWith('.zpk')) as [string];
  const md5 = createHash('md5')
    .update(files[name] as Uint8Array)
    .digest('hex');
  expect(JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))).toEqual({
    configVersion: 'v3',
    zpks: [{ name: `${md5}.zpk`, md5, extra: 1 }],
  });
  expect(Object.keys(files)).toHaveLength(2);
  const device = unzipSync(unzipSync(files[name] as Uint8Array)['device.zip'] as Uint8Array);
  expect(strFromU8(device['app.js'] as Uint8Array)).toBe('try{with(ctx){function a(){}var b=a}}catch(e){}');
});
