import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { validate } from '../../problems/validate.js';
import { From } from '../access.js';
import type { AccountWho } from '../who.js';
import { InvitationForm, RoleForm } from './forms.js';
import { Invitations } from './invitations.js';
import { Members } from './members.js';

@Controller('api/v1')
export class HouseholdController {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Invitations) private readonly invitations: Invitations,
  ) {}

  @Get('members')
  async list() {
    return { ok: true, members: await this.members.list() };
  }

  @Post('members/:id/role')
  @HttpCode(200)
  async changeRole(@From() who: AccountWho, @Param('id') id: string, @Body() body: unknown) {
    const form = validate(RoleForm, body);
    return form.ok ? this.members.changeRole({ by: who.accountId, id }, form.value.role) : form;
  }

  @Post('members/:id/disable')
  @HttpCode(200)
  disable(@From() who: AccountWho, @Param('id') id: string) {
    return this.members.disable({ by: who.accountId, id });
  }

  @Post('members/:id/enable')
  @HttpCode(200)
  enable(@From() who: AccountWho, @Param('id') id: string) {
    return this.members.enable({ by: who.accountId, id });
  }

  @Delete('members/:id')
  remove(@From() who: AccountWho, @Param('id') id: string) {
    return this.members.remove({ by: who.accountId, id });
  }

  @Post('invitations')
  @HttpCode(200)
  async invite(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(InvitationForm, body);
    return form.ok ? this.invitations.make(who.accountId, form.value) : form;
  }

  @Get('invitations')
  async listInvitations() {
    return { ok: true, invitations: await this.invitations.list() };
  }

  @Delete('invitations/:id')
  revokeInvitation(@From() who: AccountWho, @Param('id') id: string) {
    return this.invitations.revoke(who.accountId, id);
  }
}
