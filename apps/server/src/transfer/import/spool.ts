import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from '../../accounts/secrets.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { checkAccountFile, decoded, type SoundFile } from '../format/check-account-file.js';
import { TRANSFER_LIMITS } from '../format/limits.js';
import { readLine } from '../format/read-line.js';
import { splitLines } from '../format/split-lines.js';
import type { Numbered } from '../merge/decided.js';

/** A file that came in, was found sound and lies on the disk without a name: it is gone when it is closed, or with us. */
export type Spooled = SoundFile & {
  bytes: number;
  batches(): AsyncGenerator<Numbered[]>;
  close(): Promise<void>;
};

class TooLarge extends Error {}

/** Takes in a whole file before anything of it counts. Memory stays at a line and a chunk. */
export async function spool(folder: string, upload: Readable): Promise<Answer<{ file: Spooled }>> {
  const handle = await openNameless(folder);
  try {
    const { bytes, checked } = await receive(handle, upload);
    if (checked.ok) return { ok: true, file: spooled(handle, { ...checked.file, bytes }) };
    await handle.close();
    return { ...refuse('file-refused'), problems: checked.problems };
  } catch (fault) {
    await handle.close();
    return refusalFor(fault);
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, newId());
  const handle = await open(file, 'wx+', 0o600);
  await unlink(file);
  return handle;
}

async function receive(handle: FileHandle, upload: Readable) {
  let bytes = 0;
  // A request that is destroyed takes its answer with it: what nobody wants to read is let run out.
  const chunks = upload.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  async function* kept() {
    for await (const chunk of { [Symbol.asyncIterator]: () => chunks }) {
      bytes += chunk.length;
      if (bytes > TRANSFER_LIMITS.fileBytes) throw new TooLarge();
      await handle.write(chunk);
      yield chunk;
    }
  }
  const checked = await checkAccountFile(kept());
  return { bytes, checked };
}

function refusalFor(fault: unknown): Answer<{ file: Spooled }> {
  if (fault instanceof TooLarge) return refuse('too-large');
  const { code } = fault as { code?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('cannot-write');
  // Who sent it is gone; nobody hears this.
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') return refuse('invalid');
  throw fault;
}

const BATCH = { lines: 250, bytes: 512 * 1024 };

function spooled(handle: FileHandle, file: SoundFile & { bytes: number }): Spooled {
  async function* batches(): AsyncGenerator<Numbered[]> {
    const chunks = handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 });
    let batch: Numbered[] = [];
    let bytes = 0;
    for await (const raw of splitLines(chunks, TRANSFER_LIMITS.lineBytes)) {
      const line = readLine(decoded(raw.bytes) ?? '');
      if (!line.ok || raw.fault) throw new Error('the file on the disk is not the one that was checked');
      if (line.value.line === 'header' || line.value.line === 'end') continue;
      batch.push({ number: raw.number, line: line.value });
      bytes += raw.bytes.length;
      if (batch.length < BATCH.lines && bytes < BATCH.bytes) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
    if (batch.length > 0) yield batch;
  }
  return { ...file, batches, close: () => handle.close() };
}
