import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { entriesOf, readManifest } from '../tools/manifest.js';
import { repoRoot, source, watchRoot } from '../tools/places.js';

const manifest = readManifest();
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, never>;

/** The permission that each platform module asks for; modules without a line need none. */
const NEEDED: Record<string, string> = {
  '@zos/storage': 'device:os.local_storage',
  '@zos/alarm': 'device:os.alarm',
  '@zos/device': 'data:os.device.info',
};

const deviceFiles = readdirSync(path.join(source, 'device')).filter((name) => !name.endsWith('.test.ts'));
const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/from '(@zos\/[^']+)'/g)].map(([, name]) => name as string);

const sourceFiles = (readdirSync(source, { recursive: true }) as string[]).filter((name) =>
  name.endsWith('.ts'),
);

describe('the manifest', () => {
  test.each(entriesOf(manifest))('names $name, which exists', ({ name }) => {
    expect(existsSync(path.join(source, `${name}.ts`))).toBe(true);
  });

  test('asks for exactly the permissions that the device files need', () => {
    const used = deviceFiles.flatMap((name) => importsOf(path.join(source, 'device', name)));
    const needed = [...new Set(used)].flatMap((name) => NEEDED[name] ?? []);
    expect([...manifest.permissions].sort()).toEqual(needed.sort());
  });

  test('has the version of the package', () => {
    expect(manifest.app.version.name).toBe(json(path.join(watchRoot, 'package.json')).version);
    expect(manifest.app.version.name).toBe(json(path.join(repoRoot, 'package.json')).version);
  });
});

test('only device files import the platform', () => {
  const strangers = sourceFiles.filter(
    (name) =>
      !name.startsWith(`device${path.sep}`) &&
      !name.endsWith('.d.ts') &&
      importsOf(path.join(source, name)).length > 0,
  );
  expect(strangers).toEqual([]);
});
