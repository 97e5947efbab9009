import type { Core } from './core.js';
import { atLeast } from './devices.js';
import { ServiceRun } from './service-run.js';

/** What a program asked to keep running. `reload`: it comes back after a change of the system's state. */
export type Wish = { file: string; param: string; reload: boolean };
/** The watch runs one continuous service; the wearer says which. */
export type Question = { asks: string; holder: string };
type Pending = { wish: Wish; done: (result: boolean) => void };

/** The one place for a continuous service on the whole watch, ours or another program's. */
export class ServiceSlot {
  running: ServiceRun | undefined;
  /** Name of another program whose service holds the place. */
  other: string | undefined;
  private wish: Wish | undefined;
  private pending: Pending | undefined;
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
  }

  get taken(): boolean {
    return this.running !== undefined || this.other !== undefined;
  }

  get question(): Question | undefined {
    if (this.pending === undefined) return undefined;
    const holder = this.other ?? this.running?.file;
    return holder === undefined ? undefined : { asks: this.pending.wish.file, holder };
  }

  /** Starts at once; false when the package has no such file. */
  begin(wish: Wish): boolean {
    const run = ServiceRun.open(this.core, wish.file, wish.param);
    if (run === undefined) return false;
    this.running = run;
    this.wish = wish;
    run.onBroken(() => this.end());
    run.live('onInit', wish.param);
    return true;
  }

  /** The wearer is asked who may run; a second question takes the place of the first. */
  ask(pending: Pending): void {
    this.pending?.done(false);
    this.pending = pending;
  }

  /** The wearer's answer. */
  choose(winner: 'asking' | 'holding'): void {
    const { pending } = this;
    this.pending = undefined;
    if (pending === undefined) return;
    if (winner === 'holding') {
      pending.done(false);
      return;
    }
    this.finish();
    this.other = undefined;
    pending.done(this.begin(pending.wish));
  }

  /** Another program's service takes the place: what ran there is ended in order. */
  occupy(name: string): void {
    this.finish();
    this.other = name;
  }

  /** Ends in order: the service hears `onDestroy`. */
  finish(): void {
    this.running?.live('onDestroy', '');
    this.end();
  }

  /** Ends at once, unheard. */
  end(): void {
    this.running?.end();
    this.running = undefined;
    this.wish = undefined;
  }

  /** Forgets what waits for an answer. */
  dismiss(): void {
    this.pending = undefined;
  }

  /**
   * The system stops services around such changes – restart, power saving, language – and starts those again that asked for
   * it or said nothing. Below level 4.0 there is no asking.
   */
  reload(): void {
    const { wish } = this;
    this.end();
    if (wish === undefined) return;
    if (wish.reload || !atLeast(this.core.device.apiLevel, '4.0')) this.begin(wish);
  }
}
