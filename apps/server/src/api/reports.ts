import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isServerFault, type ProblemCode } from '../problems/problems.js';
import { LOG, type Log } from './log.js';

/** How a request or a message ended. `route` is a template or the name of an event: never what somebody sent. */
export type Ended = {
  way: 'http' | 'socket' | 'handshake';
  method?: string;
  route: string;
  status?: number;
  /** Of a refusal. */
  code?: ProblemCode | undefined;
  ms: number;
};

const MOST_PLACES = 12;
const EVENTS = { http: 'request', socket: 'message', handshake: 'handshake' } as const;

/** The one place where the end of a request becomes a line of the log and a fact for those who count. */
@Injectable()
export class Reports {
  private readonly listeners: ((ended: Ended) => void)[] = [];

  constructor(@Inject(LOG) private readonly log: Log) {}

  listen(listener: (ended: Ended) => void): void {
    this.listeners.push(listener);
  }

  ended(ended: Ended): void {
    for (const listener of this.listeners) listener(ended);
    const { way, method, route, status, code, ms } = ended;
    const what = way === 'http' ? { method, route, status } : way === 'socket' ? { name: route } : {};
    const facts = { ...what, ...(code && { code }), ms: Math.round(ms * 10) / 10 };
    if (code === undefined) this.log('debug', `${EVENTS[way]}-answered`, facts);
    else this.log(isServerFault(code) ? 'warn' : 'info', `${EVENTS[way]}-refused`, facts);
  }

  /** Writes a bug of ours down with its place, and returns the number under which a person may ask for it. */
  fault(event: string, fault: unknown): string {
    const requestId = randomBytes(6).toString('hex');
    this.log('error', event, { requestId, ...factsOf(fault) });
    return requestId;
  }
}

/**
 * Kind, the driver's own code and place of a fault. Never its message: that may quote what a person sent, such as
 * half a password in the words of a parser.
 */
export function factsOf(fault: unknown): { fault: string; cause?: string; stack?: string } {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  const { code } = fault as { code?: unknown };
  const cause = typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? { cause: code } : {};
  return { fault: fault.name, ...cause, stack: placesOf(fault).join(' < ') };
}

/** The frames alone. A stack begins with the message, and a line of that may look like a frame. */
function placesOf({ name, message, stack = '' }: Error): string[] {
  const head = stack.indexOf(message);
  if (head < 0 || head > name.length + 40) return [];
  const frames = stack.slice(head + message.length).split('\n');
  const places = frames.filter((line) => /^\s+at /.test(line)).slice(0, MOST_PLACES);
  return places.map((line) => line.trim().replace(/^at /, ''));
}
