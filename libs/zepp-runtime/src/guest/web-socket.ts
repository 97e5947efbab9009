import { isBytesMark } from '../wire/json.js';
import { fromUtf8 } from '../wire/utf8.js';
import { ask, bufferOf, type Scope } from './scope.js';

type SocketEvent = { type: string; data?: unknown; code?: number; reason?: string; wasClean?: boolean };
type Listener = (event: SocketEvent) => void;

/** The browser's `WebSocket`, as far as clients use it; frames go to the host's network. */
export function webSocketFor(scope: Scope): unknown {
  return class WebSocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readonly bufferedAmount = 0;
    readonly extensions = '';
    readonly protocol = '';
    readonly url: string;
    binaryType = 'blob';
    readyState = 0;
    onopen: Listener | null = null;
    onmessage: Listener | null = null;
    onclose: Listener | null = null;
    onerror: Listener | null = null;
    private readonly listeners: [type: string, listener: Listener][] = [];
    private readonly id: number;

    constructor(url: string, protocols: string | string[] = []) {
      this.url = String(url);
      const take = (event: SocketEvent, bytes?: ArrayBuffer) => this.take(event, bytes);
      this.id = ask(scope, 'ws.open', [this.url, protocols, take]) as number;
    }

    send(data: string | ArrayBuffer | ArrayBufferView): void {
      if (this.readyState === 0) throw new Error('InvalidStateError: the socket is still connecting');
      ask(scope, 'ws.send', [this.id, data]);
    }

    close(code = 1000, reason = ''): void {
      if (this.readyState > 1) return;
      this.readyState = 2;
      ask(scope, 'ws.close', [this.id, code, reason]);
    }

    addEventListener(type: string, listener: Listener): void {
      this.listeners.push([type, listener]);
    }

    removeEventListener(type: string, listener: Listener): void {
      const at = this.listeners.findIndex((entry) => entry[0] === type && entry[1] === listener);
      if (at >= 0) this.listeners.splice(at, 1);
    }

    private take(event: SocketEvent, bytes?: ArrayBuffer): void {
      if (event.type === 'open') this.readyState = 1;
      if (event.type === 'close') this.readyState = 3;
      if (bytes !== undefined) event.data = bytes;
      else if (isBytesMark(event.data)) event.data = bufferOf(event.data.$bytes);
      const direct = { open: this.onopen, message: this.onmessage, close: this.onclose, error: this.onerror };
      direct[event.type as 'open']?.call(this, event);
      for (const [type, listener] of [...this.listeners]) if (type === event.type) listener.call(this, event);
    }
  };
}

/** What the platform's `fetch` answers: no methods, and a body that is text. */
type Answer = { status: number; statusText: string; headers: Record<string, string>; body: unknown };
type Request = {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  timeout?: number;
};

const bodyOf = (body: unknown): string | null => {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return body;
  // The host's networks carry texts: bytes go over as the text they are in UTF-8.
  if (body instanceof ArrayBuffer) return fromUtf8(new Uint8Array(body));
  if (ArrayBuffer.isView(body))
    return fromUtf8(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  return JSON.stringify(body);
};

class FetchError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export function fetchFor(
  scope: Scope,
): (request: string | Request, init?: Partial<Request>) => Promise<Answer> {
  return (request, init = {}) =>
    new Promise((resolve, reject) => {
      const whole: Request =
        typeof request === 'string' ? { url: request, ...init } : { ...request, ...init };
      const settle = (answer: Answer | null, fault: { code: number; message: string } | null) => {
        if (answer !== null) resolve(answer);
        else reject(new FetchError(fault?.code ?? -1, fault?.message ?? 'network error'));
      };
      const plain = {
        url: String(whole.url),
        method: String(whole.method ?? 'GET'),
        headers: whole.headers ?? {},
        body: bodyOf(whole.body),
      };
      ask(scope, 'net.fetch', [plain, settle]);
    });
}
