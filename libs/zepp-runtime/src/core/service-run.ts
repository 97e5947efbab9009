import { watchStart } from './app-process.js';
import type { Core } from './core.js';
import { textFile } from './package.js';
import { Realm, type Scope } from './realm.js';

export const fileName = (file: string): string => file.replace(/^\/+/, '').replace(/\.js$/, '');

/** Programs in the field read `getApp()._options.globalData` in services, as `onCreate` of app.js has filled it. */
const ASKS_FOR_APP = /\bgetApp\b/;

/** One evaluated service file, in a realm of its own, until it is ended. */
export class ServiceRun {
  readonly file: string;
  readonly scope: Scope;
  private readonly realm: Realm;
  private readonly core: Core;
  /** An app.js of this realm's own, where the file asks for one. */
  private readonly app: Scope | undefined;

  private constructor(core: Core, { file, code, param }: { file: string; code: string; param: string }) {
    this.core = core;
    this.file = file;
    this.realm = new Realm(core, 'service', watchStart(core));
    this.app = ASKS_FOR_APP.test(code) ? this.openApp(param) : undefined;
    this.scope = this.realm.openScope('service');
    this.realm.eval(code, `${file}.js`);
  }

  /** Evaluates the file; undefined, with a remark, when the package has none of that name. */
  static open(core: Core, file: string, param: string): ServiceRun | undefined {
    const code = textFile(core.program.device, `${file}.js`);
    if (code !== undefined) return new ServiceRun(core, { file, code, param });
    core.remark(`the package has no service ${file}`);
    return undefined;
  }

  /** Runs `run` when the realm breaks off, in order and not within it. */
  onBroken(run: () => void): void {
    this.realm.onBroken = run;
  }

  live(method: 'onInit' | 'onEvent' | 'onDestroy', param: string): void {
    this.realm.call('live', { id: this.scope.id, method, args: method === 'onDestroy' ? [] : [param] });
    if (method !== 'onDestroy' || this.app === undefined) return;
    this.realm.call('live', { id: this.app.id, method, args: [] });
  }

  /** For the host it is part of the service, under the same bars: its timers never fire either. */
  private openApp(param: string): Scope {
    const app = this.realm.adoptScope(this.core.nextId(), 'service');
    this.realm.call('scope.open', { id: app.id, kind: 'app' });
    this.realm.eval(textFile(this.core.program.device, 'app.js') ?? '', 'app.js');
    this.realm.call('live', { id: app.id, method: 'onCreate', args: [param] });
    return app;
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
