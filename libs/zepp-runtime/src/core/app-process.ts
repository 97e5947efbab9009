import type { Core } from './core.js';
import { textFile } from './package.js';
import { Realm, type Scope } from './realm.js';

/** `px()` of the program's design on this screen. */
export function scaleOf(core: Core): number {
  const { designWidth, platforms } = core.program.manifest;
  return core.device.width / (platforms?.[0]?.dw ?? designWidth ?? core.device.width);
}

/**
 * app.js and all that shares its memory: the page, cards and secondary widgets. It lives as long as one of them needs it, and
 * is paused while none of them is in front (the platform's life-cycle chart).
 */
export class AppProcess {
  /** What else ends with the process: the session's storage. */
  onEnd: () => void = () => undefined;
  private current: { realm: Realm; app: Scope } | undefined;
  private readonly users = new Map<object, () => void>();
  private readonly front = new Set<object>();
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
  }

  get alive(): boolean {
    return this.current !== undefined;
  }

  /** The process for one more user; app.js hears `onCreate` if it has to be started. `died`: it has ended under its users. */
  hold(user: object, died: () => void, params = ''): Realm {
    this.users.set(user, died);
    this.current ??= this.begin(params);
    return this.current.realm;
  }

  /** The last user's leave ends app.js; heard, it gets `onDestroy`. */
  release(user: object, heard: boolean): void {
    this.setFront(user, false);
    if (!this.users.delete(user) || this.users.size > 0) return;
    const { current } = this;
    if (heard) current?.realm.call('live', { id: current.app.id, method: 'onDestroy', args: [] });
    this.end();
  }

  /** Somebody comes to the front or leaves it; app.js is awake as long as anybody is there. */
  setFront(user: object, there: boolean): void {
    if (there) this.front.add(user);
    else this.front.delete(user);
    const app = this.current?.app;
    if (this.front.size > 0) app?.resume();
    else app?.pause();
  }

  /** Ends at once, unheard, and tells its users. */
  die(): void {
    const told = [...this.users.values()];
    this.users.clear();
    this.front.clear();
    this.end();
    for (const died of told) died();
  }

  private begin(params: string): { realm: Realm; app: Scope } {
    const realm = new Realm(this.core, 'app', watchStart(this.core));
    realm.onBroken = () => this.die();
    const app = realm.openScope('app');
    realm.eval(textFile(this.core.program.device, 'app.js') ?? '', 'app.js');
    realm.call('live', { id: app.id, method: 'onCreate', args: [params] });
    return { realm, app };
  }

  private end(): void {
    const { current } = this;
    this.current = undefined;
    current?.realm.dispose();
    this.onEnd();
  }
}

/** What a realm of the watch is started with. */
export const watchStart = (core: Core) => ({
  watch: { scale: scaleOf(core), undeclared: core.undeclaredNames },
});
