import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Reports } from '../api/reports.js';
import { note } from './noted.js';
import { codeForStatus, type Refusal, refuse, statusOf } from './problems.js';
import { Refused } from './refused.js';

const statusIn = (fault: unknown): number | undefined => {
  if (fault instanceof HttpException) return fault.getStatus();
  const status = (fault as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
};

/** The one place where a throw becomes an answer: a code, never a stack and never the sender's own words. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Reports) private readonly reports: Reports) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const refusal = this.refusalFor(fault);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    note(reply.request.raw, refusal.code);
    if (refusal.retryAfterMs !== undefined)
      void reply.header('retry-after', Math.ceil(refusal.retryAfterMs / 1000));
    void reply.status(statusOf(refusal.code)).header('cache-control', 'no-store').send(refusal);
  }

  private refusalFor(fault: unknown): Refusal {
    if (fault instanceof Refused) return fault.refusal;
    const code = codeForStatus(statusIn(fault) ?? 500);
    if (code !== 'internal') return refuse(code);
    return { ...refuse(code), requestId: this.reports.fault('request-failed', fault) };
  }
}
