import { ask, forget, type Scope } from './scope.js';

type Heard = (arg?: unknown) => void;

/** `createSysTimer` and `stopTimer`. The argument stays in the realm: the callback gets the very same object. */
export function systemTimers(scope: Scope): Record<string, unknown> {
  return {
    createSysTimer: (periodic: boolean, period: number, heard: Heard, arg?: unknown): unknown => {
      const fn = typeof heard === 'function' ? () => heard(arg) : null;
      return ask(scope, '@zos/timer.createSysTimer', [periodic, period, fn]);
    },
    stopTimer: (id: number): void => forget(ask(scope, '@zos/timer.stopTimer', [id]) as number),
  };
}
