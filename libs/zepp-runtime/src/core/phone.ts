import { fromBase64, toBase64 } from '../wire/base64.js';
import { isBytesMark, type JsonObject } from '../wire/json.js';
import type { Core } from './core.js';
import type { Link } from './link.js';
import { textFile } from './package.js';
import type { PhoneHost, PhoneOptions } from './phone-options.js';
import type { PhoneSettings } from './phone-settings.js';
import { type Callback, type OwnTime, Realm, type Scope } from './realm.js';

type Side = { realm: Realm; scope: Scope; port: number; peers: Callback[] };
/** Why the side service was started, and what with; programs read both. */
export type Reasons = { reasons: Record<string, boolean>; args?: JsonObject };
type PhoneParts = { link: Link; settings: PhoneSettings; options: PhoneOptions; host: PhoneHost };

const BY_WATCH: Reasons = { reasons: { peerAppLaunched: true } };

/** The phone's half: the side service, which is started late, may die at any moment, and is never the truth. */
export class Phone {
  /** As `de-DE`; read by the settings page and the side service when they start. */
  language: string;
  /** The phone's app ends the side service when the link comes back (field report). */
  closesOnReconnect: boolean;
  private side: Side | undefined;
  private lastPort = 4320;
  /** Callbacks that wait for the side service; there while it is starting. */
  private waiting: ((port: number) => void)[] | undefined;
  private readonly starting = {};
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
    this.closesOnReconnect = parts.options.closesOnReconnect;
    this.host = parts.host;
    this.began = { at: core.scheduler.now, real: parts.host.timers.now() };
    this.link.phone = {
      shake: (ready) => this.wake(BY_WATCH, ready),
      receive: (payload) => this.receive(payload),
      joined: () => this.joined(),
    };
    parts.settings.onChange = (change, from) => {
      if (from !== 'settings') return;
      this.wake({ reasons: { settingsChanged: true }, args: change });
    };
    core.ops.add('peer', {
      listen: ({ scope, args: [event, fn] }) => {
        const callback = scope.callback(fn);
        if (callback === undefined || event !== 'message') return;
        if (this.side?.peers.some((one) => one.equals(callback)) === false) this.side.peers.push(callback);
      },
      unlisten: () => void this.side?.peers.splice(0),
      send: ({ args: [data] }) => {
        if (!isBytesMark(data) || this.side === undefined) return;
        this.link.fromPhone(fromBase64(data.$bytes), this.side.port);
      },
    });
  }

  get running(): boolean {
    return this.side !== undefined;
  }

  private get code(): string | undefined {
    return textFile(this.core.program.phone, 'app-side.js');
  }

  /** Starts the side service unless it runs, at once. False when the package has none. */
  start(reasons: Reasons = BY_WATCH): boolean {
    if (this.side !== undefined) return true;
    const { code } = this;
    if (code === undefined) return false;
    this.open(code, reasons);
    for (const ready of this.forgetWaiting()) if (this.side !== undefined) ready(this.port);
    return this.side !== undefined;
  }

  /** Starts it when the phone gets round to it; `ready` is told then, or at once if it runs. */
  wake(reasons: Reasons, ready: (port: number) => void = () => undefined): void {
    if (this.side !== undefined) {
      ready(this.port);
      return;
    }
    if (this.waiting !== undefined) {
      this.waiting.push(ready);
      return;
    }
    if (this.code === undefined) return;
    this.waiting = [ready];
    this.core.scheduler.after(this.options.startMs, this.starting, () => void this.start(reasons));
  }

  /** The phone's app ends the side service in order: it hears `onDestroy`. */
  stop(): void {
    this.side?.realm.call('live', { method: 'onDestroy', args: [] });
    this.kill();
  }

  /** The phone's system ends the side service, unheard. Its sockets close, its requests are forgotten. */
  kill(): void {
    this.forgetWaiting();
    const { side } = this;
    this.side = undefined;
    side?.realm.dispose();
  }

  /** A timer of the phone: on the watch's clock, or the host's where the side service lives by that. */
  after(ms: number, scope: Scope, run: () => void): () => void {
    if (this.options.timers === 'host') {
      const stop = this.host.timers.after(ms, () => this.host.enter(run));
      scope.atEnd(stop);
      return stop;
    }
    const made = this.core.scheduler.after(ms, scope, run);
    return () => this.core.scheduler.cancel(made);
  }

  private get port(): number {
    return this.side?.port ?? 0;
  }

  private forgetWaiting(): ((port: number) => void)[] {
    const { waiting = [] } = this;
    this.waiting = undefined;
    this.core.scheduler.cancelAllOf(this.starting);
    return waiting;
  }

  private open(code: string, { reasons, args = {} }: Reasons): void {
    const { appId, appName, version } = this.core.program.manifest.app;
    const id = this.core.nextId();
    this.lastPort += 1;
    const { language, lastPort: port } = this;
    const app = { appId, appName, version: version ?? { code: 0, name: '' } };
    const { webSocket } = this.options;
    const phone = { scope: id, webSocket, language, port, reasons, args, app };
    const realm = new Realm(this.core, 'side', { phone }, this.ownTime());
    realm.onBroken = () => this.kill();
    this.side = { realm, scope: realm.adoptScope(id, 'side'), port, peers: [] };
    realm.eval(code, 'app-side.js');
    realm.call('live', { method: 'onInit', args: [] });
    realm.call('live', { method: 'onRun', args: [] });
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

  private joined(): void {
    if (this.closesOnReconnect) this.kill();
  }

  private receive(payload: Uint8Array): void {
    for (const peer of [...(this.side?.peers ?? [])]) peer.invoke({ $bytes: toBase64(payload) });
  }
}
