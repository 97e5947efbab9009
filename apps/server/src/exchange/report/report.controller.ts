import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { dayOf } from '@plumbline/routine-core';
import type { FastifyReply } from 'fastify';
import { From } from '../../accounts/access.js';
import type { Actor } from '../../accounts/who.js';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import type { Answer } from '../../problems/problems.js';
import { Refused } from '../../problems/refused.js';
import { validate } from '../../problems/validate.js';
import { ReportQuery } from './forms.js';
import { reportPage } from './page.js';
import { type Report, readReport } from './report.js';
import { REPORT_POLICY } from './style.js';

@Controller('api/v1')
export class ReportController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get('report')
  report(@From() who: Actor, @Query() query: unknown): Promise<Answer<Report>> {
    return this.read(who, query);
  }

  @Get('report.html')
  async page(@From() who: Actor, @Query() query: unknown, @Res() reply: FastifyReply) {
    const report = await this.read(who, query);
    if (!report.ok) throw new Refused(report.code);
    const headers = {
      'content-security-policy': `${REPORT_POLICY}; frame-ancestors 'none'`,
      'content-disposition': `inline; filename="plumbline-report-${report.through}.html"`,
      'cache-control': 'no-store',
    };
    return reply.headers(headers).type('text/html; charset=utf-8').send(reportPage(report));
  }

  private async read({ accountId }: Actor, query: unknown): Promise<Answer<Report>> {
    const form = validate(ReportQuery, query);
    if (!form.ok) return form;
    const { weeks, day: today = dayOf(this.now(), 0) } = form.value;
    return readReport(this.database.read, { accountId, today, weeks });
  }
}
