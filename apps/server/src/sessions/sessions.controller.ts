import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { From, HistoryOf } from '../accounts/access.js';
import type { Actor } from '../accounts/who.js';
import { validate } from '../problems/validate.js';
import { HistoryQuery, WeekQuery } from './forms.js';
import { beginningIn, Sessions } from './sessions.js';

@Controller('api/v1')
export class SessionsController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  @Get('sessions')
  async history(@HistoryOf() ownerId: string, @Query() query: unknown) {
    const form = validate(HistoryQuery, query);
    return form.ok ? this.sessions.history(ownerId, form.value.limit, form.value.before) : form;
  }

  @Get('sessions/:id')
  async detail(@From() { accountId }: Actor, @HistoryOf() ownerId: string, @Param('id') id: string) {
    const answer = await this.sessions.detail(ownerId, id);
    return !answer.ok || ownerId === accountId ? answer : { ...answer, entries: beginningIn(answer.entries) };
  }

  /** When a device was last heard of is for its own account alone. */
  @Get('week')
  async week(@From() { accountId }: Actor, @HistoryOf() ownerId: string, @Query() query: unknown) {
    const form = validate(WeekQuery, query);
    if (!form.ok) return form;
    const answer = await this.sessions.week(ownerId, form.value.day);
    const lastContactAt = ownerId === accountId ? await this.sessions.lastContactAt(accountId) : undefined;
    return lastContactAt === undefined ? answer : { ...answer, lastContactAt };
  }
}
