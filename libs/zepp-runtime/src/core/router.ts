import { constantsOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type Json, type JsonObject } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import { atLeast } from './devices.js';
import { normalUrl, type ProgramHost, paramsText } from './program.js';
import type { Appointment } from './scheduler.js';
import type { Screen } from './screen.js';

type Parts = { program: ProgramHost; screen: Screen };

/** Sold in one country only: other watches lack them. */
const REGIONAL = ['SYSTEM_APP_ALIPAY', 'SYSTEM_APP_WEPAY', 'SYSTEM_APP_NETEASE_MUSIC'];
/** What `getAppIdByName` answers when nothing matches; the platform documents "an invalid id". */
const NO_APP = 0;

const systemApps = new Map(
  Object.entries(constantsOf('@zos/router'))
    .filter(([name]) => name.startsWith('SYSTEM_APP_'))
    .map(([name, id]) => [Number(id), name]),
);

/** Ways between pages, out of the program, and into others. */
export class Router {
  /** Name of the system's own page that is open in the program's place, such as `SYSTEM_APP_HR`. */
  systemPage: string | undefined;
  private readonly timeouts = new Map<number, Appointment>();
  private last = 0;
  private readonly core: Core;
  private readonly parts: Parts;
  private readonly navigation = {};

  constructor(core: Core, parts: Parts) {
    this.core = core;
    this.parts = parts;
    const { program } = parts;
    const place = ({ args: [option] }: OpCall) => {
      const { url, params } = asObject(option);
      return { url: normalUrl(asText(url)), params: paramsText(params) };
    };
    core.ops.add('@zos/router', {
      // A card has no page of its own: its push opens the program.
      push: (call) =>
        call.scope.kind === 'card' || call.scope.kind === 'secondary'
          ? this.later(() => program.launch([place(call)]))
          : this.soon('push', () => program.push(place(call))),
      replace: (call) => this.soon('replace', () => program.replace(place(call))),
      back: () => this.soon('back', () => program.back()),
      home: () => this.soon('home', () => program.leave()),
      exit: () => this.soon('exit', () => program.leave()),
      launchApp: ({ args: [option] }) => this.later(() => this.launchApp(asObject(option))),
      setLaunchAppTimeout: ({ args: [option] }) => this.setTimeout(asObject(option)),
      clearLaunchAppTimeout: ({ args: [option] }) => this.clearTimeout(option ?? null),
      checkSystemApp: ({ args: [option] }) =>
        this.knows(asNumber(option, asNumber(asObject(option).appId, -1))),
      getAppIdByName: ({ args: [name] }) => this.idOf(asText(name)),
    });
  }

  /** What the back key and a swipe to the right do. */
  goBack(): void {
    if (this.systemPage !== undefined) this.systemPage = undefined;
    else this.parts.program.back();
  }

  /** Timers that would launch the program do not outlive a restart; not documented. */
  reboot(): void {
    for (const timeout of this.timeouts.values()) this.core.scheduler.cancel(timeout);
    this.timeouts.clear();
    this.systemPage = undefined;
  }

  /** The program gives way to a page of the system's. */
  openSystemPage(name: string): void {
    this.parts.program.leave();
    this.systemPage = name;
    this.core.remark(`the system's page ${name} is open`);
  }

  /** Turns of the page come after the call that asked for them, in order. */
  private later(run: () => void): void {
    this.core.scheduler.after(0, this.navigation, run);
  }

  private soon(name: string, run: () => void): void {
    const asked = this.parts.program.running;
    if (asked === undefined) this.core.remark(`${name}: no program is on the screen`);
    this.later(() => {
      if (asked !== undefined && this.parts.program.running === asked) run();
    });
  }

  private launchApp({ appId, url, params, native }: JsonObject): void {
    const { program, screen } = this.parts;
    const id = asNumber(appId, -1);
    if (native === true) {
      if (!this.knows(id)) this.core.remark(`launchApp: this watch has no system app ${id}`);
      else this.openSystemPage(systemApps.get(id) ?? String(id));
      return;
    }
    if (id !== this.core.program.manifest.app.appId) {
      this.core.remark(`launchApp: app ${String(appId)} is not on this watch`);
      program.leave();
      return;
    }
    screen.turnOn();
    this.systemPage = undefined;
    const first = normalUrl(asText(url, program.pages[0]));
    program.launch([{ url: first, params: '' }], paramsText(params));
  }

  private setTimeout(option: JsonObject): number {
    const { scheduler } = this.core;
    this.last += 1;
    const id = this.last;
    const at = asNumber(option.utc, scheduler.now + Math.max(0, asNumber(option.delay)));
    const { native: _never, ...wanted } = option;
    const run = () => {
      this.timeouts.delete(id);
      this.launchApp(wanted);
    };
    this.timeouts.set(id, scheduler.at(at, this, run));
    return id;
  }

  private clearTimeout(option: Json): void {
    const id = asNumber(option, asNumber(asObject(option).timeoutId, -1));
    this.core.scheduler.cancel(this.timeouts.get(id));
    this.timeouts.delete(id);
  }

  private knows(id: number): boolean {
    const name = systemApps.get(id);
    return name !== undefined && !REGIONAL.includes(name) && atLeast(this.core.device.apiLevel, '3.0');
  }

  /** The only mini program on this watch is the one that runs. */
  private idOf(wanted: string): number {
    const { appName, appId } = this.core.program.manifest.app;
    const found = wanted !== '' && asText(appName).toLowerCase().includes(wanted.toLowerCase());
    return found ? asNumber(appId, NO_APP) : NO_APP;
  }
}
