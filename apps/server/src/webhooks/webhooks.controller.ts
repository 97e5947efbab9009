import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { From } from '../accounts/access.js';
import type { AccountWho } from '../accounts/who.js';
import { validate } from '../problems/validate.js';
import { ResumeForm, WebhookForm } from './forms.js';
import { Webhooks } from './webhooks.js';

@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(@Inject(Webhooks) private readonly webhooks: Webhooks) {}

  @Post()
  @HttpCode(200)
  async make(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(WebhookForm, body);
    return form.ok ? this.webhooks.make(who.accountId, form.value) : form;
  }

  @Get()
  async list(@From() who: AccountWho) {
    return { ok: true, webhooks: await this.webhooks.list(who.accountId) };
  }

  @Delete(':id')
  remove(@From() who: AccountWho, @Param('id') id: string) {
    return this.webhooks.remove(who.accountId, id);
  }

  @Get(':id/deliveries')
  deliveries(@From() who: AccountWho, @Param('id') id: string) {
    return this.webhooks.history(who.accountId, id);
  }

  @Post(':id/test')
  @HttpCode(200)
  test(@From() who: AccountWho, @Param('id') id: string) {
    return this.webhooks.test(who.accountId, id);
  }

  @Post(':id/pause')
  @HttpCode(200)
  pause(@From() who: AccountWho, @Param('id') id: string) {
    return this.webhooks.pause(who.accountId, id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  async resume(@From() who: AccountWho, @Param('id') id: string, @Body() body: unknown) {
    const form = validate(ResumeForm, body ?? {});
    return form.ok ? this.webhooks.resume(who.accountId, id, form.value.skip) : form;
  }
}
