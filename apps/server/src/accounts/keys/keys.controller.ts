import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { validate } from '../../problems/validate.js';
import { From } from '../access.js';
import type { AccountWho } from '../who.js';
import { KeyForm } from './forms.js';
import { Keys } from './keys.js';

@Controller('api/v1/keys')
export class KeysController {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  @Post()
  @HttpCode(200)
  async make(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(KeyForm, body);
    return form.ok ? this.keys.make(who.accountId, form.value) : form;
  }

  @Get()
  async list(@From() who: AccountWho) {
    return { ok: true, keys: await this.keys.list(who.accountId) };
  }

  @Delete(':id')
  revoke(@From() who: AccountWho, @Param('id') id: string) {
    return this.keys.revoke(who.accountId, id);
  }
}
