import { call } from '../bridge.js';

// biome-ignore lint/complexity/noBannedTypes: a platform's function may be of any kind.
type Callable = Function;
type After = (args: unknown[], answer: unknown) => unknown;

const { defineProperty, getOwnPropertyDescriptors, getPrototypeOf } = Object;
const said = new Set<string>();
let wanted: boolean | undefined;
/** How many platform methods are running: what they call of each other is not the program's use. */
let depth = 0;

/** Whether the host wants to know which members a program touches; conformance tests do. */
export function recording(): boolean {
  wanted ??= call('recording') === true;
  return wanted;
}

/** Tells the host once per realm and name. */
export function used(names: readonly string[]): void {
  if (depth > 0) return;
  for (const name of names) {
    if (said.has(name)) continue;
    said.add(name);
    call('used', name);
  }
}

/** Runs a function of the program: what that calls is the program's use, whoever called it. */
export function outermost<T>(run: () => T): T {
  const before = depth;
  depth = 0;
  try {
    return run();
  } finally {
    depth = before;
  }
}

export const recordedFunction = (
  fn: Callable,
  names: string[],
  after: After = (_args, answer) => answer,
): ((...args: unknown[]) => unknown) =>
  function (this: unknown, ...args: unknown[]): unknown {
    used(names);
    depth += 1;
    try {
      return after(args, Reflect.apply(fn, this, args));
    } finally {
      depth -= 1;
    }
  };

function recordedProperty(found: PropertyDescriptor, names: string[], after: After): PropertyDescriptor {
  const { value, get, set } = found;
  if (typeof value === 'function')
    return { ...found, value: recordedFunction(value as Callable, names, after) };
  return {
    configurable: true,
    ...(get === undefined ? {} : { get: recordedFunction(get, names) }),
    ...(set === undefined ? {} : { set: recordedFunction(set, names) }),
  };
}

/** The same object, whose methods and accessors, inherited ones too, tell of their use. */
export function recordedObject<T extends object>(
  object: T,
  names: (key: string) => string[],
  after: (key: string, args: unknown[], answer: unknown) => unknown = (_key, _args, answer) => answer,
): T {
  const seen = new Set(['constructor']);
  for (let from: object = object; from !== Object.prototype; from = getPrototypeOf(from) as object) {
    for (const [key, found] of Object.entries(getOwnPropertyDescriptors(from))) {
      const plain = found.get === undefined && found.set === undefined && typeof found.value !== 'function';
      const fixed = from === object && found.configurable === false;
      if (plain || fixed || seen.has(key)) continue;
      seen.add(key);
      const told = recordedProperty(found, names(key), (args, answer) => after(key, args, answer));
      defineProperty(object, key, told);
    }
  }
  return object;
}
