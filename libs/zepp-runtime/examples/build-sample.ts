/** Packs a sample with the platform's own packager, offline. Kept under the digest of its files. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.resolve(here, '../../..');
const kept = path.join(root, 'node_modules/.cache/zepp-runtime');
const near = createRequire(import.meta.url);

/** Not tests and what they play. */
const belongs = (name: string) => !/\.test\.ts$|play\.txt$|evening\.json$/.test(name);

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, name);
    if (belongs(name) && statSync(file).isFile()) hash.update(name).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Where the packager looks for the list of models. */
function homeWithDevices(work: string): string {
  const home = path.join(work, 'home');
  mkdirSync(path.join(home, '.zepp'), { recursive: true });
  cpSync(path.join(here, '../data/zepp-devices.json'), path.join(home, '.zepp/.zeus_devices'));
  return home;
}

function pack(folder: string, work: string): Uint8Array {
  const stage = path.join(work, 'stage');
  cpSync(folder, stage, { recursive: true, filter: belongs });
  const zpm = path.join(path.dirname(near.resolve('@zeppos/zpm/package.json')), 'bin/index.js');
  const home = homeWithDevices(work);
  const env = { ...process.env, HOME: home, USERPROFILE: home };
  const ran = spawnSync(process.execPath, [zpm, 'build', '-p', stage], { cwd: stage, env, encoding: 'utf8' });
  const dist = path.join(stage, 'dist');
  const made = existsSync(dist) ? readdirSync(dist).find((name) => name.endsWith('.zab')) : undefined;
  if (made === undefined) throw new Error(`zpm made no package:\n${ran.stdout}\n${ran.stderr}`);
  return readFileSync(path.join(dist, made));
}

/** The `.zab` of `examples/<name>`. */
export function buildSample(name: string): Uint8Array {
  const folder = path.join(here, name);
  const file = path.join(kept, `sample-${name}-${digestOf(folder)}.zab`);
  if (existsSync(file)) return readFileSync(file);
  const work = path.join(kept, `sample-${name}-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    writeFileSync(file, pack(folder, work));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return readFileSync(file);
}
