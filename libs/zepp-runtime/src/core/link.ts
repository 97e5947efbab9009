import { fromBase64, toBase64 } from '../wire/base64.js';
import { isBytesMark } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Callback, Scope } from './realm.js';

/** Outer frame of the link, 16 bytes little-endian: flag, version, type, watch port, phone port, app id, extra. */
const HEADER = 16;
const SHAKE = 1;
const CLOSE = 2;
const DATA = 4;
const WATCH_PORT = 20;

/** The phone's end: starts the side service when the watch shakes hands, and takes what the watch sends. */
export type PhoneEnd = {
  /** Answers the port of the side service, started if need be; undefined when there is none to start. */
  shake(): { port: number; readyInMs: number } | undefined;
  receive(payload: Uint8Array): void;
  closed(): void;
};

/** Bluetooth between watch and phone, with everything that goes wrong on it. */
export class Link {
  connected = true;
  /** One way. */
  delayMs = 40;
  /** Share of frames that vanish, 0 to 1. */
  loss = 0;
  /** Share of frames that arrive twice, 0 to 1. */
  duplicate = 0;
  /** Frames that really were lost, doubled or cut off by a drop. */
  readonly faults = { lost: 0, doubled: 0, cut: 0 };
  private readonly core: Core;
  private readonly flying = {};
  private inFlight = 0;
  private receiver: Callback | undefined;
  private readonly watchers: Callback[] = [];
  phone: PhoneEnd | undefined;

  constructor(core: Core) {
    this.core = core;
    core.ops.add('@zos/ble', {
      connectStatus: () => this.connected,
      createConnect: ({ scope, args: [fn] }) => this.listen(scope, scope.callback(fn)),
      disConnect: () => {
        this.receiver = undefined;
      },
      send: (call) => this.fromWatch(call),
      addListener: ({ scope, args: [fn] }) => this.watch(scope, scope.callback(fn)),
      removeListener: () => void this.watchers.splice(0),
    });
  }

  /** The link breaks; frames on their way are gone, and the program is told. */
  drop(): void {
    if (!this.connected) return;
    this.connected = false;
    this.faults.cut += this.inFlight;
    this.inFlight = 0;
    this.core.scheduler.cancelAllOf(this.flying);
    this.tell();
  }

  restore(): void {
    if (this.connected) return;
    this.connected = true;
    this.tell();
  }

  /** The side service sends; the platform puts the outer header in front. */
  fromPhone(payload: Uint8Array, port: number): void {
    this.toWatch(DATA, payload, port);
  }

  private tell(): void {
    const { scheduler } = this.core;
    scheduler.after(0, this, () => {
      for (const watcher of [...this.watchers]) watcher.invoke(this.connected);
    });
  }

  private listen(scope: Scope, callback: Callback | undefined): void {
    this.receiver = callback;
    scope.atEnd(() => {
      if (this.receiver === callback) this.receiver = undefined;
    });
  }

  private watch(scope: Scope, callback: Callback | undefined): void {
    if (callback === undefined) return;
    this.watchers.push(callback);
    scope.atEnd(() => void this.watchers.splice(this.watchers.indexOf(callback), 1));
  }

  /** Sends one frame through the faults. */
  private fly(arrive: () => void): void {
    if (!this.connected) return;
    if (this.loss > 0 && this.core.chance() < this.loss) {
      this.faults.lost += 1;
      return;
    }
    const doubled = this.duplicate > 0 && this.core.chance() < this.duplicate;
    if (doubled) this.faults.doubled += 1;
    for (let copy = 0; copy < (doubled ? 2 : 1); copy += 1) {
      this.inFlight += 1;
      this.core.scheduler.after(this.delayMs, this.flying, () => {
        this.inFlight -= 1;
        arrive();
      });
    }
  }

  private fromWatch({ args: [data] }: OpCall): boolean {
    if (!this.connected || !isBytesMark(data)) return false;
    const frame = fromBase64(data.$bytes);
    if (frame.length < HEADER) return false;
    const type = (frame[2] ?? 0) | ((frame[3] ?? 0) << 8);
    this.fly(() => this.atPhone(type, frame.subarray(HEADER)));
    return true;
  }

  private atPhone(type: number, payload: Uint8Array): void {
    if (type === DATA) this.phone?.receive(payload);
    if (type === CLOSE) this.phone?.closed();
    if (type !== SHAKE) return;
    const answer = this.phone?.shake();
    if (answer === undefined) return;
    this.core.scheduler.after(answer.readyInMs, this.flying, () =>
      this.toWatch(SHAKE, Uint8Array.of(0), answer.port),
    );
  }

  private toWatch(type: number, payload: Uint8Array, port: number): void {
    const frame = new Uint8Array(HEADER + payload.length);
    const view = new DataView(frame.buffer);
    frame[0] = 1;
    frame[1] = 1;
    view.setUint16(2, type, true);
    view.setUint16(4, WATCH_PORT, true);
    view.setUint16(6, port, true);
    view.setUint32(8, this.core.program.manifest.app.appId, true);
    frame.set(payload, HEADER);
    this.fly(() => void this.receiver?.invoke(0, { $bytes: toBase64(frame) }, frame.length));
  }
}
