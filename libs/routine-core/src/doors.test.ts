import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

const src = path.dirname(fileURLToPath(import.meta.url));
const library = path.dirname(src);
const root = path.join(library, '../..');
const folders = readdirSync(src).filter((name) => existsSync(path.join(src, name, 'index.ts')));
const manifest = JSON.parse(readFileSync(path.join(library, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
};
/** Doors that a watch may open: all but those that carry the schema library. */
const WITH_SCHEMAS = ['.', './parse'];

jest.setTimeout(60_000);

/** A place outside the repository, with the built library installed as a stranger would have it. */
const away = mkdtempSync(path.join(tmpdir(), 'plumbline-doors-'));
const installed = path.join(away, 'node_modules/@plumbline/routine-core');

const esbuild = (...args: readonly string[]) => {
  const ran = spawnSync(path.join(root, 'node_modules/.bin/esbuild'), ['--bundle', '--format=esm', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
};

/** Everything that a door leads to, comments left out. */
const codeBehind = (door: string): string =>
  esbuild(
    path.join(src, door, 'index.ts'),
    '--platform=neutral',
    '--packages=external',
    '--minify-whitespace',
  );

const NOT_ON_A_WATCH =
  /\b(?:new Date|Date\.|Math\.random|set(?:Timeout|Interval)|Promise|async |await |class |Intl|BigInt|structuredClone|TextEncoder|Object\.hasOwn)\b|\.(?:at|findLast|replaceAll)\(|[?|&]{2}=/g;

beforeAll(() => {
  const entries = ['index.ts', ...folders.map((name) => `${name}/index.ts`)];
  mkdirSync(installed, { recursive: true });
  cpSync(path.join(library, 'package.json'), path.join(installed, 'package.json'));
  symlinkSync(path.join(root, 'node_modules/valibot'), path.join(away, 'node_modules/valibot'));
  esbuild(
    ...entries.map((name) => path.join(src, name)),
    '--splitting',
    '--platform=neutral',
    '--packages=external',
    '--log-level=warning',
    `--outdir=${installed}/dist`,
    `--outbase=${src}`,
  );
});
afterAll(() => rmSync(away, { recursive: true, force: true }));

describe('the doors of routine-core', () => {
  test('are the package and each folder, and no other', () => {
    expect(Object.keys(manifest.exports).sort()).toEqual(['.', ...folders.map((name) => `./${name}`)].sort());
  });

  test.each(Object.entries(manifest.exports))('%s has its types where it says', (_door, { types }) => {
    expect(existsSync(path.join(library, types))).toBe(true);
  });

  test('all open in plain Node, from the built library', () => {
    const names = Object.keys(manifest.exports).map((door) => `@plumbline/routine-core${door.slice(1)}`);
    const script = `for (const name of ${JSON.stringify(names)})
      if (Object.keys(await import(name)).length === 0 && !/units|result/.test(name)) throw new Error(name);
      console.log((await import(${JSON.stringify(names[0])})).bundledRoutines.length > 0);`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: away,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect({ status: ran.status, stdout: ran.stdout, stderr: ran.stderr }).toEqual({
      status: 0,
      stdout: 'true\n',
      stderr: '',
    });
  });

  test.each(Object.keys(manifest.exports))('%s carries the schema library only if it parses', (door) => {
    const text = codeBehind(door);
    const packages = new Set((text.match(/from"[^"]+"/g) ?? []).map((found) => found.slice(5, -1)));
    expect([...packages]).toEqual(WITH_SCHEMAS.includes(door) ? ['valibot'] : []);
  });

  test.each(Object.keys(manifest.exports))(
    '%s leads to no clock, chance, promise or young syntax',
    (door) => {
      expect(codeBehind(door).match(NOT_ON_A_WATCH) ?? []).toEqual([]);
    },
  );
});
