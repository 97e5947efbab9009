import { fromBase64, toBase64 } from '../wire/base64.js';
import type { Json } from '../wire/json.js';
import type { Alarm } from './alarms.js';
import type { WatchParts } from './watch-parts.js';

/** What a watch and its phone keep while neither runs: plain data, bytes as base64. */
export type KeptState = {
  storage: [space: string, entries: [key: string, value: Json][]][];
  folders?: string[];
  files: [path: string, base64: string][];
  settings: Record<string, string>;
  phoneFiles?: [path: string, base64: string][];
  alarms?: Alarm[];
  granted?: string[];
};

const packed = (files: ReadonlyMap<string, Uint8Array>): [string, string][] =>
  [...files].map(([path, bytes]) => [path, toBase64(bytes)]);

function unpack(into: Map<string, Uint8Array>, files: [string, string][] = []): void {
  for (const [path, bytes] of files) into.set(String(path), fromBase64(String(bytes)));
}

/**
 * `watch.system.memory`: everything that outlives a night in a drawer, to be put into another watch of the same program.
 * What runs – program, services, the open screen – is not part of it, nor are readings and modes, which others set.
 */
export class Memory {
  private readonly parts: WatchParts;

  constructor(parts: WatchParts) {
    this.parts = parts;
  }

  take(): KeptState {
    const { storage, disk, settings, phoneFiles, alarms, permissions } = this.parts;
    return {
      storage: [...storage.local].map(([space, entries]) => [space, [...entries]]),
      folders: [...disk.folders],
      files: packed(disk.files),
      settings: settings.all(),
      phoneFiles: packed(phoneFiles.files),
      alarms: [...alarms.all.values()].map((alarm) => ({ ...alarm })),
      granted: [...permissions.granted],
    };
  }

  /** Meant for a new watch, before its first launch. An alarm whose time has passed meanwhile is lost, with a remark. */
  giveBack({ storage, folders, files, settings, phoneFiles, alarms, granted }: KeptState): void {
    const { parts } = this;
    for (const [space, entries] of storage) {
      for (const [key, value] of entries) parts.storage.set(String(key), value, String(space));
    }
    for (const folder of folders ?? []) parts.disk.folders.add(String(folder));
    unpack(parts.disk.files, files);
    unpack(parts.phoneFiles.files, phoneFiles);
    for (const [key, value] of Object.entries(settings)) parts.settings.set(key, String(value));
    for (const code of granted ?? []) parts.permissions.granted.add(String(code));
    parts.clockwork.enter(() => {
      for (const alarm of alarms ?? []) parts.alarms.takeBack(alarm);
    });
  }
}
