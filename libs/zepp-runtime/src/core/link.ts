import { fromBase64, toBase64 } from '../wire/base64.js';
import { asNumber, isBytesMark } from '../wire/json.js';
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
  /** Calls back with the port of the side service once that runs; never when there is none to start. */
  shake(ready: (port: number) => void): void;
  receive(payload: Uint8Array): void;
  /** The link is there again. */
  joined(): void;
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
  /** How fast files go over. */
  bytesPerSecond = 10_000;
  /** `send` answers true while the link is down, and the frame is gone unnoticed. Default false: it answers false. */
  silentLoss = false;
  /** Frames that really were lost, doubled or cut off by a drop. */
  readonly faults = { lost: 0, doubled: 0, cut: 0 };
  phone: PhoneEnd | undefined;
  private readonly core: Core;
  private readonly flying = {};
  private inFlight = 0;
  private left: number | undefined;
  private receiver: Callback | undefined;
  private readonly watchers: Callback[] = [];
  private readonly hearers: ((connected: boolean) => void)[] = [];
  private packet = 0;

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
    this.left = undefined;
    this.faults.cut += this.inFlight;
    this.inFlight = 0;
    this.core.scheduler.cancelAllOf(this.flying);
    this.tell();
  }

  /** The link breaks when that many more frames have set out, in either direction: in the middle of a message of several. */
  dropAfter(frames: number): void {
    this.left = Math.max(1, frames);
  }

  /** The link is there again, and no drop is planned any more. */
  restore(): void {
    this.left = undefined;
    if (this.connected) return;
    this.connected = true;
    this.tell();
    this.phone?.joined();
  }

  /** For the parts of the runtime that live by the link: told at once of every change. */
  onChange(hear: (connected: boolean) => void): void {
    this.hearers.push(hear);
  }

  /** The side service sends; the platform puts the outer header in front. */
  fromPhone(payload: Uint8Array, port: number): void {
    this.toWatch(DATA, payload, port);
  }

  /** Carries one piece of a file. Exactly one of the two is called, unless the link drops first. */
  carry(bytes: number, { arrived, lost }: { arrived: () => void; lost: () => void }): void {
    const gone = this.loss > 0 && this.core.chance() < this.loss;
    if (gone) this.faults.lost += 1;
    const ms = this.delayMs + Math.ceil((bytes * 1_000) / Math.max(1, this.bytesPerSecond));
    this.inFlight += 1;
    this.core.scheduler.after(ms, this.flying, () => {
      this.inFlight -= 1;
      if (gone) lost();
      else arrived();
    });
    this.countDown();
  }

  private tell(): void {
    const { connected } = this;
    for (const hear of this.hearers) hear(connected);
    this.core.scheduler.after(0, this, () => {
      for (const watcher of [...this.watchers]) watcher.invoke(connected);
    });
  }

  /** One channel for the whole program: who connects last gets all that arrives, be it page or service. */
  private listen(scope: Scope, callback: Callback | undefined): void {
    this.receiver = callback;
    scope.atEnd(() => {
      if (this.receiver === callback) this.receiver = undefined;
    });
  }

  private watch(scope: Scope, callback: Callback | undefined): void {
    if (callback === undefined || this.watchers.some((one) => one.equals(callback))) return;
    this.watchers.push(callback);
    scope.atEnd(() => {
      const at = this.watchers.indexOf(callback);
      if (at >= 0) this.watchers.splice(at, 1);
    });
  }

  private countDown(): void {
    if (this.left === undefined) return;
    this.left -= 1;
    if (this.left <= 0) this.drop();
  }

  /** Sends one frame through the faults. */
  private fly(arrive: () => void): void {
    if (!this.connected) return;
    if (this.loss > 0 && this.core.chance() < this.loss) this.faults.lost += 1;
    else this.setOut(arrive);
    this.countDown();
  }

  private setOut(arrive: () => void): void {
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

  /** `size` says how much of the buffer is meant. */
  private fromWatch({ args: [data, size] }: OpCall): boolean {
    if (!isBytesMark(data)) return false;
    const whole = fromBase64(data.$bytes);
    const frame = whole.subarray(0, Math.max(0, asNumber(size, whole.length)));
    if (frame.length < HEADER) return false;
    if (!this.connected) return this.silentLoss;
    const type = (frame[2] ?? 0) | ((frame[3] ?? 0) << 8);
    this.fly(() => this.atPhone(type, frame.subarray(HEADER)));
    return true;
  }

  private atPhone(type: number, payload: Uint8Array): void {
    if (type === DATA) this.phone?.receive(payload);
    if (type === SHAKE) this.phone?.shake((port) => this.toWatch(SHAKE, Uint8Array.of(0), port));
  }

  /** The phone has ended the side service and says so. */
  closeFromPhone(port: number): void {
    this.toWatch(CLOSE, Uint8Array.of(0), port);
  }

  private toWatch(type: number, payload: Uint8Array, port: number): void {
    const frame = new Uint8Array(HEADER + payload.length);
    const view = new DataView(frame.buffer);
    frame[0] = 1;
    frame[1] = 1;
    view.setUint16(2, type, true);
    view.setUint16(4, WATCH_PORT, true);
    view.setUint16(6, port, true);
    view.setUint32(8, this.core.program.manifest.app.appId >>> 0, true);
    frame.set(payload, HEADER);
    this.fly(() => {
      this.receiver?.invoke(this.packet, { $bytes: toBase64(frame) }, frame.length);
      this.packet = (this.packet + 1) % 65_536;
    });
  }
}
