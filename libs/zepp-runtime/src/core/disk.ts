import { fromBase64, toBase64 } from '../wire/base64.js';
import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, isBytesMark, type Json } from '../wire/json.js';
import { toUtf8 } from '../wire/utf8.js';
import { type Core, type OpCall, Refused } from './core.js';
import type { Files } from './package.js';

type Handle = { path: string; position: number; append: boolean; asset: boolean };

const flag = (name: string) => constantOf('@zos/fs', name);
const CREATE = flag('O_CREAT');
const TRUNCATE = flag('O_TRUNC');
const EXCLUSIVE = flag('O_EXCL');
const APPEND = flag('O_APPEND');

/** One spelling per place: `data://a//b/`, `/a/b` and `a/b` are the same file. */
const normal = (path: string) =>
  path
    .replace(/^[a-z]+:\/\//, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

const pathOf = (value: Json | undefined): string =>
  normal(typeof value === 'string' ? value : asText(asObject(value).path));

const bytesOf = (value: Json | undefined): Uint8Array =>
  isBytesMark(value) ? fromBase64(value.$bytes) : toUtf8(asText(value));

/** The program's own files, kept over kills, and the files of its package. Answers as the platform does: 0, -1, a handle. */
export class Disk {
  readonly files = new Map<string, Uint8Array>();
  private readonly folders = new Set<string>(['']);
  private readonly handles = new Map<number, Handle>();
  private readonly mayWrite: (call: OpCall) => boolean;
  private readonly assets: Files;
  private last = 2;

  constructor(core: Core, mayWrite: (call: OpCall) => boolean) {
    this.mayWrite = mayWrite;
    this.assets = core.program.device;
    core.ops.add('@zos/fs', {
      openSync: (call) => this.open(call),
      openAssetsSync: ({ args: [option] }) => this.openAsset(pathOf(option)),
      closeSync: ({ args: [option] }) => this.close(asNumber(option, asNumber(asObject(option).fd, -1))),
      statSync: ({ args: [option] }) => this.stat(pathOf(option)),
      statAssetsSync: ({ args: [option] }) => this.statAsset(pathOf(option)),
      readSync: ({ args: [option] }) => this.read(option),
      writeSync: (call) => this.write(call),
      rmSync: (call) => this.remove(call),
      renameSync: (call) => this.rename(call),
      mkdirSync: (call) => this.makeFolder(call),
      readdirSync: ({ args: [option] }) => this.list(pathOf(option)),
      readFileSync: ({ args: [option] }) => this.readFile(pathOf(option)),
      writeFileSync: (call) => this.writeFile(call),
    });
  }

  private open(call: OpCall): number {
    const option = asObject(call.args[0]);
    const path = pathOf(option);
    const flags = asNumber(option.flag);
    const there = this.files.has(path);
    if (path === '' || this.folders.has(path)) return -1;
    if ((!there && (flags & CREATE) === 0) || (there && (flags & EXCLUSIVE) !== 0)) return -1;
    if (!there || (flags & TRUNCATE) !== 0) {
      if (!this.mayWrite(call)) return -1;
      this.files.set(path, new Uint8Array(0));
    }
    return this.hold({ path, position: 0, append: (flags & APPEND) !== 0, asset: false });
  }

  private openAsset(path: string): number {
    if (this.asset(path) === undefined) return -1;
    return this.hold({ path, position: 0, append: false, asset: true });
  }

  private hold(handle: Handle): number {
    this.last += 1;
    this.handles.set(this.last, handle);
    return this.last;
  }

  private close(fd: number): number {
    return this.handles.delete(fd) ? 0 : -1;
  }

  private asset(path: string): Uint8Array | undefined {
    return this.assets[`assets/raw/${path}`] ?? this.assets[`assets/${path}`];
  }

  private stat(path: string): Json {
    const bytes = this.files.get(path);
    if (bytes !== undefined) return { size: bytes.length };
    return this.folders.has(path) ? { size: 0 } : null;
  }

  private statAsset(path: string): Json {
    const bytes = this.asset(path);
    return bytes === undefined ? null : { size: bytes.length };
  }

  private contentOf(handle: Handle): Uint8Array | undefined {
    return handle.asset ? this.asset(handle.path) : this.files.get(handle.path);
  }

  private read(given: Json | undefined): Json {
    const option = asObject(given);
    const handle = this.handles.get(asNumber(option.fd, -1));
    const content = handle === undefined ? undefined : this.contentOf(handle);
    if (handle === undefined || content === undefined) return -1;
    const from = asNumber(option.position, handle.position);
    const part = content.subarray(from, from + asNumber(option.length));
    if (typeof option.position !== 'number') handle.position += part.length;
    return { $bytes: toBase64(part) };
  }

  private write(call: OpCall): number {
    const option = asObject(call.args[0]);
    const handle = this.handles.get(asNumber(option.fd, -1));
    const content = handle === undefined || handle.asset ? undefined : this.contentOf(handle);
    if (handle === undefined || content === undefined || !this.mayWrite(call)) return -1;
    const bytes = bytesOf(option.bytes);
    const from = handle.append ? content.length : asNumber(option.position, handle.position);
    const made = new Uint8Array(Math.max(content.length, from + bytes.length));
    made.set(content);
    made.set(bytes, from);
    this.files.set(handle.path, made);
    if (typeof option.position !== 'number') handle.position = from + bytes.length;
    return bytes.length;
  }

  private remove(call: OpCall): number {
    const path = pathOf(call.args[0]);
    if (!this.mayWrite(call)) return -1;
    if (this.files.delete(path)) return 0;
    if (path === '' || !this.folders.has(path)) return -1;
    const inside = (name: string) => name === path || name.startsWith(`${path}/`);
    for (const name of [...this.files.keys()]) if (inside(name)) this.files.delete(name);
    for (const name of [...this.folders]) if (inside(name)) this.folders.delete(name);
    return 0;
  }

  private rename(call: OpCall): number {
    const option = asObject(call.args[0]);
    const bytes = this.files.get(normal(asText(option.oldPath)));
    if (bytes === undefined || !this.mayWrite(call)) return -1;
    this.files.delete(normal(asText(option.oldPath)));
    this.files.set(normal(asText(option.newPath)), bytes);
    return 0;
  }

  private makeFolder(call: OpCall): number {
    const path = pathOf(call.args[0]);
    if (this.folders.has(path) || this.files.has(path) || !this.mayWrite(call)) return -1;
    this.folders.add(path);
    return 0;
  }

  private list(path: string): Json {
    const names = new Set<string>();
    const prefix = path === '' ? '' : `${path}/`;
    for (const name of [...this.files.keys(), ...this.folders]) {
      if (name !== '' && name.startsWith(prefix) && name !== path) {
        names.add(name.slice(prefix.length).split('/')[0] ?? '');
      }
    }
    return names.size > 0 || this.folders.has(path) ? [...names].sort() : null;
  }

  private readFile(path: string): Json {
    const bytes = this.files.get(path);
    return bytes === undefined ? null : { $bytes: toBase64(bytes) };
  }

  private writeFile(call: OpCall): void {
    const option = asObject(call.args[0]);
    if (!this.mayWrite(call)) throw new Refused('Error', `writing ${asText(option.path)} is barred now`);
    this.files.set(pathOf(option), bytesOf(option.data));
  }
}
