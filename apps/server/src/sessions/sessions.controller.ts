import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { From } from '../accounts/access.js';
import type { Actor } from '../accounts/who.js';
import { validate } from '../problems/validate.js';
import { HistoryQuery, WeekQuery } from './forms.js';
import { Sessions } from './sessions.js';

@Controller('api/v1')
export class SessionsController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  @Get('sessions')
  async history(@From() who: Actor, @Query() query: unknown) {
    const form = validate(HistoryQuery, query);
    return form.ok ? this.sessions.history(who.accountId, form.value.limit, form.value.before) : form;
  }

  @Get('sessions/:id')
  detail(@From() who: Actor, @Param('id') id: string) {
    return this.sessions.detail(who.accountId, id);
  }

  @Get('week')
  async week(@From() who: Actor, @Query() query: unknown) {
    const form = validate(WeekQuery, query);
    return form.ok ? this.sessions.week(who.accountId, form.value.day) : form;
  }
}
