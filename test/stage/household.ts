/** A household of one at a real server: claimed, signed in, with a paired device. No browser. */
import { io, type Socket } from 'socket.io-client';
import type { ServerProcess } from './server-process.js';

export const JOURNAL = '01JD3Z5X8QWATCHJ0VRNA10000';
type Json = Record<string, unknown>;
export type Answered = { status: number; body: Json; headers: Headers };

export class Household {
  cookie = '';
  token = '';
  private readonly sockets: Socket[] = [];

  constructor(readonly server: Pick<ServerProcess, 'url' | 'claimToken'>) {}

  async begin(): Promise<this> {
    const form = { token: this.server.claimToken, name: 'Ida', password: 'plumb lines hang straight' };
    const claimed = await this.ask('POST', '/api/v1/claim', form);
    this.cookie = claimed.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { code } = (await this.ask('POST', '/api/v1/pairing-codes', {})).body;
    const paired = await this.ask('POST', '/api/v1/pair', {
      code,
      deviceName: 'Balance',
      journalId: JOURNAL,
    });
    this.token = String(paired.body.token);
    return this;
  }

  async ask(method: string, route: string, body?: unknown): Promise<Answered> {
    const { url } = this.server;
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { ...json, origin: url, cookie: this.cookie };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${url}${route}`, init);
    return { status: response.status, body: (await response.json()) as Json, headers: response.headers };
  }

  watchSocket(options: object = {}): Socket {
    return this.keep(io(this.server.url, { ...alone, auth: { token: this.token }, ...options }));
  }

  pageSocket(): Socket {
    const extraHeaders = { cookie: this.cookie, origin: this.server.url };
    return this.keep(io(this.server.url, { ...alone, extraHeaders }));
  }

  end(): void {
    for (const socket of this.sockets.splice(0)) socket.disconnect();
  }

  private keep(socket: Socket): Socket {
    this.sockets.push(socket);
    return socket;
  }
}

const alone = { transports: ['websocket'], forceNew: true, reconnection: false };

export const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });

/** A push of `count` entries that mean little, from number `from` on. */
export const movesFrom = (from: number, count: number) => ({
  journalId: JOURNAL,
  first: from,
  sentAt: 1_763_300_000_000,
  entries: Array.from({ length: count }, (_, index) => ({
    seq: from + index,
    at: 1_763_300_000_000 + index,
    zone: 60,
    kind: 'clock-moved',
    byMs: 1_000,
  })),
});

/** A push that begins a session: what webhooks are told of. */
export const sessionStarted = (seq: number, at: number, sessionId: string) => ({
  journalId: JOURNAL,
  first: seq,
  sentAt: at,
  entries: [
    {
      seq,
      at,
      zone: 60,
      kind: 'session-started',
      sessionId,
      routineId: 'first-week',
      routineVersion: 1,
      options: { level: 'low', withOptional: false },
    },
  ],
});
