import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { PACKAGE_LIMITS } from '../core/archive.js';

/** Why a place holds no package, in a sentence. */
export class NoPackage extends Error {}

const newestFirst = (one: string, other: string) => statSync(other).mtimeMs - statSync(one).mtimeMs;
const has = (folder: string, ...names: string[]) =>
  names.every((name) => existsSync(path.join(folder, name)));

function readBounded(file: string): Uint8Array {
  if (statSync(file).size > PACKAGE_LIMITS.packed) {
    throw new NoPackage(`${file} is larger than ${PACKAGE_LIMITS.packed / 1024 / 1024} MB.`);
  }
  return readFileSync(file);
}

/** Files under a folder. Links are left out: one may lead round in a circle, or out. */
function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(place);
    else if (entry.isFile()) yield place;
  }
}

function zipFolder(folder: string): Uint8Array {
  const files: Zippable = {};
  let total = 0;
  let count = 0;
  for (const file of filesUnder(folder)) {
    const bytes = readBounded(file);
    total += bytes.length;
    count += 1;
    if (total > PACKAGE_LIMITS.unpacked || count > PACKAGE_LIMITS.entries) {
      throw new NoPackage(`${folder} holds more than a package may.`);
    }
    files[path.relative(folder, file).split(path.sep).join('/')] = bytes;
  }
  return zipSync(files, { level: 0 });
}

/** A variant that was not packed: `device`, and perhaps `app-side`, beside each other. */
function zipVariant(folder: string): Uint8Array {
  const files: Zippable = { 'device.zip': zipFolder(path.join(folder, 'device')) };
  if (has(folder, 'app-side')) files['app-side.zip'] = zipFolder(path.join(folder, 'app-side'));
  return zipSync(files, { level: 0 });
}

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).filter((entry: Dirent) => entry.isDirectory());

type Described = { platforms?: unknown; targets?: unknown };

function describedIn(folder: string): Described {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8')) as Described;
  } catch {
    return {};
  }
}

/** Several unpacked variants, listed by the device sources that each names. */
function zipVariants(folder: string): Uint8Array | undefined {
  const names = foldersIn(folder).flatMap(({ name }) =>
    has(path.join(folder, name), 'device/app.json') ? [name] : [],
  );
  if (names.length === 0) return undefined;
  const files: Zippable = {};
  const zpks = names.map((name) => {
    files[`${name}.zpk`] = zipVariant(path.join(folder, name));
    return { name: `${name}.zpk`, platforms: describedIn(path.join(folder, name, 'device')).platforms };
  });
  files['manifest.json'] = Buffer.from(JSON.stringify({ zpks }));
  return zipSync(files, { level: 0 });
}

function packedIn(folder: string): Uint8Array | undefined {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(zab|zpk)$/.test(entry.name))
    .map(({ name }) => path.join(folder, name));
  // A folder with a manifest is an unpacked .zab, whose .zpk files belong together.
  if (has(folder, 'manifest.json') || files.length === 0) return undefined;
  const [newest = ''] = files.sort(newestFirst);
  return readBounded(newest);
}

function packageIn(folder: string): Uint8Array | undefined {
  const packed = packedIn(folder);
  if (packed !== undefined) return packed;
  if (has(folder, 'manifest.json') || has(folder, 'device.zip')) return zipFolder(folder);
  if (has(folder, 'device/app.json')) return zipVariant(folder);
  return zipVariants(folder);
}

function readPlace(place: string): Uint8Array {
  const known = statSync(place, { throwIfNoEntry: false });
  if (known === undefined) throw new NoPackage(`There is no folder ${place}.`);
  if (known.isFile()) return readBounded(place);
  for (const folder of [place, path.join(place, 'dist'), path.join(place, 'build')]) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) continue;
    const found = packageIn(folder);
    if (found !== undefined) return found;
  }
  if (describedIn(place).targets !== undefined) {
    throw new NoPackage(`${place} holds sources and no package; build it with zpm build first.`);
  }
  if (has(place, 'app.json', 'app.js')) return zipFolder(place);
  throw new NoPackage(`${place} holds no package: no .zab, no .zpk, no built variant.`);
}

/**
 * A package in a build folder: its newest `.zab` or `.zpk`, in it or in its `dist` or `build`; an unpacked `.zab` or `.zpk`;
 * variants that were not packed; a bare watch half; or a package file itself. Throws `NoPackage` with a sentence.
 */
export function readFolder(dir: string): Uint8Array {
  try {
    return readPlace(dir);
  } catch (fault) {
    if (fault instanceof NoPackage) throw fault;
    throw new NoPackage(`${dir} cannot be read (${(fault as { code?: string }).code ?? 'unknown reason'}).`);
  }
}
