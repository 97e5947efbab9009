import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { validate } from '../../problems/validate.js';
import { From } from '../access.js';
import type { AccountWho } from '../who.js';
import { LinkForm, TakeForm } from './forms.js';
import { HistoryGrants } from './history-grants.js';
import { HistoryLinks } from './history-links.js';

@Controller('api/v1/history-grants')
export class SharingController {
  constructor(
    @Inject(HistoryGrants) private readonly grants: HistoryGrants,
    @Inject(HistoryLinks) private readonly links: HistoryLinks,
  ) {}

  @Get()
  async list(@From() { accountId }: AccountWho) {
    const [links, readers, histories] = await Promise.all([
      this.links.list(accountId),
      this.grants.readersOf(accountId),
      this.grants.historiesFor(accountId),
    ]);
    return { ok: true, links, readers, histories };
  }

  @Post('links')
  @HttpCode(200)
  async makeLink(@From() { accountId }: AccountWho, @Body() body: unknown) {
    const form = validate(LinkForm, body);
    return form.ok ? this.links.make(accountId, form.value.note) : form;
  }

  @Delete('links/:id')
  revokeLink(@From() { accountId }: AccountWho, @Param('id') id: string) {
    return this.links.revoke(accountId, id);
  }

  @Post('take')
  @HttpCode(200)
  async take(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(TakeForm, body);
    return form.ok ? this.grants.take(who, form.value.token) : form;
  }

  @Delete('readers/:id')
  endReader(@From() { accountId }: AccountWho, @Param('id') readerId: string) {
    return this.grants.end({ ownerId: accountId, readerId });
  }

  @Delete('histories/:id')
  endHistory(@From() { accountId }: AccountWho, @Param('id') ownerId: string) {
    return this.grants.end({ ownerId, readerId: accountId });
  }
}
