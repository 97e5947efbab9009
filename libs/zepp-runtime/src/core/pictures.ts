import { type Picture, pictureOf } from '../picture/picture-file.js';
import type { Core } from './core.js';
import type { Disk } from './disk.js';
import { placeOf } from './disk-paths.js';

/** Pictures by the paths that a program names: files of its package, or of its own with `data://` or `download://`. */
export class Pictures {
  private readonly core: Core;
  private readonly disk: Disk;
  private readonly missed = new Set<string>();

  constructor(core: Core, disk: Disk) {
    this.core = core;
    this.disk = disk;
  }

  readonly find = (path: string): Picture | undefined => pictureOf(this.bytesOf(path), this.core.device.chip);

  /** Told in the log, once per path: a watch draws nothing there. */
  check(path: string): void {
    if (path === '' || this.missed.has(path) || this.find(path) !== undefined) return;
    this.missed.add(path);
    const why =
      this.bytesOf(path) === undefined ? 'there is no such file' : 'it is no picture that can be read';
    this.core.remark(`picture ${path}: ${why}`);
  }

  private bytesOf(path: string): Uint8Array | undefined {
    const named = /^[a-z]+:\/\//.test(path) ? path : `assets://${path}`;
    const place = placeOf(named);
    return place && this.disk.content(place);
  }
}
