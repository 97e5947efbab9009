import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { From } from '../accounts/access.js';
import type { DeviceWho, Who } from '../accounts/who.js';
import { validate } from '../problems/validate.js';
import { Changes } from './changes.js';
import { PullQuery } from './forms.js';
import { Journal } from './journal.js';

/** The HTTP twins of `journal:push` and `changes:pull`, for engines that have only `fetch`. */
@Controller('api/v1')
export class JournalController {
  constructor(
    @Inject(Journal) private readonly journal: Journal,
    @Inject(Changes) private readonly changes: Changes,
  ) {}

  @Post('journal')
  @HttpCode(200)
  push(@From() who: DeviceWho, @Body() body: unknown) {
    return this.journal.push(who, body);
  }

  @Get('changes')
  async pull(@From() who: Who, @Query() query: unknown) {
    const form = validate(PullQuery, query);
    if (!form.ok) return form;
    const { since = 0, seal, limit } = form.value;
    return this.changes.pull(who, { since, seal, limit });
  }
}
