import { asObject, asText } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import { textFile } from './package.js';
import type { Scope } from './realm.js';
import { barServices } from './service-bars.js';
import { fileName, ServiceRun } from './service-run.js';
import { ServiceSlot } from './service-slot.js';

export type ServiceSettings = {
  /** How long a single run may last. */
  serviceMs: number;
  /** A second continuous service: the wearer is asked, or `start` answers 7 at once. */
  conflict: 'ask' | 'refuse';
};

/** Answers of `start`, by the platform's numbers. */
const PARAMETER = 1;
const STATE = 2;
const NO_PERMISSION = 3;
const LIMIT_REACHED = 7;
const UNKNOWN = 255;
const PERMISSION = 'device:os.bg_service';

/** App services: single runs of 600 ms, and one continuous service on the whole watch. */
export class Services {
  readonly slot: ServiceSlot;
  /** Permissions the wearer has granted. */
  readonly granted = new Set<string>();
  /** What the next `start` answers instead of trying: 2, 4, 5 or 6, as a watch in trouble does. */
  refusal: number | undefined;
  private readonly single: ServiceRun[] = [];
  private readonly starting = {};
  private readonly core: Core;
  private readonly settings: ServiceSettings;

  constructor(core: Core, settings: ServiceSettings) {
    this.core = core;
    this.settings = settings;
    this.slot = new ServiceSlot(core);
    barServices(core.ops);
    core.ops.add('@zos/app-service', {
      start: (call) => this.start(call),
      stop: (call) => this.stop(call),
      exit: ({ scope }) => this.exit(scope),
      getAllAppServices: () => (this.slot.running === undefined ? [] : [this.slot.running.file]),
    });
  }

  get names(): string[] {
    const { running } = this.slot;
    return [...(running === undefined ? [] : [running.file]), ...this.single.map((one) => one.file)];
  }

  /** Whether the package declares this file as a service. */
  has(file: string): boolean {
    const { services = [] } = this.core.program.manifest.module?.['app-service'] ?? {};
    return services.some((one) => fileName(one) === fileName(file));
  }

  /** For an alarm, a button or an event: a running service hears it, another is run once. */
  deliver(file: string, param: string): void {
    const { running } = this.slot;
    if (running?.file === fileName(file)) running.live('onEvent', param);
    else this.runOnce(file, param);
  }

  /** Runs `file` once; it is cut off, unheard, after its 600 ms. */
  private runOnce(file: string, param: string): void {
    const run = ServiceRun.open(this.core, fileName(file), param);
    if (run === undefined) return;
    this.single.push(run);
    run.onBroken(() => this.drop(run));
    run.after(this.settings.serviceMs, () => this.drop(run));
    run.live('onInit', param);
  }

  /** Ends every service at once, unheard. */
  endAll(): void {
    this.core.scheduler.cancelAllOf(this.starting);
    for (const run of [...this.single]) this.drop(run);
    this.slot.dismiss();
    this.slot.end();
  }

  /** The system's state has changed: single runs are over, the continuous one starts anew if it may. */
  reload(): void {
    this.core.scheduler.cancelAllOf(this.starting);
    for (const run of [...this.single]) this.drop(run);
    this.slot.dismiss();
    this.slot.reload();
  }

  private drop(run: ServiceRun): void {
    const at = this.single.indexOf(run);
    if (at < 0) return;
    this.single.splice(at, 1);
    run.end();
  }

  /** Why this program may not start a service now. */
  private refusalFor(file: string, scope: Scope): number | undefined {
    const { permissions = [] } = this.core.program.manifest;
    // Research: `start` inside a service answered 255 (field report), though the module is open to services.
    if (scope.kind === 'service') return UNKNOWN;
    if (!this.has(file) || textFile(this.core.program.device, `${file}.js`) === undefined) return PARAMETER;
    if (!permissions.includes(PERMISSION) || !this.granted.has(PERMISSION)) return NO_PERMISSION;
    const { refusal } = this;
    this.refusal = undefined;
    return refusal;
  }

  private start({ scope, args: [option] }: OpCall): number {
    const { file: name, url, param, complete_func: done, reload } = asObject(option);
    // The platform's own sample says `url` where the reference says `file`.
    const file = fileName(asText(name, asText(url)));
    const refused = this.refusalFor(file, scope);
    if (refused !== undefined) return refused;
    const callback = scope.callback(done);
    const tell = (result: boolean) => void callback?.invoke({ file, result });
    const wish = { file, param: asText(param), reload: reload !== false };
    const { slot } = this;
    if (slot.running?.file === file) return this.soon(() => this.event(wish.param, tell));
    if (!slot.taken) return this.soon(() => tell(slot.taken ? false : slot.begin(wish)));
    if (this.settings.conflict === 'refuse') return LIMIT_REACHED;
    slot.ask({ wish, done: tell });
    return 0;
  }

  private event(param: string, tell: (result: boolean) => void): void {
    this.slot.running?.live('onEvent', param);
    tell(this.slot.running !== undefined);
  }

  private soon(run: () => void): number {
    this.core.scheduler.after(0, this.starting, run);
    return 0;
  }

  private stop({ scope, args: [option] }: OpCall): number {
    const { file: name, url, complete_func: done } = asObject(option);
    const file = fileName(asText(name, asText(url)));
    const callback = scope.callback(done);
    const runs = this.slot.running?.file === file;
    this.soon(() => {
      const result = this.slot.running?.file === file;
      if (result) this.slot.finish();
      callback?.invoke({ file, result });
    });
    return runs ? 0 : STATE;
  }

  /** A service ends itself, after what it is doing now. */
  private exit(scope: Scope): void {
    const { running } = this.slot;
    if (running?.scope.realm === scope.realm) running.after(0, () => this.slot.finish());
    const run = this.single.find((one) => one.scope.realm === scope.realm);
    run?.after(0, () => {
      run.live('onDestroy', '');
      this.drop(run);
    });
  }
}
