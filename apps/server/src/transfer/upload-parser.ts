import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Refused } from '../problems/refused.js';

/** JSON lines: one value a line. */
export const LINES_TYPE = 'application/x-ndjson';
/** Where a whole file may come in. Everywhere else a body stays as small as it was. */
export const UPLOADS: ReadonlySet<string> = new Set(['/api/v1/import', '/api/v1/import/preview']);

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
