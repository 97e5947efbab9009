import { pipeline, Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { From } from '../../accounts/access.js';
import type { Actor } from '../../accounts/who.js';
import { DATABASE, type Database } from '../../database/database.js';
import { Refused } from '../../problems/refused.js';
import { validate } from '../../problems/validate.js';
import { type Days, sessionsBetween } from '../sessions/sessions-between.js';
import { DaysQuery } from './forms.js';
import { REMINDER_COLUMNS, reminderRecords } from './reminder-records.js';
import { STEP_COLUMNS, type StepRecord, stepRecords } from './step-records.js';

@Controller('api/v1/export')
export class CsvController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get('steps.csv')
  steps(@From() who: Actor, @Query() query: unknown, @Res() reply: FastifyReply) {
    const records = this.stepsOf(who.accountId, daysIn(query));
    return sendCsv(reply, { name: 'plumbline-steps.csv', columns: STEP_COLUMNS, records });
  }

  @Get('reminders.csv')
  reminders(@From() who: Actor, @Query() query: unknown, @Res() reply: FastifyReply) {
    const records = reminderRecords(this.database.read, who.accountId, daysIn(query));
    return sendCsv(reply, { name: 'plumbline-reminders.csv', columns: REMINDER_COLUMNS, records });
  }

  private async *stepsOf(accountId: string, days: Days): AsyncGenerator<StepRecord> {
    for await (const session of sessionsBetween(this.database.read, accountId, days))
      yield* stepRecords(session);
  }
}

function daysIn(query: unknown): Days {
  const form = validate(DaysQuery, query);
  if (!form.ok) throw new Refused(form.code);
  const { from = '0000', to = '9999-12-31' } = form.value;
  return { from, to };
}

type Table = { name: string; columns: readonly string[]; records: AsyncGenerator<object> };

/** RFC 4180, row by row: no more is read than the other side takes. A fault on the way breaks the answer off. */
function sendCsv(reply: FastifyReply, { name, columns, records }: Table) {
  const rows = stringify({ header: true, columns: [...columns], record_delimiter: 'windows' });
  pipeline(Readable.from(records), rows, () => undefined);
  const headers = {
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  };
  return reply.headers(headers).type('text/csv; charset=utf-8; header=present').send(rows);
}
