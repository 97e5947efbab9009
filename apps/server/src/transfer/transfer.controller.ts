import type { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../accounts/access.js';
import type { Actor } from '../accounts/who.js';
import { type Answer, refuse } from '../problems/problems.js';
import { Refused } from '../problems/refused.js';
import { validate } from '../problems/validate.js';
import { Exports } from './export/exports.js';
import { TRANSFER_LIMITS } from './format/limits.js';
import { ImportQuery } from './forms.js';
import { Imports } from './import/imports.js';
import { LINES_TYPE, uploadIn } from './upload-parser.js';

@Controller('api/v1')
export class TransferController {
  constructor(
    @Inject(Exports) private readonly exports: Exports,
    @Inject(Imports) private readonly imports: Imports,
  ) {}

  @Get('export')
  async export(@From() { accountId }: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const opened = await this.exports.open(accountId);
    if (!opened.ok) throw new Refused(opened.code, opened.retryAfterMs);
    const { name, text } = opened.file;
    const disposition = `attachment; filename="${name}"`;
    void reply
      .headers({ 'content-disposition': disposition, 'cache-control': 'no-store' })
      .type(`${LINES_TYPE}; charset=utf-8`);
    if (request.method !== 'HEAD') return reply.send(text);
    // Who asks for the head alone does not have the account read for it.
    text.destroy();
    return reply.send('');
  }

  @Get('import')
  state(@From() { accountId }: Actor) {
    return this.imports.state(accountId);
  }

  @Post('import/preview')
  @HttpCode(200)
  preview(@From() { accountId }: Actor, @Req() request: FastifyRequest) {
    return withUpload(request, (upload) => this.imports.preview(accountId, upload));
  }

  @Post('import')
  @HttpCode(200)
  import(@From() { accountId }: Actor, @Req() request: FastifyRequest, @Query() query: unknown) {
    const form = validate(ImportQuery, query);
    if (!form.ok) return form;
    return withUpload(request, (upload) => this.imports.begin(accountId, upload, form.value.digest));
  }
}

async function withUpload<T>(
  request: FastifyRequest,
  work: (upload: Readable) => Promise<Answer<T & object>>,
): Promise<Answer<T & object>> {
  const upload = uploadIn(request);
  if (upload === undefined) return refuse('invalid');
  if (Number(request.headers['content-length'] ?? 0) > TRANSFER_LIMITS.fileBytes) return refuse('too-large');
  return work(upload);
}
