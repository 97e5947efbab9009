import { asObject, asText } from '../wire/json.js';
import { type Core, type OpCall, Refused } from './core.js';
import { textFile } from './package.js';
import { scaleOf } from './program.js';
import { type Callback, Realm, type Scope } from './realm.js';

type Service = { file: string; realm: Realm; scope: Scope; continuous: boolean };

/** Answers of `start`, by the platform's numbers. */
const STATE_ERROR = 2;
const NO_PERMISSION = 3;
const LIMIT_REACHED = 7;
const UNKNOWN = 255;
const BARRED_SENSORS = /^@zos\/sensor\.(Accelerometer|Gyroscope|Geolocation)\./;

const normal = (file: string) => file.replace(/^\/+/, '').replace(/\.js$/, '');

/** App services: single runs of 600 ms, and one continuous service on the whole watch. */
export class Services {
  private readonly running: Service[] = [];
  /** Permissions the wearer has granted. */
  readonly granted = new Set<string>();
  private readonly core: Core;
  private readonly limitMs: number;

  constructor(core: Core, limitMs: number) {
    this.core = core;
    this.limitMs = limitMs;
    core.ops.guard((op, scope) => {
      if (scope.kind !== 'service') return;
      if (/^(@zos\/)?ui\./.test(op) || BARRED_SENSORS.test(op) || op.startsWith('@zos/ble.mst')) {
        throw new Refused('NotAllowed', `${op} is barred in an app service`);
      }
    });
    core.ops.add('@zos/app-service', {
      start: (call) => this.start(call),
      stop: (call) => this.stop(call),
      exit: ({ scope }) => this.exit(scope),
      getAllAppServices: () => this.running.filter((one) => one.continuous).map((one) => one.file),
    });
  }

  get names(): string[] {
    return this.running.map((one) => one.file);
  }

  /** Runs `file` for an alarm, a notification or a system event; it is cut off after its 600 ms. */
  runOnce(file: string, param: string): void {
    const service = this.open(normal(file), false);
    if (service === undefined) return;
    this.core.scheduler.after(this.limitMs, service.realm, () => this.end(service));
    this.live(service, 'onInit', param);
  }

  /** Ends every service, as a reboot does. */
  endAll(): void {
    for (const service of [...this.running]) this.end(service);
  }

  private open(file: string, continuous: boolean): Service | undefined {
    const code = textFile(this.core.program.device, `${file}.js`);
    if (code === undefined) {
      this.core.remark(`the package has no service ${file}`);
      return undefined;
    }
    const realm = new Realm(this.core, 'service', { watch: { scale: scaleOf(this.core) } });
    const scope = realm.openScope('service');
    const service = { file, realm, scope, continuous };
    this.running.push(service);
    realm.onBroken = () => this.end(service);
    realm.eval(code, `${file}.js`);
    return service;
  }

  private live({ realm, scope }: Service, method: string, param: string): void {
    realm.call('live', { id: scope.id, method, args: [param] });
  }

  private end(service: Service): void {
    const at = this.running.indexOf(service);
    if (at < 0) return;
    this.running.splice(at, 1);
    this.core.scheduler.cancelAllOf(service.realm);
    service.realm.dispose();
  }

  private start({ scope, args: [option] }: OpCall): number {
    const { file, param, complete_func: done } = asObject(option);
    const name = normal(asText(file));
    if (scope.kind === 'service') return UNKNOWN;
    const { permissions = [] } = this.core.program.manifest;
    const permission = 'device:os.bg_service';
    if (!permissions.includes(permission) || !this.granted.has(permission)) return NO_PERMISSION;
    const same = this.running.find((one) => one.continuous && one.file === name);
    if (same === undefined && this.running.some((one) => one.continuous)) return LIMIT_REACHED;
    const service = same ?? this.open(name, true);
    if (service === undefined) return STATE_ERROR;
    this.live(service, same === undefined ? 'onInit' : 'onEvent', asText(param));
    scope.callback(done)?.invoke({ file: name, result: true });
    return 0;
  }

  private stop({ scope, args: [option] }: OpCall): boolean {
    const { file, complete_func: done } = asObject(option);
    const service = this.running.find((one) => one.continuous && one.file === normal(asText(file)));
    if (service !== undefined) {
      this.live(service, 'onDestroy', '');
      this.end(service);
    }
    const callback: Callback | undefined = scope.callback(done);
    callback?.invoke({ file: asText(file), result: service !== undefined });
    return service !== undefined;
  }

  private exit(scope: Scope): void {
    const service = this.running.find((one) => one.scope === scope);
    if (service === undefined) return;
    this.core.scheduler.after(0, service.realm, () => {
      this.live(service, 'onDestroy', '');
      this.end(service);
    });
  }
}
