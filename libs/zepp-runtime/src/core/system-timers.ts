import { asNumber } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Callback, Scope } from './realm.js';
import type { Appointment } from './scheduler.js';

type SystemTimer = { scope: Scope; callback: Callback; made: Appointment };

/**
 * Timers of the system (API 4.0): the only ones that fire in an app service. They do not care about the screen, and end with
 * the page or service that made them.
 */
export class SystemTimers {
  private readonly timers = new Map<number, SystemTimer>();
  private readonly core: Core;
  private last = 0;

  constructor(core: Core) {
    this.core = core;
    core.ops.add('@zos/timer', {
      createSysTimer: (call) => this.create(call),
      stopTimer: ({ scope, args: [id] }) => this.stop(asNumber(id, -1), scope),
    });
  }

  /** 0 when there is nothing to call. */
  private create({ scope, args: [periodic, period, fn] }: OpCall): number {
    const callback = scope.callback(fn);
    const ms = asNumber(period, -1);
    if (callback === undefined || ms < 0) return 0;
    this.last += 1;
    const id = this.last;
    const again = periodic === true;
    const arm = () => this.core.scheduler.after(again ? Math.max(1, ms) : ms, scope, () => ring());
    const timer = { scope, callback, made: arm() };
    const ring = () => {
      if (again) timer.made = arm();
      else this.timers.delete(id);
      if (again) callback.invoke();
      else callback.invokeOnce();
    };
    this.timers.set(id, timer);
    scope.atEnd(() => this.timers.delete(id));
    return id;
  }

  /** The number of the function that is no longer needed, in the realm that made it and may stop it. */
  private stop(id: number, scope: Scope): number {
    const timer = this.timers.get(id);
    if (timer === undefined || timer.scope.realm !== scope.realm) return 0;
    this.core.scheduler.cancel(timer.made);
    this.timers.delete(id);
    return timer.callback.id;
  }
}
