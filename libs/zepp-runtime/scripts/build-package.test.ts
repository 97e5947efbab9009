import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSample } from '../examples/build-sample.js';
import { tinyProgram } from '../fixtures/tiny-program.js';
import { buildPackage, packPackage, publishedManifest, sizes } from './build-package.js';

const root = path.resolve(import.meta.dirname, '../../..');
const work = mkdtempSync(path.join(tmpdir(), 'zepp-package-'));
const consumer = path.join(work, 'consumer');
const installed = path.join(consumer, 'node_modules/@plumbline/zepp-runtime');
let packed: ReturnType<typeof packPackage>;

/** As npm would lay it: the packed files, and beside them what they depend on. */
function install(): void {
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['xzf', path.join(work, packed.filename), '--strip-components=1', '-C', installed]);
  for (const name of Object.keys(publishedManifest().dependencies as object)) {
    const place = path.join(consumer, 'node_modules', name);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), place);
  }
  writeFileSync(path.join(consumer, 'package.json'), '{"type": "module", "private": true}');
}

const PAGE = `build() {
  const { createWidget, widget } = __$$R$$__('@zos/ui');
  const text = createWidget(widget.TEXT, { x: 0, y: 200, w: 480, h: 60, text: 'ready' });
  createWidget(widget.BUTTON, { x: 100, y: 300, w: 280, h: 80, text: 'Start', click_func() {
    const s = __$$R$$__('@zos/sensor');
    new s.Vibrator().start({ mode: s.VIBRATOR_SCENE_DURATION });
    setTimeout(() => text.setProperty(__$$R$$__('@zos/ui').prop.TEXT, 'done'), 60000);
  } });
  __$$R$$__('@zos/display').setPageBrightTime({ brightTime: 600000 });
}`;

const PLAY = `import { readFileSync } from 'node:fs';
import { createWatch, devices } from '@plumbline/zepp-runtime/node';
import { describe, waitForText } from '@plumbline/zepp-runtime/testing';
import { readScenario } from '@plumbline/zepp-runtime';
const watch = await createWatch({ package: readFileSync('tiny.zpk'), device: 'GTR 4', engine: process.argv[2] });
watch.launch();
watch.tapText('Start');
await waitForText(watch, 'done', { withinMs: 70_000 });
const png = await watch.png();
console.log(JSON.stringify({
  texts: watch.texts(), motor: watch.motorTimeline().windows.length, models: devices.length, png: png.length > 1000,
  described: describe(watch).includes('pages: page'), scenario: readScenario({}).ok,
}));
watch.close();
`;

const TYPED = `import { createWatch, type Watch } from '@plumbline/zepp-runtime/node';
import { waitForText } from '@plumbline/zepp-runtime/testing';
import { openMachine } from '@plumbline/zepp-runtime/browser';
export async function play(bytes: Uint8Array): Promise<string[]> {
  const watch: Watch = await createWatch({ package: bytes, limits: { motor: { overlapping: 'replaces' } } });
  await waitForText(watch, 'done', { withinMs: 5 });
  // @ts-expect-error a package is needed
  await createWatch({});
  return openMachine === undefined ? [] : watch.texts();
}
`;

beforeAll(async () => {
  const built = path.join(work, 'built');
  await buildPackage(built);
  packed = packPackage(built, work);
  install();
  writeFileSync(path.join(consumer, 'tiny.zpk'), tinyProgram({ page: PAGE }));
  writeFileSync(path.join(consumer, 'play.mjs'), PLAY);
  writeFileSync(path.join(consumer, 'typed.mts'), TYPED);
}, 60_000);

afterAll(() => rmSync(work, { recursive: true }));

describe('the published package', () => {
  test('holds JavaScript, declarations, documents, licences, and nothing else', () => {
    const files = packed.files.map((file) => file.path);
    const wanted = [
      'package.json',
      'README.md',
      'LICENSE',
      'LICENSES/Inter-OFL-1.1.txt',
      'cli/main.js',
      'docs/command.md',
    ];
    expect(files).toEqual(expect.arrayContaining(wanted));
    const odd = files.filter((file) => !/\.(js|d\.ts|md|json|html|txt)$|^LICENSE$|^examples\//.test(file));
    expect(odd).toEqual([]);
    expect(files.filter((file) => /^(?!examples).*(\.test\.|fixtures|node_modules)/.test(file))).toEqual([]);
  });

  test('has no document with a link that leads nowhere', () => {
    const documents = packed.files.map((file) => file.path).filter((file) => file.endsWith('.md'));
    const dead = documents.flatMap((file) => {
      const links = readFileSync(path.join(installed, file), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g);
      const places = [...links].map(([, link = '']) => path.join(installed, path.dirname(file), link));
      return places.filter((place) => !existsSync(place)).map((place) => `${file}: ${place}`);
    });
    expect(dead).toEqual([]);
  });

  test('stays small', () => {
    expect(sizes(packed)).toMatch(/\d+ files, \d+ kB packed/);
    expect(packed.size).toBeLessThan(1_200_000);
    expect(packed.unpackedSize).toBeLessThan(3_500_000);
  });

  test('has only doors that exist, none of them into sources', () => {
    const { exports, bin } = publishedManifest() as unknown as {
      exports: Record<string, unknown>;
      bin: { zepp: string };
    };
    const doors = Object.values(exports).flatMap((door) =>
      typeof door === 'string' ? [door] : Object.values(door as object),
    );
    for (const file of [...doors, bin.zepp])
      expect([file, existsSync(path.join(installed, String(file)))]).toEqual([file, true]);
    expect(JSON.stringify(exports)).not.toContain('src/');
  });

  test.each(['v8', 'quickjs'])('plays a program in %s for a project without TypeScript', (engine) => {
    const ran = spawnSync(process.execPath, ['play.mjs', engine], { cwd: consumer, encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    expect(JSON.parse(ran.stdout)).toEqual({
      texts: ['done', 'Start'],
      motor: 1,
      models: 36,
      png: true,
      described: true,
      scenario: true,
    });
  });

  test('brings the command', () => {
    const words = [path.join(installed, 'cli/main.js'), 'tiny.zpk', '--screenshot', 'end.png', '--quiet'];
    const ran = spawnSync(process.execPath, words, { cwd: consumer, encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('texts: ready | Start');
    expect(readFileSync(path.join(consumer, 'end.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(path.join(installed, 'cli/main.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('brings declarations that a strict project compiles against', () => {
    const tsc = path.join(root, 'node_modules/typescript-7/bin/tsc');
    const options = [
      '--ignoreConfig',
      '--strict',
      '--noEmit',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--lib',
      'es2022,dom',
    ];
    const words = [
      tsc,
      ...options,
      '--types',
      'node',
      '--typeRoots',
      path.join(root, 'node_modules/@types'),
      'typed.mts',
    ];
    const ran = spawnSync(process.execPath, words, { cwd: consumer, encoding: 'utf8' });
    expect(ran.stdout).toBe('');
  });

  test('plays the test of its own guide under Jest, as written there', () => {
    const guide = readFileSync(path.join(installed, 'docs/testing-with-jest.md'), 'utf8');
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(guide) ?? [];
    mkdirSync(path.join(consumer, 'dist'), { recursive: true });
    writeFileSync(path.join(consumer, 'dist/tea.zab'), buildSample('tea-timer'));
    writeFileSync(path.join(consumer, 'tea.test.js'), code);
    writeFileSync(path.join(consumer, 'jest.config.js'), "export default { testEnvironment: 'node' };");
    const jest = path.join(root, 'node_modules/jest/bin/jest.js');
    const words = ['--experimental-vm-modules', jest, '--rootDir', consumer];
    const env = { ...process.env, JEST_WORKER_ID: undefined };
    const ran = spawnSync(process.execPath, words, { cwd: consumer, encoding: 'utf8', env });
    expect(ran.stderr).toMatch(/Tests: +1 passed, 1 total/);
  }, 40_000);

  test('brings the sandboxed document with its headers', () => {
    const document = readFileSync(path.join(installed, 'browser/frame.html'), 'utf8');
    expect(document).toMatch(/^<!doctype html>/);
    expect(document.match(/<\/script/g)).toHaveLength(1);
    expect(readFileSync(path.join(installed, 'browser/frame.headers.json'), 'utf8')).toContain(
      'sandbox allow-scripts',
    );
  });
});
