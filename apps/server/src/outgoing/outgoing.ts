import http, { type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { ACCEPTED, readBody } from './answer-body.js';
import { OUTSIDE, type Outside } from './outside.js';
import { mayBeReached, mayReach, type Policy, readTarget, type Target } from './target.js';

export const OUTGOING_LIMITS = { ms: 10_000, bytes: 1_000_000, redirects: 3 };

export type Outgoing = {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** Only the status is wanted: what the other side answers is not read. */
  statusOnly?: boolean;
};
/**
 * `address-refused` says both that a name leads nowhere and that it leads where nobody may go: who may not look
 * into this network must not learn its names either.
 */
export type NotSent =
  | 'address-refused'
  | 'unreachable'
  | 'timed-out'
  | 'too-large'
  | 'unreadable'
  | 'redirected';
export type Sent =
  | { ok: true; status: number; headers: http.IncomingHttpHeaders; body: Buffer }
  | { ok: false; why: NotSent };

type Running = { request: Outgoing; signal: AbortSignal };
type Hop = { answer: IncomingMessage } | { why: NotSent };
const REPEATS = new Set([307, 308]);
const MOVES = new Set([301, 302, 303]);

/**
 * The one door to the outside. A name is resolved once, checked, and the connection goes to that very address;
 * each redirect is a new target with the same checks. Nothing here throws: what did not work has a word.
 */
@Injectable()
export class OutgoingRequests {
  private readonly policy: Policy;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(OUTSIDE) private readonly outside: Outside,
  ) {
    const named = settings.publicUrl ? [settings.publicUrl.hostname.replace(/^\[|\]$/g, '')] : [];
    const own = () => [...outside.ownAddresses(), ...named];
    this.policy = { allowed: settings.outgoingAllow ?? new Set(), own };
  }

  /** Whether an address could be sent to at all; names are looked up only when something is sent. */
  mayTry(url: string): boolean {
    const target = readTarget(url);
    return target !== undefined && mayBeReached(target, this.policy);
  }

  /** At most ten seconds with every redirect and one megabyte unpacked. `cut` ends it before. */
  async send(request: Outgoing, cut?: AbortSignal): Promise<Sent> {
    const limit = new AbortController();
    const stop = () => limit.abort();
    const takeBack = this.outside.after(OUTGOING_LIMITS.ms, stop);
    cut?.addEventListener('abort', stop, { once: true });
    const signal = limit.signal;
    try {
      if (cut?.aborted) return { ok: false, why: 'timed-out' };
      const sent = await Promise.race([this.follow({ request, signal }), ended(signal)]);
      return signal.aborted ? { ok: false, why: 'timed-out' } : sent;
    } finally {
      takeBack();
      cut?.removeEventListener('abort', stop);
      stop();
    }
  }

  private async follow(running: Running): Promise<Sent> {
    let target = readTarget(running.request.url);
    for (let left = OUTGOING_LIMITS.redirects; ; left -= 1) {
      const hop = await this.hop(target, running);
      if ('why' in hop) return { ok: false, why: hop.why };
      const next = nextOf(hop.answer, running.request);
      if (next === undefined) return finish(hop.answer, running.request);
      hop.answer.destroy();
      if (next === 'refused' || left === 0) return { ok: false, why: 'redirected' };
      const moved = readTarget(next, (target as Target).url);
      const weaker = (target as Target).url.protocol === 'https:' && moved?.url.protocol === 'http:';
      if (weaker) return { ok: false, why: 'redirected' };
      target = moved;
    }
  }

  private async hop(target: Target | undefined, running: Running): Promise<Hop> {
    const address = target && (await this.addressOf(target));
    if (!target || address === undefined || running.signal.aborted) return { why: 'address-refused' };
    return new Promise<Hop>((resolve) => {
      const sending = http.request(this.optionsFor(target, address, running));
      sending.once('response', (answer) => {
        // When time is up the answer is cut under its reader's hands; that is no fault of the program.
        answer.on('error', () => undefined);
        resolve({ answer });
      });
      sending.on('error', () => resolve({ why: 'unreachable' }));
      // A proxy's or a websocket's answer ends the request like any other refusal.
      sending.on('upgrade', (_answer, socket) => socket.destroy());
      sending.on('close', () => resolve({ why: 'unreachable' }));
      sending.end(running.request.body);
    });
  }

  /** One lookup; all of its addresses must be allowed, the first is taken. */
  private async addressOf(target: Target): Promise<string | undefined> {
    if (!mayBeReached(target, this.policy)) return undefined;
    const found =
      isIP(target.host) === 0 ? await this.outside.resolve(target.host).catch(() => []) : [target.host];
    return found.every((address) => mayReach(target, address, this.policy)) ? found[0] : undefined;
  }

  private optionsFor({ url, host, port }: Target, address: string, { request, signal }: Running) {
    const { method, headers = {}, body } = request;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const own = { host: url.host, 'accept-encoding': ACCEPTED, 'user-agent': 'Plumbline', ...length };
    const dialled = { address, port, host, secure: url.protocol === 'https:' };
    return {
      method,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, ...own, connection: 'close' },
      // With a connection of its own there is no agent, so none is ever kept for another request.
      createConnection: () => this.outside.dial(dialled),
      setHost: false,
      maxHeaderSize: 16_384,
      signal,
    };
  }
}

const ended = (signal: AbortSignal): Promise<Sent> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ ok: false, why: 'timed-out' }), { once: true });
  });

/** Where an answer sends us on. One that would turn a POST into a GET loses what was to be told: not followed. */
function nextOf({ statusCode = 0, headers }: IncomingMessage, { method }: Outgoing): string | undefined {
  if (!REPEATS.has(statusCode) && !MOVES.has(statusCode)) return undefined;
  if (headers.location === undefined) return 'refused';
  return REPEATS.has(statusCode) || method === 'GET' ? headers.location : 'refused';
}

async function finish(answer: IncomingMessage, { statusOnly }: Outgoing): Promise<Sent> {
  const { statusCode: status = 0, headers } = answer;
  if (statusOnly) {
    answer.destroy();
    return { ok: true, status, headers, body: Buffer.alloc(0) };
  }
  const read = await readBody(answer, OUTGOING_LIMITS.bytes);
  answer.destroy();
  return read.ok ? { ok: true, status, headers, body: read.body } : read;
}
