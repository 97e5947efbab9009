import { Memory } from './memory.js';
import type { WearerAnswer } from './permissions.js';
import type { Preferences } from './preferences.js';
import type { Sound } from './sensing/sounds.js';
import type { Disk, HealthRecord, Profile } from './system.js';
import type { WatchParts } from './watch-parts.js';

/** `watch.permissions`: the wearer's word on what the program asks for while it runs. */
export class PermissionsByHand {
  private readonly parts: WatchParts;

  constructor(parts: WatchParts) {
    this.parts = parts;
  }

  /** How requests are met: `grant` and `refuse` at once, `wait` until `answer`. Default `grant`. */
  get wearer(): WearerAnswer {
    return this.parts.permissions.wearer;
  }

  set wearer(wearer: WearerAnswer) {
    this.parts.permissions.wearer = wearer;
  }

  /** Codes that wait for an answer. */
  get asked(): string[] {
    return this.parts.permissions.asked;
  }

  get granted(): string[] {
    return [...this.parts.permissions.granted];
  }

  answer(granted: boolean): void {
    this.parts.clockwork.enter(() => this.parts.permissions.answer(granted));
  }

  grant(code: string): void {
    this.parts.permissions.granted.add(code);
  }

  /** Takes a grant back, as the wearer can in the settings of the watch. */
  revoke(code: string): void {
    this.parts.permissions.granted.delete(code);
  }
}

/** `watch.system`: what the wearer has set up. Its objects are live: `watch.system.preferences.timeFormat = 0`. */
export class SystemByHand {
  readonly permissions: PermissionsByHand;
  readonly memory: Memory;
  private readonly parts: WatchParts;

  constructor(parts: WatchParts) {
    this.parts = parts;
    this.permissions = new PermissionsByHand(parts);
    this.memory = new Memory(parts);
  }

  get preferences(): Preferences {
    return this.parts.system.preferences;
  }

  get profile(): Profile {
    return this.parts.system.profile;
  }

  get disk(): Disk {
    return this.parts.system.disk;
  }

  /** What speaker and buzzer were told to sound, oldest first. */
  get sounds(): readonly Sound[] {
    return this.parts.sensors.sounds.log;
  }

  /** What the program has written with `addHealthData`. */
  get healthRecords(): readonly HealthRecord[] {
    return this.parts.system.healthRecords;
  }
}
