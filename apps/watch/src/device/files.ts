import {
  closeSync,
  mkdirSync,
  O_CREAT,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from '@zos/fs';
import type { Files } from '../journal/files.js';
import { guarded } from './log.js';

const bytesOf = (text: string): ArrayBuffer => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i) & 0x7f;
  return bytes.buffer;
};

/** In slices: a call with 32,768 arguments is more than a small stack bears. */
const textOf = (buffer: ArrayBuffer, length: number): string => {
  const bytes = new Uint8Array(buffer, 0, length);
  let text = '';
  for (let i = 0; i < length; i += 512) {
    text += String.fromCharCode.apply(null, Array.from(bytes.subarray(i, Math.min(length, i + 512))));
  }
  return text;
};

const sizeOf = (path: string): number | undefined =>
  guarded(`stat ${path}`, undefined, () => statSync({ path })?.size);

function withFile<T>(path: string, flag: number, work: (fd: number) => T): T {
  const fd = openSync({ path, flag });
  if (!(fd >= 0)) throw new Error(`open ${path} gave ${fd}`);
  try {
    return work(fd);
  } finally {
    closeSync({ fd });
  }
}

function writeAt(path: string, flag: number, text: string, position: number): boolean {
  return withFile(path, flag, (fd) => {
    const buffer = bytesOf(text);
    const written = writeSync({ fd, buffer, options: { offset: 0, length: buffer.byteLength, position } });
    return written === buffer.byteLength;
  });
}

function replace(path: string, text: string): boolean {
  const spare = `${path}.new`;
  if (!writeAt(spare, O_WRONLY | O_CREAT | O_TRUNC, text, 0)) return false;
  rmSync({ path });
  return renameSync({ oldPath: spare, newPath: path }) === 0;
}

function readAll(path: string): string | undefined {
  const size = sizeOf(path);
  if (size === undefined) return undefined;
  if (size === 0) return '';
  return withFile(path, O_RDONLY, (fd) => {
    const buffer = new ArrayBuffer(size);
    return textOf(buffer, readSync({ fd, buffer }));
  });
}

/** Plain ASCII files in one folder of the program's own disk. Every fault is a `false` or `undefined`, never a throw. */
export function openFiles(folder: string): Files {
  guarded(`mkdir ${folder}`, 0, () => (sizeOf(folder) === undefined ? mkdirSync({ path: folder }) : 0));
  const at = (name: string) => `${folder}/${name}`;
  return {
    names: () => guarded('readdir', [], () => readdirSync({ path: folder }) ?? []),
    read: (name) => guarded(`read ${name}`, undefined, () => readAll(at(name))),
    append: (name, text) =>
      guarded(`append ${name}`, false, () =>
        writeAt(at(name), O_WRONLY | O_CREAT, text, sizeOf(at(name)) ?? 0),
      ),
    replace: (name, text) => guarded(`replace ${name}`, false, () => replace(at(name), text)),
    remove: (name) => guarded(`remove ${name}`, undefined, () => void rmSync({ path: at(name) })),
  };
}
