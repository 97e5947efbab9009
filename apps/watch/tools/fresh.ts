import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dist, packagePath, repoRoot, work } from './places.js';

const INPUTS = [
  'package-lock.json',
  'tsconfig.json',
  'examples/routines',
  'libs/routine-core/src',
  'apps/watch/src',
  'apps/watch/tools',
  'apps/watch/data',
  'apps/watch/app.json',
  'apps/watch/budget.json',
];

const stampFile = path.join(work, 'package.stamp');

function* filesUnder(place: string): Generator<string> {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) yield place;
  else for (const name of readdirSync(place).sort()) yield* filesUnder(path.join(place, name));
}

/** SHA-256 over the names and bytes of everything a package is made of. */
export function inputsDigest(): string {
  const hash = createHash('sha256').update(process.version);
  for (const input of INPUTS) {
    for (const file of filesUnder(path.join(repoRoot, input))) {
      if (file.endsWith('.test.ts')) continue;
      hash.update(path.relative(repoRoot, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

export function isFresh(digest: string): boolean {
  const there = existsSync(packagePath) && existsSync(path.join(dist, 'sizes.json'));
  return there && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest;
}

export function markFresh(digest: string) {
  mkdirSync(work, { recursive: true });
  writeFileSync(stampFile, digest);
}
