import { watchStart } from './app-process.js';
import type { Core } from './core.js';
import { textFile } from './package.js';
import { Realm, type Scope } from './realm.js';

export const fileName = (file: string): string => file.replace(/^\/+/, '').replace(/\.js$/, '');

/** One evaluated service file, in a realm of its own, until it is ended. */
export class ServiceRun {
  readonly file: string;
  readonly scope: Scope;
  private readonly realm: Realm;
  private readonly core: Core;

  private constructor(core: Core, file: string, code: string) {
    this.core = core;
    this.file = file;
    this.realm = new Realm(core, 'service', watchStart(core));
    this.scope = this.realm.openScope('service');
    this.realm.eval(code, `${file}.js`);
  }

  /** Evaluates the file; undefined, with a remark, when the package has none of that name. */
  static open(core: Core, file: string): ServiceRun | undefined {
    const code = textFile(core.program.device, `${file}.js`);
    if (code !== undefined) return new ServiceRun(core, file, code);
    core.remark(`the package has no service ${file}`);
    return undefined;
  }

  /** Runs `run` when the realm breaks off, in order and not within it. */
  onBroken(run: () => void): void {
    this.realm.onBroken = run;
  }

  live(method: 'onInit' | 'onEvent' | 'onDestroy', param: string): void {
    this.realm.call('live', { id: this.scope.id, method, args: method === 'onDestroy' ? [] : [param] });
  }

  /** Runs after `ms`, unless the service has ended by then. */
  after(ms: number, run: () => void): void {
    this.core.scheduler.after(ms, this.realm, run);
  }

  /** Ends at once, unheard. */
  end(): void {
    this.core.scheduler.cancelAllOf(this.realm);
    this.realm.dispose();
  }
}
