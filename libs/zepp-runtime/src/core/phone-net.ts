import { fromBase64, toBase64 } from '../wire/base64.js';
import { asNumber, asObject, asText, isBytesMark, type Json } from '../wire/json.js';
import { toUtf8 } from '../wire/utf8.js';
import type { Core, OpCall } from './core.js';
import type { NetAnswer, NetRequest, NetSocket } from './network.js';
import type { Phone } from './phone.js';
import type { PhoneFiles } from './phone-files.js';
import type { PhoneHost, PhoneOptions } from './phone-options.js';
import type { Callback, Scope } from './realm.js';

/** The code a cut or refused `fetch` fails with (research: field report). */
const CUT = -2;
const OFFLINE = -1;
/** A download that names no time of its own. */
const DOWNLOAD_MS = 60_000;

type Parts = { phone: Phone; files: PhoneFiles; options: PhoneOptions; host: PhoneHost };
type Settle = (answer: NetAnswer | null, fault: { code: number; message: string } | null) => void;
type Ask = { scope: Scope; request: NetRequest; limitMs: number };

/** The phone's network as the side service has it: `fetch`, downloads, sockets. */
export class PhoneNet {
  /** Every request fails at once, as on a locked phone that saves power. */
  refuses = false;
  /** Requests that are out. */
  outstanding = 0;
  private lastSocket = 0;
  private lastDownload = 0;
  private readonly downloads = new Map<number, () => void>();
  private readonly sockets = new Map<number, NetSocket>();
  private readonly parts: Parts;

  constructor(core: Core, parts: Parts) {
    this.parts = parts;
    core.ops.add('net', {
      fetch: (call) => this.fetch(call),
      download: (call) => this.download(call),
      cancel: ({ args: [id] }) => this.downloads.get(asNumber(id))?.(),
    });
    core.ops.add('ws', {
      open: (call) => this.openSocket(call),
      send: ({ args: [id, data] }) => this.sendSocket(asNumber(id), data),
      close: ({ args: [id, code, reason] }) =>
        this.sockets.get(asNumber(id))?.close(asNumber(code, 1000), asText(reason)),
    });
  }

  private fetch({ scope, args: [given, fn] }: OpCall): void {
    const callback = scope.callback(fn);
    const limitMs = this.parts.options.fetchLimitMs;
    this.ask({ scope, request: requestOf(given), limitMs }, (answer, fault) => {
      callback?.invokeOnce(answer === null ? null : this.answered(answer), fault);
    });
  }

  private answered({ status, statusText, headers, body }: NetAnswer): Json {
    return { status, statusText, headers, body: this.shown(body) };
  }

  private shown(body: string): Json {
    if (this.parts.options.fetchBody === 'text') return body;
    try {
      return JSON.parse(body) as Json;
    } catch {
      return body;
    }
  }

  /** One request; `settle` is called exactly once, unless the side service ends first. Answers how to give it up. */
  private ask({ scope, request, limitMs }: Ask, settle: Settle): () => void {
    const { phone, options, host } = this.parts;
    let open = true;
    const finish: Settle = (answer, fault) => {
      if (!open || !scope.alive) return;
      open = false;
      settle(answer, fault);
    };
    const fail = (code: number, message: string) => finish(null, { code, message });
    if (this.refuses) return phone.after(0, scope, () => fail(CUT, 'the phone refused the request'));
    const stop = phone.after(limitMs, scope, () => fail(CUT, 'the request took too long'));
    this.outstanding += 1;
    options.network
      .fetch(request)
      .then(
        (answer) => () => finish(answer, null),
        (fault: unknown) => () => fail(OFFLINE, fault instanceof Error ? fault.message : String(fault)),
      )
      .then((done) => {
        this.outstanding -= 1;
        stop();
        host.enter(done);
      });
    return () => {
      open = false;
      stop();
    };
  }

  /** Events: `progress`, `success`, `fail`, `complete`; the number answered cancels it. */
  private download({ scope, args: [given, fn] }: OpCall): number {
    const { timeout, filePath } = asObject(given);
    const request = { ...requestOf(given), method: 'GET', body: null, binary: true };
    const events = scope.callback(fn);
    const tell = (event: string, data: Json) => void events?.invoke(event, data);
    this.lastDownload += 1;
    const id = this.lastDownload;
    const cancel = this.ask({ scope, request, limitMs: asNumber(timeout, DOWNLOAD_MS) }, (answer, fault) => {
      this.downloads.delete(id);
      if (answer === null) tell('fail', fault);
      else this.keep(answer, { url: request.url, filePath: asText(filePath), tell });
      tell('complete', null);
    });
    this.downloads.set(id, cancel);
    scope.atEnd(() => void this.downloads.delete(id));
    return id;
  }

  private keep(
    answer: NetAnswer,
    { url, filePath, tell }: { url: string; filePath: string; tell: (event: string, data: Json) => void },
  ): void {
    const bytes = answer.bytes ?? toUtf8(answer.body);
    const path = filePath === '' ? `data://download/${nameIn(url)}` : filePath;
    if (!this.parts.files.write(path, bytes)) {
      tell('fail', { code: OFFLINE, message: `${path} is no place for a file` });
      return;
    }
    tell('progress', { progress: 100, total: bytes.length, loaded: bytes.length });
    const place = filePath === '' ? { tempFilePath: path } : { filePath: path };
    tell('success', { ...place, statusCode: answer.status });
  }

  private openSocket({ scope, args: [url, protocols, fn] }: OpCall): number {
    const callback = scope.callback(fn);
    this.lastSocket += 1;
    const id = this.lastSocket;
    const { network } = this.parts.options;
    if (network.connect === undefined) {
      this.parts.phone.after(0, scope, () => {
        callback?.invoke({ type: 'error' });
        callback?.invoke({ type: 'close', code: 1006, reason: 'the phone is offline', wasClean: false });
      });
      return id;
    }
    const list = Array.isArray(protocols) ? protocols.map(String) : [asText(protocols)].filter(Boolean);
    const socket = network.connect(asText(url), list, this.socketEvents(id, callback));
    this.sockets.set(id, socket);
    scope.atEnd(() => socket.close(1001, 'the side service ended'));
    return id;
  }

  private socketEvents(id: number, callback: Callback | undefined) {
    const tell = (event: Json) => this.parts.host.enter(() => void callback?.invoke(event));
    return {
      open: () => tell({ type: 'open' }),
      message: (data: string | Uint8Array) =>
        tell({ type: 'message', data: typeof data === 'string' ? data : { $bytes: toBase64(data) } }),
      close: (code: number, reason: string) => {
        this.sockets.delete(id);
        tell({ type: 'close', code, reason, wasClean: code === 1000 });
      },
      error: (message: string) => tell({ type: 'error', message }),
    };
  }

  private sendSocket(id: number, data: Json | undefined): void {
    const socket = this.sockets.get(id);
    socket?.send(isBytesMark(data) ? fromBase64(data.$bytes) : asText(data));
  }
}

/** The last part of an address, as a file's name. */
const nameIn = (url: string): string =>
  /([^/?#]+)(?:[?#].*)?$/.exec(url.replace(/^[a-z]+:\/\/[^/]*/i, ''))?.[1] ?? 'file';

function requestOf(value: Json | undefined): NetRequest {
  const { url, method, headers, body } = asObject(value);
  const plain = Object.entries(asObject(headers)).map(([key, text]) => [key, String(text)]);
  return {
    url: asText(url),
    method: asText(method, 'GET'),
    headers: Object.fromEntries(plain) as Record<string, string>,
    body: typeof body === 'string' ? body : null,
  };
}
