import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const UNPACK: Record<string, (packed: IncomingMessage) => Readable> = {
  identity: (packed) => packed,
  gzip: (packed) => unpacked(packed, createGunzip()),
  'x-gzip': (packed) => unpacked(packed, createGunzip()),
  deflate: (packed) => unpacked(packed, createInflate()),
  br: (packed) => unpacked(packed, createBrotliDecompress()),
};
export const ACCEPTED = 'gzip, br';

type Unpacker = ReturnType<typeof createGunzip>;

function unpacked(packed: IncomingMessage, unpacker: Unpacker): Readable {
  packed.once('error', (fault) => unpacker.destroy(fault));
  packed.once('aborted', () => unpacker.destroy(new Error('cut')));
  return packed.pipe(unpacker);
}

export type Body = { ok: true; body: Buffer } | { ok: false; why: 'too-large' | 'unreadable' };

/** Reads an answer's body, at most `limit` bytes of it unpacked: a packed bomb is dropped as it swells. */
export async function readBody(answer: IncomingMessage, limit: number): Promise<Body> {
  const unpack = UNPACK[(answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase()];
  if (!unpack) return { ok: false, why: 'unreadable' };
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of unpack(answer) as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > limit) return { ok: false, why: 'too-large' };
      parts.push(part);
    }
  } catch {
    return { ok: false, why: 'unreadable' };
  }
  return { ok: true, body: Buffer.concat(parts) };
}
