import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unlisted } from '../accounts/access.js';
import { Refused } from '../problems/refused.js';
import { findFile, frameHeaders, type WebFile, webRoots } from './files.js';

export const WEB_ROOTS = Symbol('web-roots');
export type WebRoots = ReturnType<typeof webRoots>;

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Plumbline</title>
<p>Plumbline is running, but its dashboard is not built yet. Stop it and type <code>npm start</code>: that builds what is missing.</p></html>
`;
const YEAR = 'public, max-age=31536000, immutable';

/** The dashboard and the two files of the virtual watch. Every address of the dashboard is its one document. */
@Controller()
@Unlisted()
export class WebController {
  constructor(@Inject(WEB_ROOTS) private readonly roots: WebRoots) {}

  @Get('plumbline.zab')
  watchPackage(@Res() reply: FastifyReply) {
    const { watchPackage } = this.roots;
    const found = findFile(path.dirname(watchPackage), path.basename(watchPackage));
    if (!found) throw new Refused('not-found');
    return send(reply, { ...found, type: 'application/zip' });
  }

  /** The sandboxed document of the virtual watch: only it has these headers, and without them it is not served. */
  @Get('watch-frame')
  watchFrame(@Res() reply: FastifyReply) {
    const found = findFile(this.roots.dashboard, 'watch-frame.html');
    const headers = frameHeaders(this.roots.dashboard);
    if (!found || !headers) throw new Refused('not-found');
    return send(reply.headers(headers), found);
  }

  @Get('*')
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const asked = request.url.split('?')[0] as string;
    if (/^\/(api|socket\.io)(\/|$)/.test(asked)) throw new Refused('not-found');
    const found = findFile(this.roots.dashboard, asked.slice(1));
    if (found && !isPrivate(found)) return send(reply, found);
    if (path.extname(asked) !== '') throw new Refused('not-found');
    const document = findFile(this.roots.dashboard, 'index.html');
    if (document) return send(reply, document);
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(NOT_BUILT);
  }
}

/** Never as an ordinary page: it would run packaged code under the dashboard's own headers. */
const isPrivate = ({ file }: WebFile): boolean => path.basename(file).toLowerCase().startsWith('watch-frame');

const send = (reply: FastifyReply, { file, type, forEver }: WebFile) =>
  reply
    .type(type)
    .header('cache-control', forEver ? YEAR : 'no-cache')
    .send(createReadStream(file));
