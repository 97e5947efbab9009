import type { Scheduler } from './scheduler.js';

/** Begins a wait on some clock; the answer ends it. */
export type Timer = (ms: number, owner: object, run: () => void) => () => void;
type Plan = { ms: number; repeat: boolean; fn: number; owner: object; timer: Timer; fire: () => void };

/** One `setTimeout` or `setInterval` of a program. Paused, it keeps what was left of its wait. */
export class ScopeTimer {
  private readonly plan: Plan;
  private readonly scheduler: Scheduler;
  private halt: () => void = () => undefined;
  private due = 0;
  private left: number | undefined;

  constructor(scheduler: Scheduler, plan: Plan) {
    this.scheduler = scheduler;
    this.plan = plan;
    this.arm(plan.ms);
  }

  /** The number of its function in the realm. */
  get fn(): number {
    return this.plan.fn;
  }

  stop(): void {
    this.halt();
  }

  pause(): void {
    if (this.left !== undefined) return;
    this.left = Math.max(0, this.due - this.scheduler.now);
    this.halt();
  }

  resume(): void {
    const { left } = this;
    if (left === undefined) return;
    this.left = undefined;
    this.arm(left);
  }

  private arm(ms: number): void {
    const { owner, timer, repeat, fire } = this.plan;
    this.due = this.scheduler.now + ms;
    this.halt = timer(ms, owner, () => {
      if (repeat) this.arm(this.plan.ms);
      fire();
    });
  }
}
