import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { type Answer, refuse } from '../problems/problems.js';
import { Refused } from '../problems/refused.js';
import { uploadIn } from '../transfer/upload-parser.js';
import { HISTORY_LIMITS } from './read/limits.js';

/** What a browser or a script calls such files; what they are is seen by their bytes. */
const TYPES = ['text/csv', 'application/vnd.ant.fit', 'application/octet-stream'];
const UPLOADS: ReadonlySet<string> = new Set(['/api/v1/session-imports', '/api/v1/session-imports/preview']);

/** Lets the two addresses have their body as a stream: whoever asks is looked at before anything of it is read. */
export function takeHistoriesAt(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(TYPES, (request, payload, done) => {
    if (UPLOADS.has(request.routeOptions.url ?? '')) done(null, payload);
    else done(new Refused('invalid'), undefined);
  });
}

/** The whole file in a request; it is small enough to be held. */
export async function fileIn(request: FastifyRequest): Promise<Answer<{ bytes: Buffer }>> {
  const upload = uploadIn(request);
  if (upload === undefined) return refuse('invalid');
  if (Number(request.headers['content-length'] ?? 0) > HISTORY_LIMITS.fileBytes) return refuse('too-large');
  try {
    return await collected(upload);
  } catch (fault) {
    const { code } = fault as { code?: string };
    // Who sent it is gone; nobody hears this.
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') return refuse('invalid');
    throw fault;
  }
}

async function collected(upload: Readable): Promise<Answer<{ bytes: Buffer }>> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A request that is destroyed takes its answer with it: what nobody wants to read is let run out.
  const iterator = upload.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  for await (const chunk of { [Symbol.asyncIterator]: () => iterator }) {
    size += chunk.length;
    if (size > HISTORY_LIMITS.fileBytes) return refuse('too-large');
    chunks.push(chunk);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
