import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, type Json } from '../wire/json.js';
import { addAboutProgram } from './about-program.js';
import type { Core, OpCall } from './core.js';
import { atLeast } from './devices.js';
import { observedMode, type SystemMode } from './modes.js';
import type { Permissions } from './permissions.js';
import { addPreferences, preferred } from './preferences.js';

export type { SystemMode } from './modes.js';

/** The wearer as the phone's app knows them. Numbers are 0 where nothing is known; `gender` is a constant of `@zos/user`. */
export type Profile = {
  age: number;
  /** Metres. */
  height: number;
  /** Kilograms. */
  weight: number;
  gender: number;
  nickName: string;
  region: string;
};
/** What a program has written about the wearer's health. */
export type HealthRecord = { at: number; weight: number; bmi: number };
export type Disk = {
  total: number;
  free: number;
  app: number;
  watchface: number;
  music: number;
  system: number;
};
type Surroundings = { permissions: Permissions; front: () => 'app' | 'face' | 'aod' };

/** How many keys, and of which kind, a model has is not in the device list: two, as most have. */
const KEYS = { keyNumber: 2, keyType: 'normal_key' };
/** 32 characters. */
const UUID = '00000000000000000000000000000001';

/** Device, settings, package and user: what a program reads and hardly ever changes. */
export class System {
  readonly mode: SystemMode = observedMode((name, on) => this.onMode(name, on));
  /** A mode was switched. */
  onMode: (name: keyof SystemMode, on: boolean) => void = () => undefined;
  readonly preferences = preferred();
  readonly profile: Profile = {
    age: 30,
    height: 1.75,
    weight: 70,
    gender: constantOf('@zos/user', 'GENDER_UNSPECIFIED'),
    nickName: 'Sam',
    region: 'us',
  };
  readonly healthRecords: HealthRecord[] = [];
  readonly disk: Disk = { total: 4e9, free: 2e9, app: 1e6, watchface: 1e6, music: 0, system: 1e9 };

  constructor(core: Core, { permissions, front }: Surroundings) {
    addPreferences(core, this.preferences);
    addAboutProgram(core, front);
    core.ops.add('@zos/device', {
      getDeviceInfo: () => deviceInfo(core, permissions.holds('data:os.device.info')),
      getDiskInfo: () => ({ ...this.disk }),
    });
    core.ops.add('@zos/settings', {
      getSystemInfo: () => ({
        osVersion: core.device.osVersion,
        firmwareVersion: core.device.osVersion,
        minAPI: core.device.apiLevel,
      }),
      getSystemMode: () => ({ ...this.mode }),
    });
    core.ops.add('@zos/user', {
      getProfile: () => ({ ...this.profile }),
      addHealthData: (call) => this.addHealthData(core, call),
    });
  }

  /** Grams and a hundredfold index, both more than nothing, are taken; the profile follows the weight. */
  private addHealthData(core: Core, { args: [option] }: OpCall): boolean {
    const weight = asNumber(asObject(option).weight);
    const bmi = asNumber(asObject(option).bmi);
    if (weight <= 0 || bmi <= 0) return false;
    this.healthRecords.push({ at: core.scheduler.now, weight, bmi });
    this.profile.weight = weight / 1_000;
    return true;
  }
}

function deviceInfo({ device }: Core, permitted: boolean): Json {
  const size = { width: device.width, height: device.height };
  // Without its permission the rest is missing (research: field report).
  if (!permitted) return size;
  const shape = device.shape === 'round' ? 'SCREEN_SHAPE_ROUND' : 'SCREEN_SHAPE_SQUARE';
  return {
    ...size,
    screenShape: constantOf('@zos/device', shape),
    deviceName: device.name,
    ...KEYS,
    deviceSource: device.sources[0] ?? 0,
    deviceColor: 0,
    ...(atLeast(device.apiLevel, '4.2') ? { uuid: UUID } : {}),
  };
}
