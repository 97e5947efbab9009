import type { NetAnswer, NetRequest } from '../core/network.js';
import type { SocketEvent, ToPage, ToWorker } from './messages.js';

/**
 * The phone's network, played by the page. It reaches the page's own server and there only what a phone may use; it never
 * sends the page's cookies, and says so to the server (`as=device`), so that a browser that sends them all the same on a
 * WebSocket gains nothing.
 */
const OPEN_TO_PHONES = ['/api/', '/socket.io/'];
const MOST_SOCKETS = 4;
const MOST_REQUESTS = 8;
const MOST_BYTES = 1_000_000;
/** Headers a program may set; the rest belongs to the browser or to the page. */
const HEADERS = new Set(['accept', 'authorization', 'content-type', 'idempotency-key']);

export type Refusal = { refused: string };

/** The address to really call, or why not. `origin` is the page's own. */
export function allowedAddress(text: string, origin: string): URL | Refusal {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { refused: 'this is no address' };
  }
  const own = new URL(origin);
  const scheme = url.protocol.replace(/^ws/, 'http');
  if (scheme !== own.protocol || url.host !== own.host || url.username !== '' || url.password !== '') {
    return { refused: `the virtual phone reaches ${own.host} only` };
  }
  if (!OPEN_TO_PHONES.some((path) => url.pathname.startsWith(path))) {
    return { refused: `${url.pathname} is not open to phones` };
  }
  url.searchParams.delete('as');
  url.searchParams.set('as', 'device');
  url.hash = '';
  return url;
}

/**
 * Keeps secrets of the server from the program: `hide` puts stand-ins for those in a text that comes in, `reveal` puts them
 * back into a text that goes out to the same server.
 */
export type Secrets = { hide(text: string): string; reveal(text: string): string };

type Send = (message: ToWorker) => void;
type Surroundings = {
  origin: string;
  fetch: (address: string, init?: RequestInit) => Promise<Response>;
  WebSocket: typeof WebSocket;
  secrets?: Secrets;
};

const nothingSecret: Secrets = { hide: (text) => text, reveal: (text) => text };

export class PhoneNetwork {
  private readonly sockets = new Map<number, WebSocket>();
  private requests = 0;
  private readonly send: Send;
  private readonly around: Surroundings;
  private readonly secrets: Secrets;

  constructor(send: Send, around: Surroundings) {
    this.send = send;
    this.around = around;
    this.secrets = around.secrets ?? nothingSecret;
  }

  /** True when the message was for the network. */
  take(message: ToPage): boolean {
    if (message.type === 'fetch') void this.fetch(message.id, message.request);
    else if (message.type === 'connect') this.connect(message.id, message.url, message.protocols);
    else if (message.type === 'send') this.pass(message.id, message.data);
    else if (message.type === 'close') this.close(message.id, message.code, message.reason);
    else return false;
    return true;
  }

  /** Everything open is closed: the watch is gone. */
  end(): void {
    for (const socket of this.sockets.values()) socket.close();
    this.sockets.clear();
  }

  private async fetch(id: number, request: NetRequest): Promise<void> {
    const fail = (fault: string) => this.send({ type: 'fetched', id, answer: undefined, fault });
    const url = allowedAddress(String(request?.url), this.around.origin);
    if ('refused' in url) return fail(url.refused);
    if (this.requests >= MOST_REQUESTS) return fail('too many requests at once');
    this.requests += 1;
    try {
      const answer = await this.answerOf(await this.around.fetch(url.href, init(request, this.secrets)));
      this.send({ type: 'fetched', id, answer, fault: '' });
    } catch {
      fail('the server cannot be reached');
    } finally {
      this.requests -= 1;
    }
  }

  private async answerOf(response: Response): Promise<NetAnswer> {
    const body = this.secrets.hide((await response.text()).slice(0, MOST_BYTES));
    const { status, statusText } = response;
    return { status, statusText, headers: Object.fromEntries(response.headers), body };
  }

  private connect(id: number, text: string, protocols: string[]): void {
    const tell = (event: SocketEvent) => this.send({ type: 'socket', id, event });
    const url = allowedAddress(String(text), this.around.origin);
    if ('refused' in url || this.sockets.size >= MOST_SOCKETS || this.sockets.has(id)) {
      tell({ kind: 'close', code: 1006, reason: 'refused' in url ? url.refused : 'too many sockets' });
      return;
    }
    url.protocol = url.protocol.replace(/^http/, 'ws');
    const names = Array.isArray(protocols) ? protocols.filter((name) => typeof name === 'string') : [];
    const socket = new this.around.WebSocket(url, names);
    socket.binaryType = 'arraybuffer';
    this.sockets.set(id, socket);
    socket.onopen = () => tell({ kind: 'open' });
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) =>
      tell({
        kind: 'message',
        data: typeof data === 'string' ? this.secrets.hide(data) : new Uint8Array(data),
      });
    socket.onclose = ({ code, reason }) => {
      this.sockets.delete(id);
      tell({ kind: 'close', code, reason });
    };
  }

  private pass(id: number, data: string | Uint8Array): void {
    const socket = this.sockets.get(id);
    if (socket?.readyState !== 1) return;
    if (typeof data === 'string') socket.send(this.secrets.reveal(data));
    else if (data instanceof Uint8Array) socket.send(new Uint8Array(data));
  }

  private close(id: number, code: number, reason: string): void {
    const own = code === 1000 || (code >= 3000 && code <= 4999);
    if (own) this.sockets.get(id)?.close(code, String(reason).slice(0, 40));
    else this.sockets.get(id)?.close();
  }
}

function init(request: NetRequest, { reveal }: Secrets): RequestInit {
  const entries = Object.entries(request.headers ?? {})
    .filter(([name]) => HEADERS.has(name.toLowerCase()))
    .map(([name, value]) => [name, reveal(String(value))] as const);
  const always = {
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  } as const;
  const method = String(request.method).toUpperCase();
  const written = method === 'GET' || method === 'HEAD' ? null : request.body;
  const body = typeof written === 'string' ? reveal(written) : (written ?? null);
  return { ...always, method, headers: Object.fromEntries(entries), body };
}
