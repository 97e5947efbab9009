import { constantsOf } from '../../wire/constants.js';
import { members } from '../../wire/members.js';
import { call } from '../bridge.js';
import { ask, type Scope } from '../scope.js';
import { transferFileClass } from '../transfer-file.js';
import { removeAbsent } from './levels.js';
import { recordedModule } from './record-module.js';
import { recording } from './recorder.js';
import { specialMembers } from './special.js';
import { uiModule } from './ui.js';
import { UNMODELLED, UNMODELLED_MEMBERS, unmodelled } from './unmodelled.js';
import { watchful } from './watchful.js';

type Module = Record<string, unknown>;

/** Modules that exist on some watches only; programs ask and go on without. */
const OPTIONAL = new Set(['@zos/transfer-file', '@zos/settings/wifi']);
const words = (text: string) => text.split(' ').filter(Boolean);

/** A class whose every method is answered by the host, which is told how the object was made. */
function forwardingClass(scope: Scope, module: string, [name, methods]: [string, string]): unknown {
  const made = class {
    constructor(...args: unknown[]) {
      Object.defineProperty(this, '$made', { value: args });
    }
  };
  Object.defineProperty(made, 'name', { value: name });
  for (const method of words(methods)) {
    Object.defineProperty(made.prototype, method, {
      value(this: { $made: unknown[] }, ...args: unknown[]) {
        return ask(scope, `${module}.${name}.${method}`, args, this.$made) ?? undefined;
      },
      writable: true,
      configurable: true,
    });
  }
  return made;
}

function declared(scope: Scope, name: string): Module {
  const found = members[name];
  if (found === undefined) return {};
  const made: Module = { ...constantsOf(name) };
  for (const fn of words(found.functions)) {
    made[fn] = (...args: unknown[]) => ask(scope, `${name}.${fn}`, args) ?? undefined;
  }
  for (const entry of Object.entries(found.classes)) made[entry[0]] = forwardingClass(scope, name, entry);
  return made;
}

/** `__$$R$$__` of one scope: its own modules, so that the host knows whose timers and listeners they are. */
export function makeLoader(scope: Scope, settings: { scale: number }): (name: string) => unknown {
  const loaded = new Map<string, unknown>();
  const load = (name: string): unknown => {
    if (OPTIONAL.has(name)) return undefined;
    if (call('module', name) !== true) return undefined;
    if (name === '@zos/ble/TransferFile') return transferFileClass(scope);
    if (UNMODELLED.has(name)) return unmodelled(scope, name);
    if (members[name] === undefined) throw new Error(`there is no module "${name}" on the watch`);
    const made = name === '@zos/ui' ? {} : declared(scope, name);
    Object.assign(made, name === '@zos/ui' ? uiModule(scope) : specialMembers(scope, name, settings));
    for (const member of UNMODELLED_MEMBERS[name] ?? [])
      made[member] = unmodelled(scope, `${name}.${member}`);
    removeAbsent(scope, name, made);
    return watchful(scope, name, recording() ? recordedModule(name, made) : made);
  };
  return (name) => {
    if (!loaded.has(name)) loaded.set(name, load(name));
    return loaded.get(name);
  };
}
