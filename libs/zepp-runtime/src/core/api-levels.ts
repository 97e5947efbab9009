import { atLeast } from './devices.js';
import { platform } from './platform-list.js';

/** Modules with members that the declarations leave out: `setTimeout` and its kin are as old as modules are. */
const UNDECLARED = new Set(['@zos/timer']);

/** Modules that the reference describes and the declarations leave out. */
const FURTHER: Record<string, string> = {
  '@zos/ble/TransferFile': '3.0',
  '@zos/media': '3.0',
  '@zos/share-storage': '3.0',
  '@zos/crypto': '3.0',
};

/** Which declared members a watch of one API level has. Levels are from the declarations of the platform. */
export class ApiLevels {
  private readonly level: string;
  private readonly model: string;
  private readonly said = new Set<string>();
  private readonly newer = new Map<string, Map<string, string>>();

  constructor({ apiLevel, name }: { apiLevel: string; name: string }) {
    this.level = apiLevel;
    this.model = name;
  }

  /** Members of a module that came after this watch: `getPerformance`, `Vibrator.getType`, `widget.CANVAS`. */
  absent(module: string): string[] {
    return [...this.newerOf(module).keys()];
  }

  /** Why the program found nothing under this name; undefined once it has been told. */
  whyMissing(name: string): string | undefined {
    if (this.said.has(name)) return undefined;
    this.said.add(name);
    const [, module = '', member = ''] = /^(@zos\/[\w/-]+)\.?(.*)$/.exec(name) ?? [];
    const needed = member === '' ? this.firstLevel(module) : this.newerOf(module).get(member);
    if (needed === undefined || atLeast(this.level, needed)) return `${name} does not exist on this watch`;
    return `${name} needs API level ${needed}; ${this.model} has ${this.level}`;
  }

  /** Whether this watch has a declared module at all. */
  hasModule(module: string): boolean {
    const first = UNDECLARED.has(module) ? undefined : this.firstLevel(module);
    return first === undefined || atLeast(this.level, first);
  }

  private firstLevel(module: string): string | undefined {
    return FURTHER[module] ?? Object.keys(platform[module] ?? {}).sort()[0];
  }

  private newerOf(module: string): Map<string, string> {
    const known = this.newer.get(module);
    if (known !== undefined) return known;
    const found = new Map<string, string>();
    for (const [level, names] of Object.entries(platform[module] ?? {})) {
      if (!atLeast(this.level, level)) for (const name of names.split(' ')) found.set(name, level);
    }
    this.newer.set(module, found);
    return found;
  }
}
