import { call } from './bridge.js';
import { forget, keep, type Scope } from './scope.js';

// biome-ignore lint/complexity/noBannedTypes: a program's function may be of any kind.
type Callable = Function;

export type Timers = {
  setTimeout(fn: Callable, ms?: number, ...args: unknown[]): number;
  clearTimeout(id?: number): void;
  setInterval(fn: Callable, ms?: number, ...args: unknown[]): number;
  clearInterval(id?: number): void;
  setImmediate(fn: Callable, ...args: unknown[]): number;
  clearImmediate(id?: number): void;
};

/** Timers of one scope: they end with it. Services are refused by the host: their timers exist and never fire. */
export function makeTimers(scope: Scope): Timers {
  const start = (fn: Callable, ms: unknown, repeat: boolean, args: unknown[]): number => {
    if (typeof fn !== 'function' || !scope.alive) return 0;
    const run = () => void fn(...args);
    return call('timer.set', {
      scope: scope.id,
      fn: keep(scope, run),
      ms: Number(ms) || 0,
      repeat,
    }) as number;
  };
  const stop = (id?: number) => {
    if (typeof id === 'number') forget(call('timer.clear', { scope: scope.id, id }) as number);
  };
  return {
    setTimeout: (fn, ms, ...args) => start(fn, ms, false, args),
    setInterval: (fn, ms, ...args) => start(fn, ms, true, args),
    setImmediate: (fn, ...args) => start(fn, 0, false, args),
    clearTimeout: stop,
    clearInterval: stop,
    clearImmediate: stop,
  };
}
