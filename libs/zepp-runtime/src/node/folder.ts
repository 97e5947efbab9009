import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';

const newestFirst = (one: string, other: string) => statSync(other).mtimeMs - statSync(one).mtimeMs;

function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const place = path.join(folder, name);
    if (statSync(place).isDirectory()) yield* filesUnder(place);
    else yield place;
  }
}

const zipFolder = (folder: string): Uint8Array => {
  const files: Record<string, Uint8Array> = {};
  for (const file of filesUnder(folder)) {
    files[path.relative(folder, file).split(path.sep).join('/')] = readFileSync(file);
  }
  return zipSync(files, { level: 0 });
};

/** A package in a build folder: its newest `.zab` or `.zpk`, in it or in its `dist`, or an unpacked watch half. */
export function readFolder(dir: string): Uint8Array | undefined {
  const places = [dir, path.join(dir, 'dist')].filter((place) => existsSync(place));
  const packed = places.flatMap((place) =>
    readdirSync(place)
      .filter((name) => /\.(zab|zpk)$/.test(name))
      .map((name) => path.join(place, name)),
  );
  const [newest] = packed.sort(newestFirst);
  if (newest !== undefined) return readFileSync(newest);
  const unpacked = existsSync(path.join(dir, 'app.json')) && existsSync(path.join(dir, 'app.js'));
  return unpacked || existsSync(path.join(dir, 'device.zip')) ? zipFolder(dir) : undefined;
}
