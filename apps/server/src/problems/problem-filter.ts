import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LOG, type Log } from '../api/log.js';
import { codeForStatus, type Refusal, refuse, statusOf } from './problems.js';
import { Refused } from './refused.js';

const statusIn = (fault: unknown): number | undefined => {
  if (fault instanceof HttpException) return fault.getStatus();
  const status = (fault as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
};

/** A fault's kind and place; its message may hold what a person sent. */
const nameOf = (fault: unknown): string =>
  fault instanceof Error ? `${fault.name} ${fault.stack?.split('\n')[1]?.trim() ?? ''}` : typeof fault;

/** The one place where a throw becomes an answer: a code, never a stack and never the sender's own words. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const refusal = this.refusalFor(fault);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    void reply.status(statusOf(refusal.code)).header('cache-control', 'no-store').send(refusal);
  }

  private refusalFor(fault: unknown): Refusal {
    if (fault instanceof Refused) return fault.refusal;
    const code = codeForStatus(statusIn(fault) ?? 500);
    if (code === 'internal') this.log('error', 'request-failed', { fault: nameOf(fault) });
    return refuse(code);
  }
}
