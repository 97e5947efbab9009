import { HttpException } from '@nestjs/common';
import { type ProblemCode, type Refusal, refuse, statusOf } from './problems.js';

/** A refusal as a throw, for the few places of the platform that have no other way out (guards, hooks). */
export class Refused extends HttpException {
  readonly refusal: Refusal;

  constructor(code: ProblemCode, retryAfterMs?: number) {
    const refusal = refuse(code, retryAfterMs);
    super(refusal, statusOf(code));
    this.refusal = refusal;
  }
}
