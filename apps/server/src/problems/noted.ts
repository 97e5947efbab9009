import type { IncomingMessage } from 'node:http';
import type { ProblemCode } from './problems.js';

const codes = new WeakMap<IncomingMessage, ProblemCode>();

/** Remembers with which code a request was refused, for the report at its end. */
export const note = (request: IncomingMessage, code: ProblemCode): void => void codes.set(request, code);

export const noted = (request: IncomingMessage): ProblemCode | undefined => codes.get(request);
