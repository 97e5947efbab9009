import { fromBase64, toBase64 } from '../wire/base64.js';
import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, isBytesMark, type Json } from '../wire/json.js';
import { toUtf8 } from '../wire/utf8.js';
import type { Core, OpCall } from './core.js';
import type { Disk } from './disk.js';
import { ERRORS, type Place, placeOf } from './disk-paths.js';
import { MOST_KEPT } from './keeping.js';
import type { Realm } from './realm.js';

type Handle = { place: Place; position: number; flags: number; realm: Realm };

const flag = (name: string) => constantOf('@zos/fs', name);
const WRITE_ONLY = flag('O_WRONLY');
const READ_WRITE = flag('O_RDWR');
const CREATE = flag('O_CREAT');
const TRUNCATE = flag('O_TRUNC');
const EXCLUSIVE = flag('O_EXCL');
const APPEND = flag('O_APPEND');
/** The lowest bits say what may be done with the file: read, write or both. */
const ACCESS = WRITE_ONLY | READ_WRITE;

const writable = (flags: number) => (flags & ACCESS) !== 0;
const readable = (flags: number) => (flags & ACCESS) !== WRITE_ONLY;

const pathIn = (value: Json | undefined): Place | undefined => {
  const path = typeof value === 'string' ? value : asObject(value).path;
  return typeof path === 'string' ? placeOf(path) : undefined;
};
const assetIn = (value: Json | undefined): Place | undefined => {
  const place = pathIn(value);
  return place === undefined ? undefined : { ...place, assets: true };
};
const bytesOf = (value: Json | undefined): Uint8Array =>
  isBytesMark(value) ? fromBase64(value.$bytes) : toUtf8(asText(value));

/** `@zos/fs`: what a program may do with its files. Failures are negative numbers, or nothing where an object is asked for. */
export class FileOps {
  private readonly disk: Disk;
  private readonly core: Core;
  private readonly mayWrite: (call: OpCall) => boolean;
  private readonly handles = new Map<number, Handle>();
  private last = 2;

  constructor(core: Core, disk: Disk, mayWrite: (call: OpCall) => boolean) {
    this.core = core;
    this.disk = disk;
    this.mayWrite = mayWrite;
    core.ops.add('@zos/fs', {
      openSync: (call) => this.open(call),
      openAssetsSync: (call) => this.openAsset(call),
      closeSync: ({ args: [option] }) => this.close(asNumber(option, asNumber(asObject(option).fd, -1))),
      statSync: ({ args: [option] }) => this.stat(pathIn(option)),
      statAssetsSync: ({ args: [option] }) => this.stat(assetIn(option)),
      readSync: ({ args: [option] }) => this.read(option),
      writeSync: (call) => this.write(call),
      rmSync: (call) => this.change(call, (path) => disk.remove(path)),
      mkdirSync: (call) => this.change(call, (path) => disk.makeFolder(path)),
      renameSync: (call) => this.rename(call),
      readdirSync: ({ args: [option] }) => this.list(pathIn(option)),
      readFileSync: ({ args: [option] }) => this.readFile(option),
      writeFileSync: (call) => this.writeFile(call),
    });
  }

  private open(call: OpCall): number {
    const option = asObject(call.args[0]);
    const place = pathIn(call.args[0]);
    const { appId } = asObject(option.options);
    if (typeof appId === 'number' && appId !== this.core.program.manifest.app.appId) return ERRORS.missing;
    if (place === undefined) return ERRORS.invalid;
    const flags = asNumber(option.flag);
    const refused = place.assets ? this.mayOpenAsset(place, flags) : this.prepare(place, flags, call);
    return refused === 0 ? this.hold({ place, position: 0, flags, realm: call.scope.realm }) : refused;
  }

  private openAsset(call: OpCall): number {
    const place = assetIn(call.args[0]);
    if (place === undefined) return ERRORS.invalid;
    const refused = this.mayOpenAsset(place, asNumber(asObject(call.args[0]).flag));
    return refused === 0 ? this.hold({ place, position: 0, flags: 0, realm: call.scope.realm }) : refused;
  }

  private mayOpenAsset(place: Place, flags: number): number {
    if (this.disk.content(place) === undefined) return ERRORS.missing;
    return writable(flags) ? ERRORS.readOnly : 0;
  }

  /** Makes or empties the file as the flags ask for. */
  private prepare(place: Place, flags: number, call: OpCall): number {
    const { disk } = this;
    if (disk.isFolder(place)) return ERRORS.isFolder;
    const there = disk.content(place) !== undefined;
    if (!there && (flags & CREATE) === 0) return ERRORS.missing;
    if (there && (flags & CREATE) !== 0 && (flags & EXCLUSIVE) !== 0) return ERRORS.exists;
    const changes = !there || ((flags & TRUNCATE) !== 0 && writable(flags));
    if ((changes || writable(flags)) && !this.mayWrite(call)) return ERRORS.barred;
    if (!there) return disk.create(place.path);
    if (changes) disk.truncate(place.path);
    return 0;
  }

  private hold(handle: Handle): number {
    for (const [fd, { realm }] of this.handles) if (!realm.alive) this.handles.delete(fd);
    if (this.handles.size >= (this.disk.limits.openFiles ?? MOST_KEPT.openFiles)) return ERRORS.tooManyOpen;
    this.last += 1;
    this.handles.set(this.last, handle);
    return this.last;
  }

  private close(fd: number): number {
    return this.handles.delete(fd) ? 0 : ERRORS.badHandle;
  }

  private stat(place: Place | undefined): Json {
    if (place === undefined) return null;
    const bytes = this.disk.content(place);
    if (bytes !== undefined) return { size: bytes.length };
    return this.disk.isFolder(place) ? { size: 0 } : null;
  }

  private read(given: Json | undefined): Json {
    const { fd, position, length } = asObject(given);
    const handle = this.handles.get(asNumber(fd, -1));
    if (handle === undefined || !readable(handle.flags)) return ERRORS.badHandle;
    const content = this.disk.content(handle.place);
    if (content === undefined) return ERRORS.missing;
    const from = asNumber(position, handle.position);
    if (from < 0) return ERRORS.invalid;
    const part = content.subarray(from, from + Math.max(0, asNumber(length)));
    if (typeof position !== 'number') handle.position += part.length;
    return { $bytes: toBase64(part) };
  }

  private write(call: OpCall): number {
    const { fd, position, bytes } = asObject(call.args[0]);
    const handle = this.handles.get(asNumber(fd, -1));
    if (handle === undefined || !writable(handle.flags)) return ERRORS.badHandle;
    if (!this.mayWrite(call)) return ERRORS.barred;
    const old = this.disk.content(handle.place);
    if (old === undefined) return ERRORS.missing;
    const from = (handle.flags & APPEND) !== 0 ? old.length : asNumber(position, handle.position);
    if (from < 0) return ERRORS.invalid;
    const written = this.disk.write(handle.place.path, bytesOf(bytes), from);
    if (written > 0 && typeof position !== 'number') handle.position = from + written;
    return written;
  }

  private change(call: OpCall, run: (path: string) => number): number {
    const place = pathIn(call.args[0]);
    if (place === undefined) return ERRORS.invalid;
    if (place.assets) return ERRORS.readOnly;
    return this.mayWrite(call) ? run(place.path) : ERRORS.barred;
  }

  private rename(call: OpCall): number {
    const { oldPath, newPath } = asObject(call.args[0]);
    const from = placeOf(asText(oldPath));
    const to = placeOf(asText(newPath));
    if (from === undefined || to === undefined || to.path === '') return ERRORS.invalid;
    if (from.assets || to.assets) return ERRORS.readOnly;
    return this.mayWrite(call) ? this.disk.rename(from.path, to.path) : ERRORS.barred;
  }

  private list(place: Place | undefined): Json {
    return place === undefined ? null : (this.disk.list(place) ?? null);
  }

  private readFile(option: Json | undefined): Json {
    const place = pathIn(option);
    const bytes = place === undefined ? undefined : this.disk.content(place);
    return bytes === undefined ? null : { $bytes: toBase64(bytes) };
  }

  /** The whole of a file anew, or at the place where an open one stands. Nothing tells a program that it failed but the log. */
  private writeFile(call: OpCall): void {
    const { path, data } = asObject(call.args[0]);
    const bytes = bytesOf(data);
    const answer = typeof path === 'number' ? this.writeOpen(call, path, data) : this.writeWhole(call, bytes);
    if (answer >= bytes.length) return;
    this.core.remark(
      `writeFileSync wrote ${Math.max(0, answer)} of ${bytes.length} bytes of ${String(path)}`,
    );
  }

  private writeOpen(call: OpCall, fd: number, bytes: Json | undefined): number {
    return this.write({ ...call, args: [{ fd, bytes: bytes ?? '', position: null }] });
  }

  private writeWhole(call: OpCall, bytes: Uint8Array): number {
    const place = pathIn(call.args[0]);
    if (place === undefined) return ERRORS.invalid;
    if (place.assets) return ERRORS.readOnly;
    const refused = this.prepare(place, CREATE | TRUNCATE | WRITE_ONLY, call);
    return refused === 0 ? this.disk.write(place.path, bytes, 0) : refused;
  }
}
