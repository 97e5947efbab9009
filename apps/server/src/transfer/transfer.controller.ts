import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../accounts/access.js';
import type { Actor } from '../accounts/who.js';
import { Refused } from '../problems/refused.js';
import { Exports } from './export/exports.js';
import { LINES_TYPE } from './upload-parser.js';

@Controller('api/v1')
export class TransferController {
  constructor(@Inject(Exports) private readonly exports: Exports) {}

  @Get('export')
  async export(@From() { accountId }: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const opened = await this.exports.open(accountId);
    if (!opened.ok) throw new Refused(opened.code, opened.retryAfterMs);
    const { name, text } = opened.file;
    const disposition = `attachment; filename="${name}"`;
    void reply.headers({ 'content-disposition': disposition, 'cache-control': 'no-store' }).type(LINES_TYPE);
    if (request.method !== 'HEAD') return reply.send(text);
    // Who asks for the head alone does not have the account read for it.
    text.destroy();
    return reply.send('');
  }
}
