import { asObject, asText } from '../wire/json.js';
import type { Core } from './core.js';
import type { Services } from './services.js';

const CUSTOM = /^event:customize\..+/;

/**
 * Events of the system, and those that programs make up. The program hears an event when it declares `module["app-event"]` and
 * names the event among its permissions; its service is then run once, with the event as a query in `onInit`.
 */
export class SystemEvents {
  private readonly core: Core;
  private readonly services: Services;

  constructor(core: Core, services: Services) {
    this.core = core;
    this.services = services;
    core.ops.add('@zos/app', {
      emitCustomSystemEvent: ({ args: [option] }) => {
        const { eventName, eventParam } = asObject(option);
        this.emit(asText(eventName), asText(eventParam));
      },
    });
  }

  /** An event of the watch: `fire('event:os.system.sleep_mode', {status: 'enter'})`. False when nobody listens. */
  fire(name: string, params: Record<string, string | number>): boolean {
    const pairs = Object.entries({ event: name, ...params });
    return this.tell(name, pairs.map(([key, value]) => `${key}=${value}`).join('&'));
  }

  /** An event that a program, this one or another, has made up; its words reach the service as they are. */
  emit(name: string, words: string): boolean {
    if (CUSTOM.test(name)) return this.tell(name, words);
    this.core.remark(`"${name}" is no custom event: their names begin with event:customize.`);
    return false;
  }

  private tell(name: string, words: string): boolean {
    const { permissions = [], module } = this.core.program.manifest;
    const path = module?.['app-event']?.path;
    if (path === undefined || !permissions.includes(name) || !this.services.has(path)) return false;
    // Not within what the program is doing when it emits.
    this.core.scheduler.after(0, this, () => this.services.deliver(path, words));
    return true;
  }
}
