import { call } from '../bridge.js';
import { ask, type Scope } from '../scope.js';
import { Widget } from './ui-widget.js';

type Members = Record<string, unknown>;
type Place = { holder: object; key: string };

const watched = new WeakSet<object>();

/** Instances find nothing, and the log tells once that they looked: behind the class stands an object that has no members. */
function watchPrototype(scope: Scope, prototype: object, names: Map<string, string>): void {
  if (watched.has(prototype)) return;
  watched.add(prototype);
  const nothing = new Proxy(Object.create(Object.getPrototypeOf(prototype) as object) as object, {
    get(from, key, receiver) {
      const name = typeof key === 'string' ? names.get(key) : undefined;
      if (name !== undefined) ask(scope, 'missing', [name]);
      return Reflect.get(from, key, receiver) as unknown;
    },
  });
  Object.setPrototypeOf(prototype, nothing);
}

function placeOf(made: Members, path: string): Place | undefined {
  const parts = path.split('.');
  const key = parts.pop() ?? '';
  let holder: unknown = made;
  for (const part of parts) {
    const found: unknown = part === 'Widget' && holder === made ? Widget : (holder as Members)[part];
    if (found === undefined) return undefined;
    holder = typeof found === 'function' ? (found as { prototype: unknown }).prototype : found;
  }
  return { holder: holder as object, key };
}

/** Takes away what came with a later API level than this watch has, so that a program's own checks find it. */
export function removeAbsent(scope: Scope, module: string, made: Members): void {
  const prototypes = new Map<object, Map<string, string>>();
  for (const path of call('absent', module) as string[]) {
    const place = placeOf(made, path);
    if (place === undefined) continue;
    Reflect.deleteProperty(place.holder, place.key);
    if (Object.getOwnPropertyDescriptor(place.holder, 'constructor') === undefined) continue;
    const names = prototypes.get(place.holder) ?? new Map<string, string>();
    prototypes.set(place.holder, names.set(place.key, `${module}.${path}`));
  }
  for (const [prototype, names] of prototypes) watchPrototype(scope, prototype, names);
}
