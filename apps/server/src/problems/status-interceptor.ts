import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { note } from './noted.js';
import { isRefusal, statusOf } from './problems.js';

/** Handlers return plain answers; a refusal gets its HTTP status here. */
@Injectable()
export class StatusInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer) => dress(reply, answer)));
  }
}

function dress(reply: FastifyReply, answer: unknown): unknown {
  if (reply.sent) return answer;
  if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  if (!isRefusal(answer)) return answer;
  note(reply.request.raw, answer.code);
  void reply.status(statusOf(answer.code));
  if (answer.retryAfterMs !== undefined)
    void reply.header('retry-after', Math.ceil(answer.retryAfterMs / 1000));
  return answer;
}
