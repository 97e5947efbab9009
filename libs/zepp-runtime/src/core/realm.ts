import { asNumber, asObject, asText, isFunctionMark, type Json, type JsonObject } from '../wire/json.js';
import type { ApiLevels } from './api-levels.js';
import type { Engine, EngineRealm } from './engine.js';
import { type LogSink, levelOf } from './log.js';
import { MOST_CALL_CHARACTERS, MOST_LOG_CHARACTERS, MOST_TIMERS } from './quotas.js';
import type { Appointment, Scheduler } from './scheduler.js';
import { ScopeTimer, type Timer } from './scope-timer.js';
import type { WallClock } from './wall-clock.js';
import type { ZoneRules } from './zone.js';

export type OpCall = { scope: Scope; args: Json[]; self: Json[] };

/** What a realm needs of the watch around it. */
export type RealmHost = {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly zone: ZoneRules;
  /** What the watch's own clock shows; a phone goes by the world's time. */
  readonly wall: WallClock;
  log: LogSink;
  /** Seeds and numbers that are the same for the same run. */
  nextSeed(): number;
  nextId(): number;
  /** Hears of every member of the platform that a program touches, once per realm. */
  readonly used?: ((name: string) => void) | undefined;
  /** Members of a module that this watch lacks, and why. */
  readonly levels: Pick<ApiLevels, 'absent' | 'hasModule' | 'whyMissing'>;
  /** Does what the program asked; throws to refuse. */
  answer(op: string, call: OpCall): Json | undefined;
};

/** One evaluated file of a program. Its timers and listeners end when it does. */
export class Scope {
  readonly id: number;
  readonly kind: string;
  readonly realm: Realm;
  readonly timers = new Map<number, ScopeTimer>();
  private readonly endings: (() => void)[] = [];
  alive = true;
  /** Its context is kept, but its callbacks are not delivered and its timers stand still. */
  paused = false;

  constructor(realm: Realm, id: number, kind: string) {
    this.realm = realm;
    this.id = id;
    this.kind = kind;
  }

  /** The function behind a mark, bare or as `{callback}`. */
  callback(value: Json | undefined): Callback | undefined {
    const mark = isFunctionMark(value) ? value : asObject(value).callback;
    return isFunctionMark(mark) ? new Callback(this, mark.$fn) : undefined;
  }

  atEnd(run: () => void): void {
    this.endings.push(run);
  }

  pause(): void {
    this.paused = true;
    for (const timer of this.timers.values()) timer.pause();
  }

  resume(): void {
    this.paused = false;
    for (const timer of this.timers.values()) timer.resume();
  }

  end(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const timer of this.timers.values()) timer.stop();
    this.timers.clear();
    this.realm.host.scheduler.cancelAllOf(this);
    for (const run of this.endings.splice(0)) run();
    this.realm.call('scope.close', this.id);
    this.realm.scopes.delete(this.id);
  }
}

/** A function that stayed in a realm. */
export class Callback {
  readonly scope: Scope;
  readonly id: number;

  constructor(scope: Scope, id: number) {
    this.scope = scope;
    this.id = id;
  }

  /** What it answered, when that was a boolean. Silent once its scope has ended, and while it is paused. */
  invoke(...args: Json[]): boolean | undefined {
    return this.run(args, false);
  }

  invokeOnce(...args: Json[]): void {
    this.run(args, true);
  }

  equals(other: Callback): boolean {
    return this.scope === other.scope && this.id === other.id;
  }

  private run(args: Json[], once: boolean): boolean | undefined {
    if (!this.scope.alive || this.scope.paused) return undefined;
    const answer = this.scope.realm.call('callback', { id: this.id, args, once });
    return typeof answer === 'boolean' ? answer : undefined;
  }
}

/** A realm may live by another clock than the watch's: the phone of a watch whose time is sped up. */
export type OwnTime = { timer: Timer; now(): number };

/** One running engine realm: the watch program, a service, the phone's service, the settings page. */
export class Realm {
  readonly host: RealmHost;
  readonly name: string;
  readonly scopes = new Map<number, Scope>();
  /** What has been evaluated here, in order. */
  readonly files: { file: string; bytes: number }[] = [];
  private readonly engine: EngineRealm;
  private readonly timer: Timer;
  private readonly now: () => number;
  private unclock: () => void = () => undefined;
  private readonly undeclaredTold = new Set<string>();
  private lastTimer = 0;
  alive = true;
  /** The engine ended this realm for what it used up; whoever owns it ends it in order. */
  onBroken: () => void = () => undefined;

  constructor(host: RealmHost, name: string, start: JsonObject, own?: OwnTime) {
    this.host = host;
    this.name = name;
    this.timer = own?.timer ?? virtualTimer(host);
    const clock = 'watch' in start ? host.wall : host.scheduler;
    this.now = own?.now ?? (() => clock.now);
    if ('watch' in start)
      this.unclock = host.wall.onChange(({ zone }) => void this.call('zone', zone.offsets));
    const given = { ...start, seed: host.nextSeed(), offsets: host.zone.offsets };
    this.engine = host.engine.create({
      name,
      bridge: (op, json) => this.answer(op, json),
      start: JSON.stringify(given),
      unheard: (words) => this.say('error', `unhandled rejection: ${words}`),
      broken: (why) => this.breakOff(why),
    });
  }

  say(level: string, text: string): void {
    const told = text.length > MOST_LOG_CHARACTERS ? `${text.slice(0, MOST_LOG_CHARACTERS)}…` : text;
    this.host.log({ at: this.host.scheduler.now, realm: this.name, level: levelOf(level), text: told });
  }

  openScope(kind: string): Scope {
    const scope = new Scope(this, this.host.nextId(), kind);
    this.scopes.set(scope.id, scope);
    this.call('scope.open', { id: scope.id, kind });
    return scope;
  }

  /** A scope whose guest half was made by the realm's start. */
  adoptScope(id: number, kind: string): Scope {
    const scope = new Scope(this, id, kind);
    this.scopes.set(id, scope);
    return scope;
  }

  eval(code: string, filename: string): void {
    this.files.push({ file: filename, bytes: code.length });
    const fault = this.engine.eval(code, filename);
    if (fault !== undefined) this.say('error', `${filename}: ${fault}`);
  }

  /** The guest's answer; a throw of the program is a line in the log and null. */
  call(kind: string, data: Json): Json {
    if (!this.alive) return null;
    const answer = JSON.parse(this.engine.dispatch(kind, JSON.stringify(data))) as JsonObject;
    if (answer.error !== undefined) this.say('error', String(answer.error));
    return answer.value ?? null;
  }

  /** Ends at once, without a word to the program. */
  dispose(): void {
    if (!this.alive) return;
    const scopes = [...this.scopes.values()];
    this.alive = false;
    for (const scope of scopes) scope.end();
    this.unclock();
    this.engine.dispose();
  }

  private breakOff(why: string): void {
    this.say('error', `ended by the system: ${why}`);
    this.host.scheduler.after(0, this, () => this.onBroken());
  }

  private answer(op: string, json: string): string {
    try {
      if (!this.alive) return '{"value":null}';
      if (json.length > MOST_CALL_CHARACTERS)
        throw new RangeError('more in one call than a watch could hold');
      const value = this.own(op, JSON.parse(json) as Json) ?? null;
      return JSON.stringify({ value });
    } catch (fault) {
      const { name, message } = fault instanceof Error ? fault : new Error(String(fault));
      this.say('error', `${op}: ${message}`);
      return JSON.stringify({ error: { name, message } });
    }
  }

  private own(op: string, data: Json): Json | undefined {
    const fields = asObject(data);
    if (op === 'clock.now') return this.now();
    if (op === 'log') return void this.say(asText(fields.level), asText(fields.text));
    if (op === 'fault') return void this.say('error', `${asText(fields.where)}: ${asText(fields.text)}`);
    if (op === 'recording') return this.host.used !== undefined;
    if (op === 'used') return void this.host.used?.(asText(data));
    if (op === 'module') return this.host.levels.hasModule(asText(data)) || void this.missing(asText(data));
    if (op === 'absent') return this.host.levels.absent(asText(data));
    if (op === 'undeclared')
      return void this.undeclared(asText(Array.isArray(fields.args) ? fields.args[0] : ''));
    if (op === 'missing') return void this.missing(asText(Array.isArray(fields.args) ? fields.args[0] : ''));
    if (op === 'timer.set') return this.setTimer(fields);
    if (op === 'timer.clear') return this.clearTimer(fields);
    const scope = this.scopes.get(asNumber(fields.scope, -1));
    if (scope === undefined) return null;
    const list = (value: Json | undefined) => (Array.isArray(value) ? value : []);
    return this.host.answer(op, { scope, args: list(fields.args), self: list(fields.self) });
  }

  /** Said once per name: programs ask in loops. */
  private undeclared(name: string): void {
    if (this.undeclaredTold.has(name)) return;
    this.undeclaredTold.add(name);
    this.say('info', `${name} is declared nowhere: on a watch it reads as undefined`);
  }

  private missing(name: string): void {
    const why = this.host.levels.whyMissing(name);
    if (why !== undefined) this.say('warn', why);
  }

  private setTimer(fields: JsonObject): number {
    const scope = this.scopes.get(asNumber(fields.scope, -1));
    if ((scope?.timers.size ?? 0) >= MOST_TIMERS) throw new RangeError(`more than ${MOST_TIMERS} timers`);
    this.lastTimer += 1;
    const id = this.lastTimer;
    // A service's timers exist and never fire (research: field reports on GTR 4).
    if (scope === undefined || scope.kind === 'service') return id;
    const fn = asNumber(fields.fn);
    const ms = Math.max(1, Math.min(asNumber(fields.ms), 2_147_483_647));
    const repeat = fields.repeat === true;
    const callback = new Callback(scope, fn);
    const fire = () => {
      if (repeat) return void callback.invoke();
      scope.timers.delete(id);
      callback.invokeOnce();
    };
    const plan = { ms, repeat, fn, owner: scope, timer: this.timer, fire };
    const timer = new ScopeTimer(this.host.scheduler, plan);
    scope.timers.set(id, timer);
    if (scope.paused) timer.pause();
    return id;
  }

  private clearTimer(fields: JsonObject): number {
    const id = asNumber(fields.id);
    for (const scope of this.scopes.values()) {
      const timer = scope.timers.get(id);
      if (timer === undefined) continue;
      timer.stop();
      scope.timers.delete(id);
      return timer.fn;
    }
    return 0;
  }
}

const virtualTimer =
  (host: RealmHost): Timer =>
  (ms, owner, run) => {
    const made: Appointment = host.scheduler.after(ms, owner, run);
    return () => host.scheduler.cancel(made);
  };
