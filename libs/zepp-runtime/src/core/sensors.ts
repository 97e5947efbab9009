import { asText, type Json, type JsonObject } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Callback } from './realm.js';
import { localFields } from './zone.js';

/** What the body and the watch report, set by hand or by a script. */
export type Senses = {
  step: { current: number; target: number };
  heartRate: { current: number; last: number; resting: number };
  battery: { current: number };
  stand: { current: number; target: number };
  calorie: { current: number; target: number };
  distance: { current: number };
  /** 0 not worn, 1 worn, 2 moving, 3 unsure. */
  wear: { status: number };
};

export const calm = (): Senses => ({
  step: { current: 0, target: 8_000 },
  heartRate: { current: 0, last: 0, resting: 0 },
  battery: { current: 80 },
  stand: { current: 0, target: 12 },
  calorie: { current: 0, target: 300 },
  distance: { current: 0 },
  wear: { status: 1 },
});

const MINUTE = 60_000;
const CLASSES: Record<keyof Senses, string> = {
  step: 'Step',
  heartRate: 'HeartRate',
  battery: 'Battery',
  stand: 'Stand',
  calorie: 'Calorie',
  distance: 'Distance',
  wear: 'Wear',
};
const PRESENT = [...Object.values(CLASSES), 'Time', 'Vibrator', 'Screen'];

/** Sensors whose readings the host sets; a change is told to the listeners of that sensor. */
export class Sensors {
  readonly senses = calm();
  private readonly listeners = new Map<string, Callback[]>();
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    for (const [name, sensor] of Object.entries(CLASSES)) this.addSensor(name as keyof Senses, sensor);
    core.ops.add('@zos/sensor.HeartRate', {
      getLast: () => this.senses.heartRate.last,
      getResting: () => this.senses.heartRate.resting,
      getToday: () => [],
      onCurrentChange: (call) => this.listen('heartRate', call),
      offCurrentChange: (call) => this.unlisten('heartRate', call),
      onLastChange: (call) => this.listen('heartRate', call),
      offLastChange: (call) => this.unlisten('heartRate', call),
    });
    core.ops.add('@zos/sensor.Time', this.timeOps());
    core.ops.add('@zos/sensor', {
      checkSensor: ({ args: [sensor] }) => PRESENT.includes(asText((sensor as JsonObject | null)?.name)),
    });
  }

  /** Changes some readings of one sensor. */
  set<K extends keyof Senses>(sensor: K, change: Partial<Senses[K]>): void {
    Object.assign(this.senses[sensor], change);
    for (const callback of [...(this.listeners.get(sensor) ?? [])]) callback.invoke();
  }

  private addSensor(name: keyof Senses, sensor: string): void {
    const readings = () => this.senses[name] as Record<string, Json>;
    this.core.ops.add(`@zos/sensor.${sensor}`, {
      getCurrent: () => readings().current ?? 0,
      getTarget: () => readings().target ?? 0,
      getStatus: () => readings().status ?? 0,
      onChange: (call) => this.listen(name, call),
      offChange: (call) => this.unlisten(name, call),
    });
  }

  private listen(name: string, { scope, args: [fn] }: OpCall): void {
    const callback = scope.callback(fn);
    if (callback === undefined) return;
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), callback]);
    scope.atEnd(() => this.drop(name, callback));
  }

  private unlisten(name: string, { scope, args: [fn] }: OpCall): void {
    const callback = scope.callback(fn);
    if (callback !== undefined) this.drop(name, callback);
  }

  private drop(name: string, callback: Callback): void {
    const left = (this.listeners.get(name) ?? []).filter((one) => !one.equals(callback));
    this.listeners.set(name, left);
  }

  private local(): Date {
    return localFields(this.core.zone, this.core.wall.now);
  }

  /** Calls at each instant of the watch's clock that `next` names, until the scope ends. */
  private every({ scope, args: [fn] }: OpCall, next: (now: number) => number): void {
    const callback = scope.callback(fn);
    if (callback !== undefined) scope.atEnd(this.core.wall.every(scope, next, () => void callback.invoke()));
  }

  private timeOps() {
    const days = (now: number) => {
      const local = localFields(this.core.zone, now);
      return now + 24 * 60 * MINUTE - (local.getTime() % (24 * 60 * MINUTE));
    };
    const hour = 60 * MINUTE;
    return {
      getTime: () => this.core.wall.now,
      getFullYear: () => this.local().getUTCFullYear(),
      getMonth: () => this.local().getUTCMonth() + 1,
      getDate: () => this.local().getUTCDate(),
      getHours: () => this.local().getUTCHours(),
      getMinutes: () => this.local().getUTCMinutes(),
      getSeconds: () => this.local().getUTCSeconds(),
      getDay: () => this.local().getUTCDay() || 7,
      getHourFormat: () => 1,
      getFormatHour: () => this.local().getUTCHours(),
      onPerMinute: (call: OpCall) => this.every(call, (now) => now - (now % MINUTE) + MINUTE),
      onPerHourEnd: (call: OpCall) => this.every(call, (now) => now - (now % hour) + hour),
      onPerDay: (call: OpCall) => this.every(call, days),
      onPhoneTimeSetting: (call: OpCall) => this.listen('phoneTime', call),
    };
  }
}
