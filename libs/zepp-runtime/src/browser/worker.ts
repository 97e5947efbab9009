import { findDevice } from '../core/devices.js';
import type { HostTimers } from '../core/host-timers.js';
import type { LogLine } from '../core/log.js';
import { loadPackage } from '../core/package.js';
import { Watch } from '../core/watch.js';
import { giveBack, keptBy } from './kept-state.js';
import type { Input, StartOptions, ToPage, ToWorker } from './messages.js';
import { disarm, makeWorkerEngine } from './worker-engine.js';
import { WorkerNetwork } from './worker-network.js';

/** How often the screen, the motor and the log are looked at, real milliseconds. */
const LOOK_MS = 50;
/** How often what is kept is handed to the page, if it changed. */
const KEEP_MS = 1_000;

// Taken before any program runs; `disarm` leaves nothing of it among the globals.
const scope = globalThis as unknown as DedicatedScope & Record<string, unknown>;
const { setTimeout: later, clearTimeout: never, setInterval: again } = scope;
const clock = scope.performance;

type DedicatedScope = {
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number): void;
  setInterval(run: () => void, ms: number): number;
  performance: { now(): number };
  onmessage: ((event: MessageEvent) => void) | null;
};

const timers: HostTimers = {
  now: () => clock.now(),
  after(ms, run) {
    const timer = later(run, ms);
    return () => never(timer);
  },
  turn: () => new Promise((done) => void later(done, 0)),
};

/** One watch in this worker, and the page at the other end of the port. */
class Host {
  private readonly port: MessagePort;
  private readonly network: WorkerNetwork;
  private readonly lines: LogLine[] = [];
  private watch: Watch | undefined;
  private speed = 1;
  private seen = 0;
  private shown = '';
  private kept = '';
  private pageOpen = false;
  private page = '';

  constructor(port: MessagePort) {
    this.port = port;
    this.network = new WorkerNetwork((message) => this.send(message));
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => this.guarded(() => this.take(data));
  }

  send(message: ToPage): void {
    this.port.postMessage(message);
  }

  private take(message: ToWorker): void {
    if (message.type === 'ping') this.send({ type: 'pong', id: message.id });
    else if (message.type === 'fetched') this.network.settle(message.id, message.answer, message.fault);
    else if (message.type === 'socket') this.network.hear(message.id, message.event);
    else if (message.type === 'start') this.start(message.options);
    else if (message.type === 'settings-page' && message.action === 'open') this.pageOpen = true;
    else if (this.watch !== undefined) this.act(this.watch, message);
  }

  /** Runtime and program share the built-in classes here: a program that spoils them spoils its own watch, which ends. */
  private guarded(run: () => void): void {
    try {
      run();
    } catch (fault) {
      this.refuse('broken', `The program broke the virtual watch and was ended (${String(fault)}).`);
    }
  }

  private refuse(code: string, message: string): void {
    this.send({ type: 'refused', code, message });
  }

  private start(options: StartOptions): void {
    const device = findDevice(options.device);
    if (device === undefined) {
      this.refuse('unknown-device', 'There is no such model.');
      return;
    }
    const loaded = loadPackage(new Uint8Array(options.package), device);
    if (!loaded.ok) {
      this.refuse(loaded.code, loaded.message);
      return;
    }
    const { startAt, zone, seed, speed } = options;
    this.speed = speed;
    const engine = makeWorkerEngine(scope);
    const log = (line: LogLine) => void this.lines.push(line);
    const phone = { webSocket: true, network: this.network, timers: 'host' } as const;
    const { program } = loaded;
    const watch = new Watch({ engine, program, device, timers, startAt, zone, seed, speed, log, phone });
    disarm(scope);
    if (options.kept !== undefined) giveBack(watch, options.kept);
    this.watch = watch;
    again(() => this.guarded(() => this.look(watch)), LOOK_MS);
    again(() => this.guarded(() => this.keep(watch)), KEEP_MS);
    this.send({ type: 'started' });
    this.guarded(() => watch.launch());
  }

  private act(watch: Watch, message: ToWorker): void {
    if (message.type === 'input') input(watch, message.input);
    if (message.type === 'speed') {
      this.speed = message.speed;
      watch.setSpeed(message.speed);
    }
    if (message.type === 'bluetooth') message.on ? watch.link.restore() : watch.link.drop();
    if (message.type === 'settings-page') {
      if (message.action === 'close') {
        this.pageOpen = false;
        watch.phone.closeSettingsPage();
      }
      if (message.action === 'click') watch.phone.click(message.label);
      if (message.action === 'type') watch.phone.type(message.label, message.text);
    }
    this.look(watch);
  }

  /** Hands over what has changed since the last look. */
  private look(watch: Watch): void {
    const svg = watch.svg();
    const { running, screenOn: lit } = watch;
    const mark = `${running} ${lit} ${svg}`;
    if (mark !== this.shown)
      this.send({ type: 'screen', svg, texts: watch.texts(), running, lit, at: watch.now() });
    this.shown = mark;
    const pulses = watch.motor.slice(this.seen);
    this.seen = watch.motor.length;
    if (pulses.length > 0) this.send({ type: 'motor', pulses, speed: this.speed });
    if (this.lines.length > 0) this.send({ type: 'log', lines: this.lines.splice(0).slice(-200) });
    if (this.pageOpen) this.showPage(watch);
  }

  private showPage(watch: Watch): void {
    const tree = watch.phone.settingsPage();
    const mark = JSON.stringify(tree ?? null);
    if (mark !== this.page) this.send({ type: 'settings-page', tree });
    this.page = mark;
  }

  private keep(watch: Watch): void {
    const kept = keptBy(watch);
    const mark = JSON.stringify(kept);
    if (mark !== this.kept) this.send({ type: 'keep', kept });
    this.kept = mark;
  }
}

function input(watch: Watch, given: Input): void {
  if (given.kind === 'tap') watch.tap(given.x, given.y);
  else if (given.kind === 'hold') watch.longTap(given.x, given.y);
  else if (given.kind === 'key') watch.press(given.key, given.press);
  else if (given.kind === 'crown') watch.turn(given.degrees);
  else if (given.kind === 'swipe') watch.swipe(given.direction);
  else if (given.kind === 'launch') watch.launch();
  else if (given.kind === 'screen-off') watch.screenOff();
  else if (given.kind === 'wake') watch.wake();
  else if (given.kind === 'kill') watch.kill();
}

scope.onmessage = (event: MessageEvent) => {
  const port = event.ports[0];
  if (port === undefined) return;
  scope.onmessage = null;
  new Host(port).send({ type: 'ready' });
};
