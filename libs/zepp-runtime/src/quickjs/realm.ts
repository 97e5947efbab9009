import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import type { EngineRealm, RealmStart } from '../core/engine.js';
import { guestBundle } from '../core/guest-bundle.js';
import type { QuickJsFigures, QuickJsLimits } from './limits.js';

/** Host and program may call each other so deep; a real program nests twice or three times. */
const MOST_NESTED = 24;
/** Promise jobs of one turn; a program that makes more is in a loop that gives nobody a turn. */
const MOST_JOBS = 200_000;
const JOBS_AT_ONCE = 1_000;
const LOOK_EVERY_TURNS = 50;
const NOTHING = '{"value":null}';

/** What the realm is given beside its start. */
export type RealmHome = {
  module: QuickJSWASMModule;
  limits: QuickJsLimits;
  /** This instance holds a realm that cannot be freed, or has failed itself: no new realm may start in it. */
  failed(): void;
};

/** One QuickJS runtime with one context, and the guest kernel in it. */
export class QuickJsRealm implements EngineRealm {
  readonly figures: QuickJsFigures;
  private readonly start: RealmStart;
  private readonly home: RealmHome;
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private readonly kernel: QuickJSHandle;
  private depth = 0;
  private inJobs = false;
  private ticks = 0;
  private calls = 0;
  private alive = true;
  /** Cut off in the middle of something, so that freeing it could abort the instance. It is left to it. */
  private broken = false;
  private disposed = false;

  constructor(start: RealmStart, home: RealmHome) {
    this.start = start;
    this.home = home;
    this.figures = {
      name: start.name,
      startBytes: 0,
      heapBytes: 0,
      peakBytes: 0,
      turns: 0,
      longestTurnTicks: 0,
    };
    this.runtime = home.module.newRuntime();
    this.runtime.setMemoryLimit(home.limits.memoryBytes);
    this.runtime.setMaxStackSize(home.limits.stackBytes);
    this.runtime.setInterruptHandler(() => this.tick());
    this.context = this.runtime.newContext();
    this.kernel = this.startKernel();
    this.figures.startBytes = this.measure();
  }

  eval(code: string, filename: string): string | undefined {
    let fault: string | undefined;
    this.turn(() => {
      const result = this.context.evalCode(code, filename);
      if (result.error === undefined) result.value.dispose();
      else fault = this.wordsOf(result.error);
      return NOTHING;
    });
    if (this.alive) this.measure();
    return fault;
  }

  dispatch(kind: string, json: string): string {
    return this.turn(() => this.callKernel(kind, json));
  }

  dispose(): void {
    // Inside a turn the runtime still runs; it is freed when the turn has come back.
    this.alive = false;
    this.disposed = true;
    if (this.depth === 0) this.free();
  }

  private startKernel(): QuickJSHandle {
    const { context, start } = this;
    const made = context.unwrapResult(context.evalCode(guestBundle, 'guest-kernel.js'));
    const bridge = context.newFunction('bridge', (op, json) =>
      context.newString(this.answer(context.getString(op), context.getString(json))),
    );
    const given = context.newString(start.start);
    const kernel = context.unwrapResult(context.callFunction(made, context.undefined, bridge, given));
    for (const handle of [made, bridge, given]) handle.dispose();
    return kernel;
  }

  private answer(op: string, json: string): string {
    if (!this.alive) return NOTHING;
    this.calls += 1;
    if (this.calls <= this.home.limits.turnCalls) return this.start.bridge(op, json);
    this.breakOff('it called the platform without end in one turn');
    return NOTHING;
  }

  /** Runs what enters the realm, then its promise jobs; nested turns leave the jobs of a running job list to it. */
  private turn(run: () => string): string {
    if (!this.alive) return NOTHING;
    if (this.depth >= MOST_NESTED)
      return '{"error":"InternalError: host and program call each other too deep"}';
    if (this.depth === 0) this.begin();
    this.depth += 1;
    let answer = NOTHING;
    try {
      answer = run();
      this.runJobs();
    } catch (fault) {
      this.fail(fault);
    }
    this.depth -= 1;
    if (this.depth === 0) this.end();
    return answer;
  }

  private begin(): void {
    this.ticks = 0;
    this.calls = 0;
    this.figures.turns += 1;
  }

  private end(): void {
    this.figures.longestTurnTicks = Math.max(this.figures.longestTurnTicks, this.ticks);
    if (this.disposed) this.free();
    else if (this.alive && this.figures.turns % LOOK_EVERY_TURNS === 0) this.measure();
  }

  private callKernel(kind: string, json: string): string {
    const { context } = this;
    const words = [context.newString(kind), context.newString(json)] as const;
    const result = context.callFunction(this.kernel, context.undefined, ...words);
    for (const handle of words) handle.dispose();
    if (result.error !== undefined) return JSON.stringify({ error: this.wordsOf(result.error) });
    const answer = context.getString(result.value);
    result.value.dispose();
    return answer;
  }

  private runJobs(): void {
    if (this.inJobs || !this.alive) return;
    this.inJobs = true;
    let left = MOST_JOBS;
    while (this.alive && left > 0) {
      const ran = this.runBatch();
      if (ran === 0) break;
      left -= ran;
    }
    this.inJobs = false;
    if (left <= 0) this.breakOff('its promises never came to rest');
  }

  /** Answers how many jobs ran; a job that throws is not the end of the others. */
  private runBatch(): number {
    const done = this.runtime.executePendingJobs(JOBS_AT_ONCE);
    if (done.error === undefined) return done.value;
    this.start.unheard(this.wordsOf(done.error));
    return 1;
  }

  /** True ends the program's code, which cannot catch it. */
  private tick(): boolean {
    this.ticks += 1;
    if (this.ticks <= this.home.limits.turnTicks) return !this.alive;
    this.breakOff('it ran too long without giving the watch a turn');
    return true;
  }

  private wordsOf(error: QuickJSHandle): string {
    const told: unknown = this.context.dump(error);
    error.dispose();
    const { name, message } = (typeof told === 'object' && told !== null ? told : {}) as Record<
      string,
      unknown
    >;
    return typeof message === 'string' ? `${String(name ?? 'Error')}: ${message}` : String(told);
  }

  private fail(fault: unknown): void {
    this.breakOff(`the engine gave up (${fault instanceof Error ? fault.message : 'unknown fault'})`);
  }

  private breakOff(why: string): void {
    if (!this.alive) return;
    this.alive = false;
    this.broken = true;
    this.home.failed();
    this.start.broken(why);
  }

  private measure(): number {
    const usage = this.runtime.computeMemoryUsage();
    const { memory_used_size: bytes } = this.context.dump(usage) as { memory_used_size: number };
    usage.dispose();
    this.figures.heapBytes = bytes;
    this.figures.peakBytes = Math.max(this.figures.peakBytes, bytes);
    return bytes;
  }

  private free(): void {
    if (this.broken || !this.context.alive) return;
    this.kernel.dispose();
    this.context.dispose();
    this.runtime.dispose();
  }
}
