import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { From } from '../accounts/access.js';
import type { AccountWho } from '../accounts/who.js';
import { Refused } from '../problems/refused.js';
import { validate } from '../problems/validate.js';
import { Calendar } from './calendar.js';
import { CalendarFeeds } from './feeds.js';
import { FeedForm } from './forms.js';

@Controller()
export class CalendarController {
  constructor(
    @Inject(CalendarFeeds) private readonly feeds: CalendarFeeds,
    @Inject(Calendar) private readonly calendar: Calendar,
  ) {}

  @Post('api/v1/calendar-feeds')
  @HttpCode(200)
  async make(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(FeedForm, body);
    return form.ok ? this.feeds.make(who.accountId, form.value.name) : form;
  }

  @Get('api/v1/calendar-feeds')
  async list(@From() who: AccountWho) {
    return { ok: true, feeds: await this.feeds.list(who.accountId) };
  }

  @Post('api/v1/calendar-feeds/:id/replace')
  @HttpCode(200)
  replace(@From() who: AccountWho, @Param('id') id: string) {
    return this.feeds.replace(who.accountId, id);
  }

  @Delete('api/v1/calendar-feeds/:id')
  remove(@From() who: AccountWho, @Param('id') id: string) {
    return this.feeds.remove(who.accountId, id);
  }

  /** The address itself is the secret: no store may keep it, no search engine list it, no link pass it on. */
  @Get('calendar/:secret(^plb_i_[\\w-]{43}).ics')
  async feed(
    @Param('secret') secret: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const accountId = await this.feeds.accountOf(secret);
    if (accountId === undefined) throw new Refused('not-found');
    const version = await this.calendar.versionOf(accountId);
    const headers = { etag: version, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' };
    void reply.headers(headers);
    if (isKnown(known, version)) return reply.status(304).send();
    const text = await this.calendar.textOf(accountId);
    const inline = { 'content-disposition': 'inline; filename="plumbline.ics"' };
    return reply.headers(inline).type('text/calendar; charset=utf-8').send(text);
  }
}

/** One of several versions may be named, and a store on the way may have marked it as weak. */
const isKnown = (known: string | undefined, version: string): boolean =>
  (known ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === version);
