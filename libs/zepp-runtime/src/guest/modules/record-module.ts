import { members } from '../../wire/members.js';
import { recordedFunction, recordedObject } from './recorder.js';

type Members = Record<string, unknown>;
type Made = new (...args: unknown[]) => object;

/** What some functions hand out, and what its methods are called in the list of the platform's members. */
const HANDED: Record<string, string> = { openInspector: 'Inspector', createDialog: 'Dialog' };

function recordedWidget(widget: object, type: unknown): object {
  return recordedObject(
    widget,
    (key) => [`@zos/ui.Widget.${key}`, `@zos/ui.${String(type)}.${key}`],
    (key, args, answer) =>
      key === 'createWidget' && answer instanceof Object ? recordedWidget(answer, args[0]) : answer,
  );
}

function recordedClass(path: string, Original: Made): Made {
  const Recorded = class extends Original {};
  Object.defineProperty(Recorded, 'name', { value: Original.name });
  for (const key of Object.getOwnPropertyNames(Original.prototype)) {
    const value = (Original.prototype as Members)[key];
    if (key === 'constructor' || typeof value !== 'function') continue;
    Object.defineProperty(Recorded.prototype, key, {
      value: recordedFunction(value, [`${path}.${key}`]),
      writable: true,
      configurable: true,
    });
  }
  return Recorded;
}

function recordedMember(module: string, key: string, value: unknown): unknown {
  const path = `${module}.${key}`;
  if (key in (members[module]?.classes ?? {})) return recordedClass(path, value as Made);
  if (key === 'keyboard') return recordedObject(value as object, (name) => [`${path}.${name}`]);
  if (typeof value !== 'function') return value;
  return recordedFunction(value, [path], (args, answer) => {
    if (!(answer instanceof Object) || module !== '@zos/ui') return answer;
    if (key === 'createWidget') return recordedWidget(answer, args[0]);
    const handed = HANDED[key];
    if (handed === undefined) return answer;
    return recordedObject(answer, (name) => [`${module}.${handed}.${name}`]);
  });
}

/** A module whose functions and methods tell the host when a program calls them. */
export function recordedModule(module: string, made: Members): Members {
  return Object.fromEntries(
    Object.entries(made).map(([key, value]) => [key, recordedMember(module, key, value)]),
  );
}
