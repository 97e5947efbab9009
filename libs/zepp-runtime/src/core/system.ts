import { asObject, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import { observedMode, type SystemMode } from './modes.js';
import type { Services } from './services.js';

export type { SystemMode } from './modes.js';

/** Device, settings, package and user: what a program reads and hardly ever changes. */
export class System {
  readonly mode: SystemMode = observedMode((name, on) => this.onMode(name, on));
  /** A mode was switched. */
  onMode: (name: keyof SystemMode, on: boolean) => void = () => undefined;

  constructor(core: Core, services: Services) {
    const { manifest } = core.program;
    const holds = (permission: string) => manifest.permissions?.includes(permission) === true;
    core.ops.add('@zos/device', {
      getDeviceInfo: () => deviceInfo(core, holds('data:os.device.info')),
      getDiskInfo: () => ({ total: 4e9, free: 2e9, app: 1e6, watchface: 1e6, music: 0, system: 1e9 }),
    });
    core.ops.add('@zos/settings', {
      getDateFormat: () => 0,
      getTimeFormat: () => 1,
      getDistanceUnit: () => 0,
      getWeightUnit: () => 0,
      getTemperatureUnit: () => 0,
      getSystemInfo: () => ({
        osVersion: core.device.osVersion,
        firmwareVersion: core.device.osVersion,
        minAPI: core.device.apiLevel,
      }),
      getSystemMode: () => ({
        systemLock: false,
        lowTemperature: false,
        ultraPowerSaving: false,
        button: true,
        accessibleSwitch: false,
        ...this.mode,
      }),
    });
    core.ops.add('@zos/app', appOps(core, services));
    core.ops.add('@zos/user', {
      getProfile: () =>
        holds('data:user.info')
          ? { age: 30, height: 1.75, weight: 70, gender: 2, nickName: 'Sam', region: 'us' }
          : null,
      addHealthData: () => holds('data:user.health'),
    });
  }
}

function deviceInfo({ device }: Core, permitted: boolean): Json {
  const size = { width: device.width, height: device.height };
  // Without its permission the rest is missing (research: field report).
  if (!permitted) return size;
  return {
    ...size,
    screenShape: device.shape === 'round' ? 1 : 0,
    deviceName: device.name,
    keyNumber: 2,
    deviceSource: device.sources[0] ?? 0,
    keyType: 'physical',
    deviceColor: 'black',
    uuid: '00000000-0000-4000-8000-000000000000',
  };
}

/** 0 denied, 1 not asked, 2 granted – as the platform counts. */
const DENIED = 0;
const GRANTED = 2;

function appOps(core: Core, services: Services) {
  const { manifest } = core.program;
  const listOf = (call: OpCall): string[] => {
    const { permissions } = asObject(call.args[0]);
    return Array.isArray(permissions) ? permissions.map(String) : [];
  };
  const state = (name: string) =>
    services.granted.has(name) ? GRANTED : manifest.permissions?.includes(name) ? 1 : DENIED;
  return {
    getPackageInfo: () => ({
      ...manifest.app,
      name: manifest.app.appName,
      appId: manifest.app.appId,
      version: manifest.app.version ?? { code: 0, name: '' },
    }),
    getScene: () => 1,
    queryPermission: (call: OpCall) => listOf(call).map(state),
    requestPermission: (call: OpCall) => {
      const wanted = listOf(call);
      for (const name of wanted) if (manifest.permissions?.includes(name)) services.granted.add(name);
      const callback = call.scope.callback(asObject(call.args[0]).callback);
      core.scheduler.after(0, call.scope, () => void callback?.invoke(wanted.map(state)));
      return 0;
    },
  };
}
