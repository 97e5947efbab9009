import vm from 'node:vm';
import type { Engine, EngineRealm, RealmStart } from '../core/engine.js';
import { guestBundle } from '../core/guest-bundle.js';

type Dispatch = (kind: string, json: string) => string;
type Kernel = (bridge: (op: string, json: string) => string, start: string) => Dispatch;

/** Names a fault without letting it run code: only plain strings are believed. */
function wordsOf(fault: unknown): string {
  try {
    const { name, message } = fault as { name?: unknown; message?: unknown };
    if (typeof message === 'string') return `${typeof name === 'string' ? name : 'Error'}: ${message}`;
    return typeof fault === 'object' ? JSON.stringify(fault) : String(fault);
  } catch {
    return 'a fault that cannot be described';
  }
}

/** `Promise.prototype` of each realm, so that a rejection is laid at the right door. */
const realms = new WeakMap<object, (words: string) => void>();

/** The process itself, also where a test runner hands out a copy of it. */
const host = (vm.createContext.constructor as FunctionConstructor)('return process')() as NodeJS.Process;

/**
 * A promise that a program leaves rejected must not end our process. Rejections of realms are logged; all others meet what
 * would have met them without us.
 */
const hear = ((reason: unknown, promise: Promise<unknown>) => {
  const unheard = realms.get(Object.getPrototypeOf(promise) as object);
  if (unheard !== undefined) {
    unheard(wordsOf(reason));
    // Whoever else counts rejections, such as a test runner, hears that this one is settled.
    if (host.listenerCount('unhandledRejection') > 1) {
      host.nextTick(() => void host.emit('rejectionHandled', promise));
    }
  } else if (host.listenerCount('unhandledRejection') === 1) {
    setImmediate(() => {
      throw reason;
    });
  }
}) as NodeJS.UnhandledRejectionListener;

/** Test runners clear the listeners between tests, so this is looked at again and again. */
function hearRejections(): void {
  if (host.listenerCount('unhandledRejection', hear) > 0) return;
  // Room for ours: a test runner loads this file once for each of its files, all in one process.
  host.setMaxListeners(host.getMaxListeners() + 1);
  host.prependListener('unhandledRejection', hear);
}

function createRealm({ name, bridge, start, unheard }: RealmStart): EngineRealm {
  hearRejections();
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    name,
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  const kernel = vm.runInContext(guestBundle, context, { filename: 'guest-kernel.js' }) as Kernel;
  realms.set(vm.runInContext('Promise.prototype', context) as object, unheard);
  const dispatch = kernel(bridge, start);
  // An evaluation of nothing runs the realm's promise jobs.
  const jobs = new vm.Script('0');
  let alive = true;
  return {
    eval(code, filename) {
      try {
        new vm.Script(code, { filename }).runInContext(context);
        return undefined;
      } catch (fault) {
        return wordsOf(fault);
      }
    },
    dispatch(kind, json) {
      if (!alive) return '{"value":null}';
      hearRejections();
      const answer = dispatch(kind, json);
      if (alive) jobs.runInContext(context);
      return answer;
    },
    dispose() {
      alive = false;
    },
  };
}

/**
 * V8 contexts: fast, and for programs one trusts. A program that loops for ever hangs the process, and V8 contexts are no
 * wall against an attacker; nothing of the host is handed to it all the same.
 */
export const nodeEngine: Engine = { name: 'node', create: createRealm };
