import { Inflate } from 'fflate';
import { fromUtf8 } from '../wire/utf8.js';

/** The files of one half of a package by path. Without a prototype, so that no name finds what is not a file. */
export type Files = Record<string, Uint8Array>;

/**
 * What a package may hold. A watch has far less; whatever asks for more is a mistake or a bomb. All of it is known from the
 * list at the end of an archive, so it is checked before anything is unpacked.
 */
export const PACKAGE_LIMITS = {
  /** Bytes of the file itself. */
  packed: 64 * 1024 * 1024,
  /** Bytes after unpacking, over all archives inside one another that are opened. */
  unpacked: 64 * 1024 * 1024,
  /** Files of one archive. */
  entries: 8_192,
  /** Times that an archive may swell; up to `freely` bytes it may swell as it likes. */
  ratio: 250,
  freely: 4 * 1024 * 1024,
  /** UTF-8 bytes of a path, and folders in it. */
  nameBytes: 512,
  depth: 32,
};

/** A package that cannot run; the message is a sentence for people. */
export class Bad extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Bytes that may still be unpacked, shared by the archives inside one another. */
export type Budget = { left: number };
export const newBudget = (): Budget => ({ left: PACKAGE_LIMITS.unpacked });

type Entry = { name: string; method: number; packed: number; size: number; crc: number; at: number };

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LISTED_BYTES = 46;
const LOCAL_BYTES = 30;
/** The longest comment that may follow the end mark. */
const MOST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let word = byte;
  for (let bit = 0; bit < 8; bit += 1) word = (word & 1) === 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  return word;
});

function checksum(bytes: Uint8Array): number {
  let word = 0xffffffff;
  for (let i = 0; i < bytes.length; i += 1)
    word = (TABLE[(word ^ (bytes[i] ?? 0)) & 255] ?? 0) ^ (word >>> 8);
  return (word ^ 0xffffffff) >>> 0;
}

const shown = (name: string) => JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);

/** A path may only lead down, and only to one place. */
function checkName(name: string, what: string): void {
  const parts = name.split('/');
  const climbs = name.startsWith('/') || /^[a-z]:/i.test(name) || parts.includes('..');
  if (climbs || name.includes('\\')) {
    throw new Bad('unsafe-path', `${what} holds a file that climbs out of it: ${shown(name)}.`);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (name === '' || /[\x00-\x1f\x7f]/.test(name) || parts.includes('__proto__')) {
    throw new Bad('unsafe-path', `${what} holds a file whose name cannot be used: ${shown(name)}.`);
  }
  if (parts.length > PACKAGE_LIMITS.depth) {
    throw new Bad('unsafe-path', `${what} holds a file in too many folders: ${shown(name)}.`);
  }
}

/** Names are UTF-8; older packers wrote the bytes of some code page, which are taken as they are. */
function nameOf(bytes: Uint8Array): string {
  const name = fromUtf8(bytes);
  return name.includes('\ufffd') ? String.fromCharCode(...bytes) : name;
}

/** One zip archive: its list is read and checked at once, its files are unpacked one by one. */
export class Archive {
  private readonly entries = new Map<string, Entry>();
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly what: string;
  private readonly budget: Budget;

  /** `what` names the archive in sentences. Throws `Bad` for one that breaks a limit or is none. */
  constructor(bytes: Uint8Array, what: string, budget: Budget) {
    this.bytes = bytes;
    this.what = what;
    this.budget = budget;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length > PACKAGE_LIMITS.packed) throw this.tooLarge('larger', PACKAGE_LIMITS.packed);
    this.readList();
    this.checkSizes();
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Unpacks one file; undefined when there is none of that name. */
  read(name: string): Uint8Array | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    this.budget.left -= entry.size;
    if (this.budget.left < 0) throw this.tooLarge('unpacks to', PACKAGE_LIMITS.unpacked);
    const packed = this.packedBytes(entry);
    const made = entry.method === STORED ? packed.slice() : this.inflate(packed, entry);
    if (made.length !== entry.size || checksum(made) !== entry.crc) throw this.damaged(name);
    return made;
  }

  readAll(): Files {
    const total = [...this.entries.values()].reduce((sum, { size }) => sum + size, 0);
    if (total > this.budget.left) throw this.tooLarge('unpacks to', PACKAGE_LIMITS.unpacked);
    const files = Object.create(null) as Files;
    for (const name of this.entries.keys()) files[name] = this.read(name) as Uint8Array;
    return files;
  }

  private tooLarge(how: string, limit: number): Bad {
    return new Bad('too-large', `${this.what} ${how} more than ${limit / 1024 / 1024} MB.`);
  }

  private damaged(name: string): Bad {
    return new Bad('not-a-package', `${this.what} is damaged: ${shown(name)} cannot be unpacked.`);
  }

  private unreadable(): Bad {
    return new Bad('not-a-package', `${this.what} is no zip archive that can be read.`);
  }

  private findEnd(): number {
    const last = this.bytes.length - END_BYTES;
    for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at -= 1) {
      if (this.view.getUint32(at, true) === END) return at;
    }
    throw this.unreadable();
  }

  private readList(): void {
    const end = this.findEnd();
    const count = this.view.getUint16(end + 10, true);
    let at = this.view.getUint32(end + 16, true);
    if (count > PACKAGE_LIMITS.entries) {
      throw new Bad('too-large', `${this.what} holds more than ${PACKAGE_LIMITS.entries} files.`);
    }
    for (let i = 0; i < count; i += 1) {
      if (at + LISTED_BYTES > end || this.view.getUint32(at, true) !== LISTED) throw this.unreadable();
      const lengths = [28, 30, 32].map((place) => this.view.getUint16(at + place, true));
      const [nameBytes = 0, extra = 0, comment = 0] = lengths;
      this.list(at, nameBytes);
      at += LISTED_BYTES + nameBytes + extra + comment;
    }
  }

  private list(at: number, nameBytes: number): void {
    if (nameBytes > PACKAGE_LIMITS.nameBytes) {
      throw new Bad('unsafe-path', `${this.what} holds a file whose name is ${nameBytes} bytes long.`);
    }
    const start = at + LISTED_BYTES;
    const name = nameOf(this.bytes.subarray(start, start + nameBytes));
    checkName(name, this.what);
    if (name.endsWith('/')) return;
    if (this.entries.has(name)) {
      throw new Bad('unsafe-path', `${this.what} holds two files of the name ${shown(name)}.`);
    }
    const word = (place: number) => this.view.getUint32(at + place, true);
    const short = (place: number) => this.view.getUint16(at + place, true);
    if ((short(8) & ENCRYPTED) !== 0) {
      throw new Bad('not-a-package', `${this.what} is locked with a password.`);
    }
    const entry = { name, method: short(10), crc: word(16), packed: word(20), size: word(24), at: word(42) };
    if (entry.method !== STORED && entry.method !== DEFLATED) throw this.damaged(name);
    this.entries.set(name, entry);
  }

  private checkSizes(): void {
    let total = 0;
    for (const { size } of this.entries.values()) total += size;
    // Variants for other watches lie packed in a package and are never unpacked; only what swells is suspicious here.
    const swells = total > PACKAGE_LIMITS.freely && total > this.bytes.length * PACKAGE_LIMITS.ratio;
    if (swells) {
      throw new Bad('too-large', `${this.what} swells to ${PACKAGE_LIMITS.ratio} times its size or more.`);
    }
    const largest = [...this.entries.values()].find(({ size }) => size > PACKAGE_LIMITS.unpacked);
    if (largest !== undefined) throw this.tooLarge('unpacks to', PACKAGE_LIMITS.unpacked);
  }

  private packedBytes({ name, at, packed }: Entry): Uint8Array {
    const { length } = this.bytes;
    if (at + LOCAL_BYTES > length || this.view.getUint32(at, true) !== LOCAL) throw this.damaged(name);
    const start = at + LOCAL_BYTES + this.view.getUint16(at + 26, true) + this.view.getUint16(at + 28, true);
    if (start + packed > length) throw this.damaged(name);
    return this.bytes.subarray(start, start + packed);
  }

  /** Stops as soon as more comes out than the list has promised. */
  private inflate(packed: Uint8Array, { name, size }: Entry): Uint8Array {
    const made = new Uint8Array(size);
    let used = 0;
    const stream = new Inflate((part) => {
      if (used + part.length > size) throw this.damaged(name);
      made.set(part, used);
      used += part.length;
    });
    try {
      const step = 16 * 1024;
      for (let at = 0; at < packed.length; at += step) {
        stream.push(packed.subarray(at, at + step), at + step >= packed.length);
      }
    } catch {
      throw this.damaged(name);
    }
    return used === size ? made : made.subarray(0, used);
  }
}
