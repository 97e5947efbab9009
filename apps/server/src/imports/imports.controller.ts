import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { From } from '../accounts/access.js';
import { type Actor, authorOf } from '../accounts/who.js';
import { refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { BringQuery, ImportPath, PreviewQuery } from './forms.js';
import { SessionImports } from './session-imports.js';
import { fileIn } from './upload.js';

const actOf = (who: Actor) => ({ accountId: who.accountId, by: authorOf(who) });

@Controller('api/v1/session-imports')
export class ImportsController {
  constructor(@Inject(SessionImports) private readonly imports: SessionImports) {}

  @Post('preview')
  @HttpCode(200)
  async preview(@From() { accountId }: Actor, @Req() request: FastifyRequest, @Query() query: unknown) {
    const form = validate(PreviewQuery, query);
    if (!form.ok) return form;
    const file = await fileIn(request);
    const { options = {} } = form.value;
    return file.ok ? this.imports.preview(accountId, { bytes: file.bytes, options }) : file;
  }

  @Post()
  @HttpCode(200)
  async begin(@From() { accountId }: Actor, @Req() request: FastifyRequest, @Query() query: unknown) {
    const form = validate(BringQuery, query);
    if (!form.ok) return form;
    const file = await fileIn(request);
    const { options = {}, ...wish } = form.value;
    return file.ok ? this.imports.begin(accountId, { ...wish, bytes: file.bytes, options }) : file;
  }

  @Get()
  list(@From() { accountId }: Actor) {
    return this.imports.list(accountId);
  }

  @Delete(':id')
  async undo(@From() who: Actor, @Param() params: unknown) {
    const path = validate(ImportPath, params);
    return path.ok ? this.imports.undo(actOf(who), path.value.id) : refuse('not-found');
  }

  @Post(':id/restore')
  @HttpCode(200)
  async restore(@From() who: Actor, @Param() params: unknown) {
    const path = validate(ImportPath, params);
    return path.ok ? this.imports.restore(actOf(who), path.value.id) : refuse('not-found');
  }
}
