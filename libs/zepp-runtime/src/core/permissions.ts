import { asObject, type Json } from '../wire/json.js';
import type { Asked } from './chooser.js';
import type { Core, OpCall } from './core.js';

/** `answer` is what the call gives instead; without one it is undefined. `partly`: the call itself works, told in part. */
type Need = { code: string; answer?: Json; partly?: true };

const alarm = 'device:os.alarm';
const notification = 'device:os.notification';
const storage = 'device:os.local_storage';
const sensor = (code: string): Need => ({ code });

/**
 * Which code of `app.json` a member needs, by the `@permissionCode` tags of the platform's declarations; a test compares. A
 * class stands for its methods. `exit` of `@zos/app-service` is left out: services that are run once need no code.
 */
export const NEEDS: Readonly<Record<string, Need>> = {
  '@zos/alarm.set': { code: alarm, answer: 0 },
  '@zos/alarm.cancel': { code: alarm, answer: -1 },
  '@zos/alarm.getAllAlarms': { code: alarm, answer: [] },
  '@zos/app-access.getSportData': sensor('data:user.hd.workout'),
  '@zos/app-service.start': { code: 'device:os.bg_service', answer: 3 },
  '@zos/app-service.stop': { code: 'device:os.bg_service', answer: 3 },
  '@zos/app-service.getAllAppServices': { code: 'device:os.bg_service', answer: [] },
  '@zos/device.getDeviceInfo': { code: 'data:os.device.info', partly: true },
  '@zos/notification.notify': { code: notification, answer: 0 },
  '@zos/notification.cancel': { code: notification },
  '@zos/notification.getAllNotifications': { code: notification, answer: [] },
  '@zos/sensor.Step': sensor('data:user.hd.step'),
  '@zos/sensor.Calorie': sensor('data:user.hd.calorie'),
  '@zos/sensor.HeartRate': sensor('data:user.hd.heart_rate'),
  '@zos/sensor.Pai': sensor('data:user.hd.pai'),
  '@zos/sensor.Distance': sensor('data:user.hd.distance'),
  '@zos/sensor.Stand': sensor('data:user.hd.stand'),
  '@zos/sensor.FatBurning': sensor('data:user.hd.fat_burning'),
  '@zos/sensor.BloodOxygen': sensor('data:user.hd.spo2'),
  '@zos/sensor.Stress': sensor('data:user.hd.stress'),
  '@zos/sensor.Sleep': sensor('data:user.hd.sleep'),
  '@zos/sensor.Barometer': sensor('device:os.barometer'),
  '@zos/sensor.Geolocation': sensor('device:os.geolocation'),
  '@zos/sensor.Workout': sensor('data:user.hd.workout'),
  '@zos/sensor.Compass': sensor('device:os.compass'),
  '@zos/sensor.Gyroscope': sensor('device:os.gyroscope'),
  '@zos/sensor.Accelerometer': sensor('device:os.accelerometer'),
  '@zos/sensor.BodyTemperature': sensor('data:user.hd.body_temp'),
  '@zos/storage.LocalStorage': { code: storage },
  '@zos/user.getProfile': { code: 'data:user.info' },
  '@zos/user.addHealthData': { code: 'data:user.health', answer: false },
};

/** What the wearer is asked for while the program runs, in words; all other codes are settled when it is installed. */
const ASKED_FOR: Readonly<Record<string, string>> = { 'device:os.bg_service': 'run in the background' };
const CODES = new Set(Object.values(NEEDS).map(({ code }) => code));

/** Answers of `queryPermission`, by the platform's numbers. */
const NOT_YET = 0;
const UNKNOWN = 1;
const AUTHORIZED = 2;
/** Answers of `requestPermission`: the wearer is being asked, there is nothing to ask, all is there already. */
const ASKING = 0;
const NOTHING_TO_ASK = 1;
const ALL_THERE = 2;

/** How the wearer meets a request: at once one way or the other, or it waits for `answer`. */
export type WearerAnswer = 'grant' | 'refuse' | 'wait';
type Request = { codes: string[]; done: (granted: boolean) => void };

/** What the program may do by its manifest and by the wearer's word. What it may not is said once per code in the log. */
export class Permissions {
  wearer: WearerAnswer = 'grant';
  readonly granted: Set<string>;
  private readonly requests: Request[] = [];
  private readonly said = new Set<string>();
  private readonly core: Core;

  constructor(core: Core, granted: Set<string>, lacking: 'silent' | 'throws') {
    this.core = core;
    this.granted = granted;
    core.ops.instead((op) => this.instead(op, lacking));
    core.ops.add('@zos/app', {
      queryPermission: (call) => codesOf(call).map((code) => this.state(code)),
      requestPermission: (call) => this.request(call),
    });
  }

  /** Whether the manifest holds a code; where it does not, the log says so, once. */
  holds(code: string): boolean {
    if (this.core.program.manifest.permissions?.includes(code) === true) return true;
    if (!this.said.has(code)) this.core.remark(`PERMISSION DENIED ${code}: app.json does not ask for it`);
    this.said.add(code);
    return false;
  }

  /** Codes the wearer is being asked for and has not answered. */
  get asked(): string[] {
    return this.requests.flatMap(({ codes }) => codes);
  }

  /** What the screen asks the wearer while a request waits. */
  get question(): Asked | undefined {
    const [first] = this.requests;
    if (first === undefined) return undefined;
    return {
      text: `May ${this.core.program.manifest.app.appName} ${first.codes.map((code) => ASKED_FOR[code]).join(', ')}?`,
      choices: [
        { label: 'Allow', choose: () => this.answer(true) },
        { label: 'Refuse', choose: () => this.answer(false) },
      ],
    };
  }

  /** The wearer's word on all that waits. */
  answer(granted: boolean): void {
    for (const { done } of this.requests.splice(0)) done(granted);
  }

  private instead(op: string, lacking: 'silent' | 'throws'): { value?: Json } | undefined {
    const need = NEEDS[op] ?? NEEDS[op.replace(/\.[^.]+$/, '')];
    if (need === undefined || this.holds(need.code) || need.partly === true) return undefined;
    if (lacking === 'throws') throw new Error(`PERMISSION DENIED ${need.code}`);
    return need.answer === undefined ? {} : { value: need.answer };
  }

  private state(code: string): number {
    const declared = this.core.program.manifest.permissions?.includes(code) === true;
    if (!declared || !(CODES.has(code) || code.startsWith('event:'))) return UNKNOWN;
    return code in ASKED_FOR && !this.granted.has(code) ? NOT_YET : AUTHORIZED;
  }

  /** A question goes with the page that asked it. */
  private wait({ scope }: OpCall, request: Request): void {
    this.requests.push(request);
    scope.atEnd(() => {
      const at = this.requests.indexOf(request);
      if (at >= 0) this.requests.splice(at, 1);
    });
  }

  private request(call: OpCall): number {
    const codes = codesOf(call);
    const open = codes.filter((code) => this.state(code) === NOT_YET);
    if (open.length === 0) {
      return codes.length > 0 && codes.every((code) => this.state(code) === AUTHORIZED)
        ? ALL_THERE
        : NOTHING_TO_ASK;
    }
    const callback = call.scope.callback(asObject(call.args[0]).callback);
    const done = (granted: boolean) => {
      if (granted) for (const code of open) this.granted.add(code);
      callback?.invoke(codes.map((code) => this.state(code)));
    };
    if (this.wearer === 'wait') this.wait(call, { codes: open, done });
    else this.core.scheduler.after(0, call.scope, () => done(this.wearer === 'grant'));
    return ASKING;
  }
}

function codesOf({ args: [option] }: OpCall): string[] {
  const { permissions } = asObject(option);
  return Array.isArray(permissions) ? permissions.map(String) : [];
}
