import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { CannotRun, createWatch } from './index.js';

let root: string;
const page = (text: string) =>
  `build() { __$$R$$__('@zos/ui').createWidget(__$$R$$__('@zos/ui').widget.TEXT, {x: 90, y: 200, w: 300, h: 60, text: '${text}'}); }`;
const zpk = (text: string, manifest = {}) => tinyProgram({ page: page(text), manifest });

function put(name: string, bytes: Uint8Array | string) {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return file;
}

function unpack(folder: string, archive: Uint8Array) {
  for (const [name, bytes] of Object.entries(unzipSync(archive))) put(path.join(folder, name), bytes);
}

async function shownBy(dir: string, device = 'balance') {
  const watch = await createWatch({ package: { dir }, startAt: Date.UTC(2026, 0, 5), device });
  watch.launch();
  const texts = watch.texts();
  watch.close();
  return texts;
}

const refusal = async (dir: string): Promise<string> => {
  const fault: unknown = await shownBy(dir).catch((thrown: unknown) => thrown);
  expect(fault).toBeInstanceOf(CannotRun);
  return (fault as CannotRun).message;
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'zepp-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a folder', () => {
  test('gives the newest package of its dist', async () => {
    const old = put('dist/old.zpk', zpk('old'));
    utimesSync(old, 1, 1);
    put('dist/new.zpk', zpk('new'));
    put('app.json', '{"targets": {}}');
    expect(await shownBy(root)).toEqual(['new']);
  });

  test('may be an unpacked .zpk, or a bare watch half', async () => {
    unpack('.', zpk('unpacked'));
    expect(await shownBy(root)).toEqual(['unpacked']);
    unpack('bare', unzipSync(zpk('bare'))['device.zip'] as Uint8Array);
    expect(await shownBy(path.join(root, 'bare'))).toEqual(['bare']);
  });

  test('may be an unpacked .zab', async () => {
    put('a.zpk', zpk('round'));
    const platforms = [{ screenType: 'round', screenResolution: '480x480', cpuPlatform: 'NXP' }];
    put('manifest.json', JSON.stringify({ zpks: [{ name: 'a.zpk', platforms }] }));
    expect(await shownBy(root)).toEqual(['round']);
  });

  test('of variants that were not packed gives the one for the model', async () => {
    const variant = (name: string, deviceSource: number) => {
      const halves = unzipSync(zpk(name, { platforms: [{ deviceSource }] }));
      unpack(`dist/${name}/device`, halves['device.zip'] as Uint8Array);
    };
    variant('one', 8519936);
    variant('two', 7995648);
    expect(await shownBy(root)).toEqual(['one']);
    expect(await shownBy(root, 'GTS 4')).toContain('two');
    expect(await shownBy(path.join(root, 'dist/one'))).toEqual(['one']);
  });

  test('may be the package file itself', async () => {
    expect(await shownBy(put('x.zpk', zpk('file')))).toEqual(['file']);
  });

  test.each([
    ['that is not there', () => 'nowhere', 'There is no folder'],
    ['that is empty', () => '.', 'holds no package'],
    [
      'of sources',
      () => path.relative(root, path.dirname(put('src/app.json', '{"targets": {}}'))),
      'build it with zpm build',
    ],
  ])('%s is refused with a sentence', async (_name, make, words) => {
    expect(await refusal(path.join(root, make()))).toContain(words);
  });

  test('with a link that leads round in a circle is read once', async () => {
    unpack('.', unzipSync(zpk('bare'))['device.zip'] as Uint8Array);
    symlinkSync(root, path.join(root, 'again'));
    expect(await shownBy(root)).toEqual(['bare']);
  });
});
