import { NoCard } from '../core/cards.js';
import { findDevice } from '../core/devices.js';
import type { Engine } from '../core/engine.js';
import type { HostTimers } from '../core/host-timers.js';
import type { LogLine } from '../core/log.js';
import { noNetwork } from '../core/network.js';
import { loadPackage } from '../core/package.js';
import { Watch } from '../core/watch.js';
import type { WatchOptions } from '../core/watch-options.js';
import { applyInput } from './inputs.js';
import type { Input, PageAction, StartOptions, ToPage, ToWorker } from './messages.js';
import { Teller } from './teller.js';
import { WorkerNetwork } from './worker-network.js';

/** How often the screen, the motor and the log are looked at, real milliseconds. */
const LOOK_MS = 50;
/** How often what is kept is handed to the page, if it changed. */
const KEEP_MS = 300;

const noDevice = { ok: false, code: 'unknown-device', message: 'There is no such model.' } as const;

export type Surroundings = {
  engine: Engine;
  timers: HostTimers;
  /** Runs again and again, this many real milliseconds apart. */
  every(ms: number, run: () => void): void;
};

/** One watch in this worker, and the page at the other end of the port. */
export class Host {
  private readonly port: MessagePort;
  private readonly around: Surroundings;
  private readonly network: WorkerNetwork;
  private readonly lines: LogLine[] = [];
  private readonly teller: Teller;
  private watch: Watch | undefined;
  private kept = '';
  private pageOpen = false;

  constructor(port: MessagePort, around: Surroundings) {
    this.port = port;
    this.around = around;
    this.network = new WorkerNetwork((message) => this.send(message));
    this.teller = new Teller((message) => this.send(message));
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => this.guarded(() => this.take(data));
  }

  send(message: ToPage): void {
    this.port.postMessage(message);
  }

  /** Says why there is no watch, or none any more; the page then ends this worker. */
  refuse(code: string, message: string): void {
    this.send({ type: 'refused', code, message });
  }

  private take(message: ToWorker): void {
    if (message.type === 'seen') this.teller.seen();
    else if (message.type === 'ping') this.send({ type: 'pong', id: message.id, at: this.watch?.now() ?? 0 });
    else if (message.type === 'fetched') this.network.settle(message.id, message.answer, message.fault);
    else if (message.type === 'socket') this.network.hear(message.id, message.event);
    else if (message.type === 'start') this.start(message.options);
    else if (this.watch !== undefined) this.act(this.watch, message);
    // The page asks for the phone's page at once, while the engine is still being loaded.
    else if (message.type === 'settings-page') this.pageOpen = message.action === 'open';
  }

  /** A fault here is ours or of the engine, and nothing is sure after it: the watch ends, with words. */
  private guarded(run: () => void): void {
    try {
      run();
    } catch (fault) {
      this.refuse('broken', `The virtual watch broke and was ended (${String(fault)}).`);
    }
  }

  private start(options: StartOptions): void {
    const device = findDevice(options.device);
    const loaded = device === undefined ? noDevice : loadPackage(new Uint8Array(options.package), device);
    if (!loaded.ok) this.refuse(loaded.code, loaded.message);
    else if (device !== undefined) this.run(options, { device, program: loaded.program });
  }

  private run(options: StartOptions, chosen: Pick<WatchOptions, 'device' | 'program'>): void {
    const { startAt, zone, seed, kept } = options;
    const { engine, timers, every } = this.around;
    const log = (line: LogLine) => void this.lines.push(line);
    const phone = options.network
      ? ({ webSocket: true, network: this.network, timers: 'host' } as const)
      : ({ webSocket: true, network: noNetwork, timers: 'watch' } as const);
    const watch = new Watch({ ...chosen, engine, timers, startAt, zone, seed, log, phone });
    this.watch = watch;
    watch.system.permissions.wearer = options.asks ? 'wait' : 'grant';
    if (kept !== undefined) watch.system.memory.giveBack(kept);
    this.setSpeed(watch, options.speed);
    this.send({ type: 'started' });
    watch.launch();
    this.look(watch);
    every(LOOK_MS, () => this.guarded(() => this.look(watch)));
    every(KEEP_MS, () => this.guarded(() => this.keep(watch)));
  }

  private setSpeed(watch: Watch, speed: number): void {
    this.teller.speed = speed;
    watch.setSpeed(speed > 0 ? speed : 'virtual');
  }

  private act(watch: Watch, message: ToWorker): void {
    if (message.type === 'input') this.input(watch, message.input);
    if (message.type === 'timeline')
      this.send({ type: 'timeline', id: message.id, timeline: watch.motorTimeline() });
    if (message.type === 'speed') this.setSpeed(watch, message.speed);
    if (message.type === 'settings-page') this.operate(watch, message);
    if (message.type === 'advance') void this.advance(watch, message.id, message.ms);
    else {
      this.teller.seen();
      this.look(watch);
    }
  }

  private input(watch: Watch, given: Input): void {
    try {
      applyInput(watch, given);
    } catch (fault) {
      if (!(fault instanceof NoCard)) throw fault;
      this.lines.push({ at: watch.now(), realm: 'runtime', level: 'warn', text: fault.message });
    }
  }

  private async advance(watch: Watch, id: number, ms: number): Promise<void> {
    await watch.advance(ms);
    this.teller.seen();
    this.guarded(() => this.look(watch));
    this.send({ type: 'advanced', id });
  }

  private operate({ phone }: Watch, message: PageAction): void {
    if (message.action === 'open') this.pageOpen = true;
    if (message.action === 'close') {
      this.pageOpen = false;
      phone.closeSettingsPage();
    }
    if (message.action === 'click') phone.click(message.label);
    if (message.action === 'type') phone.type(message.label, message.text);
    if (message.action === 'choose') phone.select(message.label, message.values);
  }

  private look(watch: Watch): void {
    this.teller.tell(watch, this.lines.splice(0));
    if (this.pageOpen) this.teller.tellPage(watch.phone.settingsPage(), watch.phone.settings.all());
  }

  private keep(watch: Watch): void {
    const kept = watch.system.memory.take();
    const mark = JSON.stringify(kept);
    if (mark !== this.kept) this.send({ type: 'keep', kept });
    this.kept = mark;
  }
}
