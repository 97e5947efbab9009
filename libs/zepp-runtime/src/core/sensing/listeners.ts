import type { OpCall } from '../core.js';
import type { Callback, Scope } from '../realm.js';

/** Who listens to what. A listener ends with its scope; `off` without a function ends all of the scope. */
export class Listeners {
  private readonly lists = new Map<string, Callback[]>();

  on(key: string, { scope, args: [fn] }: OpCall): void {
    const callback = scope.callback(fn);
    if (callback === undefined) return;
    this.lists.set(key, [...this.of(key), callback]);
    scope.atEnd(() => this.keep(key, (one) => !one.equals(callback)));
  }

  off(key: string, { scope, args: [fn] }: OpCall): void {
    const callback = scope.callback(fn);
    this.keep(key, (one) => (callback === undefined ? one.scope !== scope : !one.equals(callback)));
  }

  /** Whether any listens, or any of one scope. */
  any(key: string, scope?: Scope): boolean {
    return this.of(key).some((one) => scope === undefined || one.scope === scope);
  }

  tell(key: string, ...args: Parameters<Callback['invoke']>): void {
    for (const callback of [...this.of(key)]) callback.invoke(...args);
  }

  tellScope(key: string, scope: Scope): void {
    for (const callback of [...this.of(key)]) if (callback.scope === scope) callback.invoke();
  }

  private of(key: string): Callback[] {
    return this.lists.get(key) ?? [];
  }

  private keep(key: string, wanted: (one: Callback) => boolean): void {
    this.lists.set(key, this.of(key).filter(wanted));
  }
}
