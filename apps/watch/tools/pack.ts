import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { dist, home, packagePath, stage, watchRoot, zpmRoot } from './places.js';
import { trimPackage } from './trim.js';

type Device = { productName: string; deviceSource: number; value: { os: { apiLevel: string } } };
type DeviceList = { devices: Device[]; [field: string]: unknown };

const levelOf = (text: string) => text.split('.').map(Number);

/** True when API level `level` is `least` or newer; both like "3.6". */
export function atLeast(level: string, least: string): boolean {
  const [major = 0, minor = 0] = levelOf(level);
  const [leastMajor = 0, leastMinor = 0] = levelOf(least);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

function readDevices(least: string): DeviceList {
  const list = JSON.parse(readFileSync(path.join(watchRoot, 'data/zepp-devices.json'), 'utf8')) as DeviceList;
  return { ...list, devices: list.devices.filter((device) => atLeast(device.value.os.apiLevel, least)) };
}

/** zpm reads its device list from the home folder; a private one keeps the build offline and repeatable. */
export function writeDeviceList(least: string): string[] {
  const list = readDevices(least);
  mkdirSync(path.join(home, '.zepp'), { recursive: true });
  writeFileSync(path.join(home, '.zepp', '.zeus_devices'), JSON.stringify(list));
  return [...new Set(list.devices.map((device) => device.productName))];
}

/** Runs zpm over the stage and moves its one package to `dist/plumbline.zab`. */
export function packStage() {
  const run = spawnSync(process.execPath, [path.join(zpmRoot, 'bin/index.js'), 'build', '-p', stage], {
    cwd: stage,
    env: { ...process.env, HOME: home, USERPROFILE: home },
    encoding: 'utf8',
  });
  const made = readdirSync(stage).includes('dist')
    ? readdirSync(path.join(stage, 'dist')).filter((name) => name.endsWith('.zab'))
    : [];
  const [name] = made;
  if (run.status !== 0 || name === undefined) {
    throw new Error(`zpm made no package:\n${run.stdout}\n${run.stderr}`);
  }
  mkdirSync(dist, { recursive: true });
  writeFileSync(packagePath, trimPackage(readFileSync(path.join(stage, 'dist', name))));
}

export type PackedScripts = Record<string, string>;

/** The scripts as they lie in the first variant of a package: `device` and `phone` bundles by entry name. */
export function scriptsIn(zab: Uint8Array): PackedScripts {
  const [, variant] = Object.entries(unzipSync(zab)).find(([name]) => name.endsWith('.zpk')) ?? [];
  if (variant === undefined) throw new Error('The package holds no variant.');
  const halves = unzipSync(variant);
  const scripts: PackedScripts = {};
  for (const half of ['device.zip', 'app-side.zip']) {
    const zip = halves[half];
    if (zip === undefined) throw new Error(`The variant holds no ${half}.`);
    for (const [name, bytes] of Object.entries(unzipSync(zip))) {
      if (name.endsWith('.js')) scripts[`${half}/${name}`] = strFromU8(bytes);
    }
  }
  return scripts;
}

export function clearStage() {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
}
