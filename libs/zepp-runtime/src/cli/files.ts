import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { devices, findDevice } from '../core/devices.js';
import type { PackageSource } from '../node/create-watch.js';
import { nearest } from './nearest.js';

/** Asked for and impossible; the message is a sentence. */
export class Refusal extends Error {}

export const deviceTable = (): string =>
  devices
    .map(
      ({ code, name, shape, width, height, apiLevel }) =>
        `${code.padEnd(18)} ${name.padEnd(32)} ${shape.padEnd(6)} ${width}x${height}  API ${apiLevel}`,
    )
    .join('\n');

/** The name, checked; an unknown one is refused with those most like it. */
export function deviceFor(name: string): string {
  if (findDevice(name) !== undefined) return name;
  const near = nearest(
    name,
    devices.flatMap((device) => [device.code, device.name]),
  );
  const models = [...new Set(near.map((one) => findDevice(one)?.name))];
  const hint = models.length > 0 ? ` Near it: ${models.join(', ')}.` : '';
  throw new Refusal(`There is no model "${name}".${hint} --devices lists all ${devices.length}.`);
}

export function packageFrom(file: string): PackageSource {
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  return statSync(file).isDirectory() ? { dir: file } : readFileSync(file);
}

/** The text of a file; `-` is standard input. */
export function textFrom(file: string, what: string): string {
  if (file === '-') return readFileSync(0, 'utf8');
  if (!existsSync(file)) throw new Refusal(`There is no ${what} ${file}.`);
  if (statSync(file).isDirectory()) throw new Refusal(`${file} is a folder, not a ${what}.`);
  return readFileSync(file, 'utf8');
}

/** Writes to a file whose folder is there; refused before anything is played. */
export function writer(file: string): (data: string | Uint8Array) => void {
  const folder = path.dirname(path.resolve(file));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Refusal(`${file} cannot be written: there is no folder ${folder} to write to.`);
  }
  return (data) => writeFileSync(file, data);
}
