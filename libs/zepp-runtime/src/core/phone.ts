import { fromBase64, toBase64 } from '../wire/base64.js';
import { asNumber, asObject, asText, isBytesMark, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { HostTimers } from './host-timers.js';
import type { Link } from './link.js';
import type { NetAnswer, NetRequest, NetSocket, Network } from './network.js';
import { textFile } from './package.js';
import type { PhoneSettings } from './phone-settings.js';
import { type Callback, type OwnTime, Realm, type Scope } from './realm.js';

export type PhoneOptions = {
  /** Whether the side service's engine has a `WebSocket`. Not documented for real phones; default false. */
  webSocket: boolean;
  network: Network;
  /** What the side service's timers run on: the watch's clock, or the host's real one. */
  timers: 'watch' | 'host';
  /** How long the phone takes to start the side service. */
  startMs: number;
  /** The language of the phone's app, as `de-DE`. */
  language: string;
  /** After this the platform cuts a `fetch` (research: about 10 s, whatever the program asks). */
  fetchLimitMs: number;
};

type Side = { realm: Realm; scope: Scope; port: number; peers: Callback[]; sockets: Map<number, NetSocket> };
type Reasons = Record<string, boolean>;
export type PhoneHost = { timers: HostTimers; enter(run: () => void): void };

type PhoneParts = { link: Link; settings: PhoneSettings; options: PhoneOptions; host: PhoneHost };

/** The code a cut or refused `fetch` fails with (research: field report). */
const CUT = -2;
const OFFLINE = -1;

/** The phone's half: the side service, which is started late, may die at any moment, and is the only one with a network. */
export class Phone {
  /** Every `fetch` fails at once, as on a locked phone that saves power. */
  refuseFetch = false;
  /** As `de-DE`; read by the settings page and the side service when they start. */
  language: string;
  /** Requests and frames that are out. */
  outstanding = 0;
  private side: Side | undefined;
  private lastPort = 4320;
  private lastSocket = 0;
  private readonly began: { at: number; real: number };
  private readonly core: Core;
  private readonly link: Link;
  private readonly options: PhoneOptions;
  private readonly host: PhoneHost;

  constructor(core: Core, parts: PhoneParts) {
    this.core = core;
    this.link = parts.link;
    this.options = parts.options;
    this.language = parts.options.language;
    this.host = parts.host;
    this.began = { at: core.scheduler.now, real: parts.host.timers.now() };
    this.link.phone = {
      shake: () => this.shake(),
      receive: (payload) => this.receive(payload),
      closed: () => undefined,
    };
    parts.settings.onChange = (_change, from) => {
      if (from === 'settings') this.start({ settingsChanged: true });
    };
    core.ops.add('peer', {
      listen: ({ scope, args: [event, fn] }) => {
        const callback = scope.callback(fn);
        if (callback !== undefined && event === 'message') this.side?.peers.push(callback);
      },
      unlisten: () => void this.side?.peers.splice(0),
      send: ({ args: [data] }) => {
        if (isBytesMark(data) && this.side !== undefined) {
          this.link.fromPhone(fromBase64(data.$bytes), this.side.port);
        }
      },
    });
    core.ops.add('net', { fetch: (call) => this.fetch(call) });
    core.ops.add('ws', {
      open: (call) => this.openSocket(call),
      send: ({ args: [id, data] }) => this.sendSocket(asNumber(id), data),
      close: ({ args: [id, code, reason] }) =>
        this.side?.sockets.get(asNumber(id))?.close(asNumber(code, 1000), asText(reason)),
    });
  }

  get running(): boolean {
    return this.side !== undefined;
  }

  /** Starts the side service unless it runs. False when the package has none. */
  start(reasons: Reasons = { peerAppLaunched: true }): boolean {
    if (this.side !== undefined) return true;
    const { manifest, phone } = this.core.program;
    const code = textFile(phone, 'app-side.js');
    if (code === undefined) return false;
    const id = this.core.nextId();
    this.lastPort += 1;
    const { appId, appName } = manifest.app;
    const start = {
      scope: id,
      webSocket: this.options.webSocket,
      language: this.language,
      port: this.lastPort,
      reasons,
      app: { appId, appName },
    };
    const realm = new Realm(this.core, 'side', { phone: start }, this.ownTime());
    realm.onBroken = () => this.kill();
    const scope = realm.adoptScope(id, 'side');
    this.side = { realm, scope, port: this.lastPort, peers: [], sockets: new Map() };
    realm.eval(code, 'app-side.js');
    realm.call('live', { method: 'onInit', args: [] });
    realm.call('live', { method: 'onRun', args: [] });
    return true;
  }

  /** The phone's system ends the side service, unheard. Its sockets close, its requests are forgotten. */
  kill(): void {
    const { side } = this;
    if (side === undefined) return;
    this.side = undefined;
    for (const socket of side.sockets.values()) socket.close(1001, 'the side service ended');
    side.realm.dispose();
  }

  /** Real time keeps its pace on the phone: a fast watch clock would make it take every answer for overdue. */
  private ownTime(): OwnTime | undefined {
    if (this.options.timers === 'watch') return undefined;
    const { timers } = this.host;
    return {
      timer: (ms, _owner, run) => timers.after(ms, () => this.host.enter(run)),
      now: () => this.began.at + Math.floor(timers.now() - this.began.real),
    };
  }

  private after(ms: number, scope: Scope, run: () => void): () => void {
    if (this.options.timers === 'host') {
      const stop = this.host.timers.after(ms, () => this.host.enter(run));
      scope.atEnd(stop);
      return stop;
    }
    const made = this.core.scheduler.after(ms, scope, run);
    return () => this.core.scheduler.cancel(made);
  }

  private shake() {
    const readyInMs = this.running ? 0 : this.options.startMs;
    if (!this.start() || this.side === undefined) return undefined;
    return { port: this.side.port, readyInMs };
  }

  private receive(payload: Uint8Array): void {
    for (const peer of [...(this.side?.peers ?? [])]) peer.invoke({ $bytes: toBase64(payload) });
  }

  private fetch({ scope, args: [request, fn] }: OpCall): void {
    const callback = scope.callback(fn);
    let open = true;
    const settle = (answer: Json, fault: Json) => {
      if (!open) return;
      open = false;
      callback?.invokeOnce(answer, fault);
    };
    const fail = (code: number, message: string) => settle(null, { code, message });
    if (this.refuseFetch) return void this.after(0, scope, () => fail(CUT, 'the phone refused the request'));
    const stop = this.after(this.options.fetchLimitMs, scope, () => fail(CUT, 'the request took too long'));
    this.outstanding += 1;
    this.options.network
      .fetch(requestOf(request))
      .then(
        (answer: NetAnswer) => () => settle(answer as unknown as Json, null),
        (fault: unknown) => () => fail(OFFLINE, fault instanceof Error ? fault.message : String(fault)),
      )
      .then((finish) => {
        this.outstanding -= 1;
        stop();
        this.host.enter(finish);
      });
  }

  private openSocket({ scope, args: [url, protocols, fn] }: OpCall): number {
    const { side } = this;
    const callback = scope.callback(fn);
    this.lastSocket += 1;
    const id = this.lastSocket;
    const tell = (event: Json) => this.host.enter(() => void callback?.invoke(event));
    const closed = (code: number, reason: string) => {
      side?.sockets.delete(id);
      tell({ type: 'close', code, reason, wasClean: code === 1000 });
    };
    const connect = this.options.network.connect;
    if (connect === undefined || side === undefined) {
      this.after(0, scope, () => {
        tell({ type: 'error' });
        closed(1006, 'the phone is offline');
      });
      return id;
    }
    const list = Array.isArray(protocols)
      ? protocols.map(String)
      : asText(protocols)
        ? [asText(protocols)]
        : [];
    const socket = connect.call(this.options.network, asText(url), list, {
      open: () => tell({ type: 'open' }),
      message: (data) =>
        tell({ type: 'message', data: typeof data === 'string' ? data : { $bytes: toBase64(data) } }),
      close: closed,
      error: (message) => tell({ type: 'error', message }),
    });
    side.sockets.set(id, socket);
    return id;
  }

  private sendSocket(id: number, data: Json | undefined): void {
    const socket = this.side?.sockets.get(id);
    socket?.send(isBytesMark(data) ? fromBase64(data.$bytes) : asText(data));
  }
}

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
