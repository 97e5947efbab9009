import { type Ops, Refused } from './core.js';

/**
 * What an app service may not use, by the platform's own table: nothing that draws or needs a finger, no power-hungry sensor, of
 * app, settings, display, device and user the readers alone. `launchApp` is open, because programs in the field rely on it.
 */
const BARRED = [
  // Loading the module is no drawing: code that pages and services share does it.
  /^@zos\/ui\./,
  /^ui\.(create|layout|inspect)$/,
  /^(modal|keyboard|@zos\/interaction|@zos\/page)\./,
  /^@zos\/router\.(?!launchApp$|checkSystemApp$|getAppIdByName$)/,
  /^@zos\/sensor\.(Accelerometer|Gyroscope|Geolocation)\./,
  /^@zos\/(app|settings|display|device|user)\.(?!get)/,
  /^@zos\/ble\.mst/,
];

export const barredInService = (op: string): boolean => BARRED.some((pattern) => pattern.test(op));

/** Services are refused with an error that names the member. */
export function barServices(ops: Ops): void {
  ops.guard((op, scope) => {
    if (scope.kind !== 'service' || !barredInService(op)) return;
    throw new Refused('NotAllowed', `${op} is barred in an app service`);
  });
}
