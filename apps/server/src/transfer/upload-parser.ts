import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Refused } from '../problems/refused.js';

/** JSON lines: one value a line. */
export const LINES_TYPE = 'application/x-ndjson';
/** Where a whole file may come in. Everywhere else a body stays as small as it was. */
const UPLOADS: ReadonlySet<string> = new Set(['/api/v1/import', '/api/v1/import/preview']);
/** A sender that falls silent for so long has gone. */
const SILENT_MS = 60_000;

/**
 * Lets the two addresses have their body as a stream. Nothing of it is read here: whoever asks is looked at first, and the
 * limits are counted where the file is read.
 */
export function takeFilesAt(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(LINES_TYPE, (request, payload, done) => {
    if (UPLOADS.has(request.routeOptions.url ?? '')) done(null, payload);
    else done(new Refused('invalid'), undefined);
  });
}

/** The file in a request, if it brings one as it is: packed ones could unfold to anything. */
export function uploadIn({ body, headers, raw }: FastifyRequest): Readable | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!(body instanceof Readable) || encoding !== 'identity') return undefined;
  endWithSender(raw);
  return body;
}

/** A sender that says goodbye, or nothing, before the file is whole will not send the rest: nobody waits for it. */
function endWithSender(raw: IncomingMessage): void {
  const { socket } = raw;
  const end = () => void (raw.complete || raw.destroy(new Departed()));
  socket.once('end', end);
  raw.setTimeout(SILENT_MS, end);
  raw.once('end', () => raw.setTimeout(0));
  raw.once('close', () => socket.removeListener('end', end));
}

class Departed extends Error {
  readonly code = 'ECONNRESET';
}
