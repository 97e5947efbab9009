import { ERRORS, folderOf, inside, type Place } from './disk-paths.js';
import { MOST_KEPT } from './keeping.js';
import type { Files } from './package.js';

export type DiskLimits = {
  /** Bytes that the program's files may hold together; on a watch undocumented, here 128 MB unless given. */
  bytes?: number | undefined;
  /** Files that may be open at once. */
  openFiles?: number | undefined;
};

const NOTHING = new Uint8Array(0);

/** The program's own files, kept over kills and reboots and lost when it is uninstalled, and the files of its package. */
export class Disk {
  readonly files = new Map<string, Uint8Array>();
  /** Folders by path; the program's own folder is the empty text. */
  readonly folders = new Set<string>(['']);
  /** From now on nothing more fits, whatever is free. */
  full = false;
  readonly limits: DiskLimits;
  private readonly assets: Files;

  constructor(assets: Files, limits: DiskLimits = {}) {
    this.assets = assets;
    this.limits = limits;
  }

  /** Uninstalled, or given back to its maker. */
  clear(): void {
    this.files.clear();
    this.folders.clear();
    this.folders.add('');
  }

  get used(): number {
    let sum = 0;
    for (const bytes of this.files.values()) sum += bytes.length;
    return sum;
  }

  /** Bytes that still fit. */
  get free(): number {
    return this.full ? 0 : (this.limits.bytes ?? MOST_KEPT.fileBytes) - this.used;
  }

  private get crowded(): boolean {
    return this.files.size + this.folders.size >= MOST_KEPT.files;
  }

  content({ assets, path }: Place): Uint8Array | undefined {
    return assets ? this.assets[`assets/${path}`] : this.files.get(path);
  }

  isFolder({ assets, path }: Place): boolean {
    if (!assets) return this.folders.has(path);
    return Object.keys(this.assets).some((name) =>
      name.startsWith(path === '' ? 'assets/' : `assets/${path}/`),
    );
  }

  /** Names in a folder, in order; undefined when there is no such folder. */
  list(place: Place): string[] | undefined {
    if (!this.isFolder(place)) return undefined;
    const all = place.assets
      ? Object.keys(this.assets).map((name) => name.replace(/^assets\//, ''))
      : [...this.files.keys(), ...this.folders];
    const found = all
      .filter((name) => name !== '' && name !== place.path && inside(place.path, name))
      .map((name) => name.slice(place.path === '' ? 0 : place.path.length + 1).split('/')[0] ?? '');
    return [...new Set(found)].sort();
  }

  /** An empty file, in a folder that is there. */
  create(path: string): number {
    if (!this.folders.has(folderOf(path))) return ERRORS.missing;
    if (this.full || this.crowded) return ERRORS.full;
    this.files.set(path, NOTHING);
    return 0;
  }

  truncate(path: string): void {
    this.files.set(path, NOTHING);
  }

  /** Lays bytes over a file from a place on; what does not fit is cut off, as a full disk does. Answers what was written. */
  write(path: string, bytes: Uint8Array, from: number): number {
    const old = this.files.get(path) ?? NOTHING;
    const growth = Math.max(0, from + bytes.length - old.length);
    const room = this.full ? 0 : this.free;
    const fits = growth <= room ? bytes.length : Math.max(0, bytes.length - Math.ceil(growth - room));
    if (fits === 0 && bytes.length > 0) return ERRORS.full;
    const made = new Uint8Array(Math.max(old.length, from + fits));
    made.set(old);
    made.set(bytes.subarray(0, fits), from);
    this.files.set(path, made);
    return fits;
  }

  makeFolder(path: string): number {
    if (this.folders.has(path) || this.files.has(path)) return ERRORS.exists;
    if (!this.folders.has(folderOf(path))) return ERRORS.missing;
    if (this.full || this.crowded) return ERRORS.full;
    this.folders.add(path);
    return 0;
  }

  /** A file, or an empty folder. */
  remove(path: string): number {
    if (this.files.delete(path)) return 0;
    if (path === '' || !this.folders.has(path)) return ERRORS.missing;
    if ([...this.files.keys(), ...this.folders].some((name) => inside(path, name))) return ERRORS.notEmpty;
    this.folders.delete(path);
    return 0;
  }

  /** A file over another file, or a folder to where nothing is. */
  rename(from: string, to: string): number {
    if (!this.folders.has(folderOf(to))) return ERRORS.missing;
    if (this.folders.has(to)) return ERRORS.exists;
    const bytes = this.files.get(from);
    if (bytes === undefined) return this.moveFolder(from, to);
    this.files.delete(from);
    this.files.set(to, bytes);
    return 0;
  }

  private moveFolder(from: string, to: string): number {
    if (from === '' || !this.folders.has(from)) return ERRORS.missing;
    if (this.files.has(to)) return ERRORS.exists;
    if (to === from || inside(from, to)) return ERRORS.invalid;
    const moved = (name: string) => `${to}${name.slice(from.length)}`;
    for (const [name, bytes] of [...this.files]) {
      if (!inside(from, name)) continue;
      this.files.delete(name);
      this.files.set(moved(name), bytes);
    }
    for (const name of [...this.folders]) {
      if (name !== from && !inside(from, name)) continue;
      this.folders.delete(name);
      this.folders.add(moved(name));
    }
    return 0;
  }

  /** Puts a file there with the folders above it, as the system itself does for what arrives. False when it does not fit. */
  receive(path: string, bytes: Uint8Array): boolean {
    if (bytes.length - (this.files.get(path)?.length ?? 0) > this.free) return false;
    const parts = folderOf(path).split('/');
    for (let i = 1; i <= parts.length; i += 1) this.folders.add(parts.slice(0, i).join('/'));
    this.files.set(path, bytes);
    return true;
  }
}
