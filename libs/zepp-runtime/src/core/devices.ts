import { deviceRows } from './device-list.js';

export type Device = {
  code: string;
  name: string;
  shape: 'round' | 'square';
  width: number;
  height: number;
  /** As the packager names it in a package's manifest. */
  chip: string;
  apiLevel: string;
  osVersion: string;
  sources: readonly number[];
};

/** All models of the list, newest first. */
export const devices: readonly Device[] = deviceRows.map(
  ([code, name, shape, width, height, chip, apiLevel, osVersion, sources]) => ({
    code,
    name,
    shape: shape === 'round' ? 'round' : 'square',
    width,
    height,
    chip: chip === 'MHS' ? 'ZPS' : chip,
    apiLevel,
    osVersion,
    sources,
  }),
);

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/^amazfit\b/, '')
    .replace(/[^a-z0-9]+/g, '');

/** By code (`gtr_4`), by name with or without the brand (`Amazfit GTR 4`, `Active 2 Square`), or by device source. */
export function findDevice(wanted: string): Device | undefined {
  const key = plain(wanted);
  return devices.find(
    (device) =>
      device.code === wanted ||
      plain(device.code) === key ||
      plain(device.name) === key ||
      device.sources.includes(Number(wanted)),
  );
}

/** True when API level `level` is `least` or newer; both like "3.6". */
export function atLeast(level: string, least: string): boolean {
  const [major = 0, minor = 0] = level.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
