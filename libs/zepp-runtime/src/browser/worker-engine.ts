import type { Bridge, Engine, EngineRealm, RealmStart } from '../core/engine.js';
import { guestBundle } from '../core/guest-bundle.js';

type Globals = Record<string, unknown>;
type Run = (scope: object) => unknown;
type Dispatch = (kind: string, json: string) => string;

/** What ECMAScript itself defines; the guest kernel takes the newer ones away again. */
const BUILT_IN =
  `Object Function Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  Array Number Boolean String Symbol Math JSON Date RegExp Promise Proxy Reflect Map Set WeakMap WeakSet WeakRef
  FinalizationRegistry ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float32Array Float64Array BigInt BigInt64Array BigUint64Array parseInt parseFloat isNaN isFinite decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape unescape globalThis NaN Infinity undefined`
    .split(/\s+/)
    .filter(Boolean);

/** Namespace objects are copied, so that one realm's `Math.random` is not another's. */
const copied = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.create(Object.prototype, Object.getOwnPropertyDescriptors(value))
    : value;

function freshGlobals(worker: Globals): Globals {
  const globals: Globals = {};
  for (const name of BUILT_IN) {
    const value = name === 'globalThis' ? globals : copied(worker[name]);
    Object.defineProperty(globals, name, { value, writable: true, configurable: true, enumerable: false });
  }
  return globals;
}

/** A scope object that answers for every name the worker has, so that none of them is found behind it. */
const scopeOver = (globals: Globals, worker: Globals): object =>
  new Proxy(globals, { has: (target, key) => typeof key === 'string' && (key in target || key in worker) });

const words = (fault: unknown): string => {
  try {
    return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  } catch {
    return 'a fault that cannot be described';
  }
};

/**
 * Takes away from the worker whatever is not of the language itself: messages, network, storage, further workers. The
 * wall is the sandboxed document around the worker; this only leaves less to try it with. Call it last.
 */
export function disarm(worker: object): void {
  const kept = new Set([...BUILT_IN, 'constructor']);
  let owner: object | null = worker;
  while (owner !== null && owner !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (!kept.has(name)) Reflect.deleteProperty(owner, name);
    }
    owner = Object.getPrototypeOf(owner) as object | null;
  }
}

/**
 * Realms inside one worker: each has its own globals, all share the worker's built-in classes. Promise jobs run when the
 * host's turn ends, not when `eval` and `dispatch` return; so the host gives every appointment a turn of its own.
 */
export function makeWorkerEngine(worker: Globals): Engine {
  const Compile = Function;
  let speaking: ((text: string) => void) | undefined;

  const compile = (body: string): Run => Compile(`with (arguments[0]) { ${body}\n}`) as Run;
  const create = ({ bridge, start, unheard }: RealmStart): EngineRealm => {
    const globals = freshGlobals(worker);
    const scope = scopeOver(globals, worker);
    let alive = true;
    const begin = compile(`return ${guestBundle}`)(scope) as (bridge: Bridge, json: string) => Dispatch;
    const dispatch = begin((op, json) => (alive ? bridge(op, json) : '{"value":null}'), start);
    const turn = <T>(run: () => T): T => {
      speaking = unheard;
      return run();
    };
    return {
      eval: (code, filename) =>
        turn(() => {
          try {
            compile(`(function () { ${code}\n}).call(globalThis);\n//# sourceURL=${filename}`)(scope);
            return undefined;
          } catch (fault) {
            return words(fault);
          }
        }),
      dispatch: (kind, json) => (alive ? turn(() => dispatch(kind, json)) : '{"value":null}'),
      dispose() {
        alive = false;
      },
    };
  };
  worker.onunhandledrejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    speaking?.(words(event.reason));
  };
  return { name: 'worker', create };
}
