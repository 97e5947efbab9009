/**
 * zpm prints every bundle with wide indentation. Whitespace goes out again here; names stay, because zpm wraps device
 * code in `with (context)`. A variant's name is the MD5 of its bytes, in the package's manifest too.
 */
import { createHash } from 'node:crypto';
import { minifySync } from '@swc/core';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

type Files = Record<string, Uint8Array>;
type PackageManifest = { zpks: { name: string; md5: string }[]; [field: string]: unknown };

/** A fixed instant keeps the same files the same bytes. */
const WRITTEN = new Date('2026-01-01T00:00:00Z');

/** esbuild would turn functions inside `with` into `let`, which the watch's engine refuses; swc leaves them. */
const NARROW = { compress: false, mangle: false, module: false, format: { comments: false } } as const;

const pack = (files: Files) => zipSync(files as Zippable, { level: 9, mtime: WRITTEN });
const seen = new Map<string, Uint8Array>();

function trimScript(bytes: Uint8Array): Uint8Array {
  const code = strFromU8(bytes);
  const known = seen.get(code);
  if (known !== undefined) return known;
  const trimmed = strToU8(minifySync(code, NARROW).code);
  seen.set(code, trimmed);
  return trimmed;
}

const mapFiles = (files: Files, change: (name: string, bytes: Uint8Array) => Uint8Array): Files =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, change(name, bytes)]));

const trimHalf = (zip: Uint8Array) =>
  pack(mapFiles(unzipSync(zip), (name, bytes) => (name.endsWith('.js') ? trimScript(bytes) : bytes)));

const trimVariant = (zpk: Uint8Array) =>
  pack(mapFiles(unzipSync(zpk), (name, bytes) => (name.endsWith('.zip') ? trimHalf(bytes) : bytes)));

/** The same package with narrow scripts and without zpm's intermediate products, which no watch needs. */
export function trimPackage(zab: Uint8Array): Uint8Array {
  const files = unzipSync(zab);
  const written = files['manifest.json'];
  if (written === undefined) throw new Error('zpm made a package without a manifest.');
  const manifest = JSON.parse(strFromU8(written)) as PackageManifest;
  const made: Files = {};
  manifest.zpks = manifest.zpks.map((variant) => {
    const bytes = files[variant.name];
    if (bytes === undefined)
      throw new Error(`The package's manifest names ${variant.name}, which is not in it.`);
    const trimmed = trimVariant(bytes);
    const md5 = createHash('md5').update(trimmed).digest('hex');
    made[`${md5}.zpk`] = trimmed;
    return { ...variant, name: `${md5}.zpk`, md5 };
  });
  return pack({ 'manifest.json': strToU8(JSON.stringify(manifest)), ...made });
}
