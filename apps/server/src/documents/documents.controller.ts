import { Body, Controller, Delete, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { From } from '../accounts/access.js';
import { type Actor, authorOf } from '../accounts/who.js';
import { refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { Documents } from './documents.js';
import { DocumentPath, ListQuery, PutForm, VersionPath, VersionsQuery, WithdrawQuery } from './forms.js';

const authored = (who: Actor) => ({ accountId: who.accountId, madeBy: authorOf(who) });

@Controller('api/v1/documents')
export class DocumentsController {
  constructor(@Inject(Documents) private readonly documents: Documents) {}

  @Get()
  async list(@From() { accountId }: Actor, @Query() query: unknown) {
    const form = validate(ListQuery, query);
    return form.ok ? this.documents.list(accountId, form.value) : form;
  }

  @Get(':kind/:id')
  async get(@From() { accountId }: Actor, @Param() params: unknown) {
    const path = validate(DocumentPath, params);
    return path.ok ? this.documents.get({ accountId, ...path.value }) : refuse('not-found');
  }

  @Put(':kind/:id')
  async put(@From() who: Actor, @Param() params: unknown, @Body() body: unknown) {
    const path = validate(DocumentPath, params);
    const form = validate(PutForm, body);
    if (!path.ok) return path;
    return form.ok ? this.documents.put({ ...authored(who), ...path.value, ...form.value }) : form;
  }

  @Delete(':kind/:id')
  async withdraw(@From() who: Actor, @Param() params: unknown, @Query() query: unknown) {
    const path = validate(DocumentPath, params);
    const form = validate(WithdrawQuery, query);
    if (!path.ok) return refuse('not-found');
    return form.ok
      ? this.documents.put({ ...authored(who), ...path.value, ...form.value, body: null })
      : form;
  }

  @Get(':kind/:id/versions')
  async versions(@From() { accountId }: Actor, @Param() params: unknown, @Query() query: unknown) {
    const path = validate(DocumentPath, params);
    const form = validate(VersionsQuery, query);
    if (!path.ok) return refuse('not-found');
    if (!form.ok) return form;
    const { before = Number.MAX_SAFE_INTEGER, limit } = form.value;
    return this.documents.versions({ accountId, ...path.value }, { before, limit });
  }

  @Get(':kind/:id/versions/:version')
  async version(@From() { accountId }: Actor, @Param() params: unknown) {
    const path = validate(VersionPath, params);
    if (!path.ok) return refuse('not-found');
    const { version, ...key } = path.value;
    return this.documents.version({ accountId, ...key }, version);
  }
}
