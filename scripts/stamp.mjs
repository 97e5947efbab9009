/** Knows whether a thing is older than what it is made of: by content, so that a checkout or a touch changes nothing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

const SKIP = new Set(['node_modules', 'dist', '.git', '.cache']);
const folder = path.join(root, 'node_modules', '.cache', 'plumbline');

function* filesUnder(place) {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) {
    yield place;
    return;
  }
  for (const name of readdirSync(place).sort()) {
    if (!SKIP.has(name)) yield* filesUnder(path.join(place, name));
  }
}

/** SHA-256 over names and bytes of everything under `places` (relative to the root). */
export function digest(places) {
  const hash = createHash('sha256').update(process.version);
  for (const place of places) {
    for (const file of filesUnder(path.join(root, place))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const stampFile = (name) => path.join(folder, `${name}.stamp`);

export function isFresh(name, inputs, outputs) {
  if (!outputs.every((file) => existsSync(path.join(root, file)))) return false;
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === digest(inputs);
}

export function markFresh(name, inputs) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(stampFile(name), digest(inputs));
}
