import type { Device } from '../../api/index.js';

export function isActive(device: Device): boolean {
  return device.revokedAt === undefined || device.revokedAt === null;
}

/** Devices that may send and were not there before: the ones their owner should be asked about. */
export function newDevices(knownIds: ReadonlySet<string>, devices: readonly Device[]): Device[] {
  return devices.filter((device) => isActive(device) && !knownIds.has(device.id));
}

/** Crockford codes are read aloud and typed by hand, so they are shown in two groups of four. */
export function grouped(code: string): string {
  const signs = code.replaceAll('-', '');
  return signs.length === 8 ? `${signs.slice(0, 4)}-${signs.slice(4)}` : code;
}

/** Whether this host name means "this very computer", so that a phone could never reach it. */
export function isOnlyThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
