import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import type { Engine, EngineRealm, RealmStart } from '../core/engine.js';
import { type QuickJsFigures, type QuickJsLimits, quickJsLimits } from './limits.js';
import { QuickJsRealm } from './realm.js';

export type QuickJsEngine = Engine & {
  /** Heap and turns of every realm so far, the oldest first. */
  figures(): QuickJsFigures[];
  /** Resolves when an instance that failed has its successor. */
  ready(): Promise<void>;
};

/** Loads one instance; a host without files or network has its own way to the WebAssembly. */
export type QuickJsLoader = () => Promise<QuickJSWASMModule>;

// The package's types speak of its CommonJS half, where the default is one level further in.
const fromPackage: QuickJsLoader = () =>
  newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);

/** Two instances at hand: when a program was cut off in one, the next realm starts in the other while a third is loaded. */
class Instances {
  private inUse: QuickJSWASMModule;
  private spare: QuickJSWASMModule | undefined;
  private readonly load: QuickJsLoader;
  refilled: Promise<void> = Promise.resolve();

  constructor(inUse: QuickJSWASMModule, spare: QuickJSWASMModule, load: QuickJsLoader) {
    this.inUse = inUse;
    this.spare = spare;
    this.load = load;
  }

  get current(): QuickJSWASMModule {
    return this.inUse;
  }

  replace(broken: QuickJSWASMModule): void {
    if (broken !== this.inUse || this.spare === undefined) return;
    this.inUse = this.spare;
    this.spare = undefined;
    this.refilled = this.load().then((fresh) => {
      this.spare = fresh;
    });
  }
}

/**
 * QuickJS as WebAssembly, the kind of engine that a watch has: for programs one does not trust, and for what V8 hides.
 * Limits memory, stack and the length of a turn by counting, so that the same program ends at the same place on every
 * machine. What it cannot end is a single call of a built-in over a huge array-like; `quickJsEngine` of the Node door puts
 * a thread around it for that, the browser a worker.
 */
export async function loadQuickJs(
  limits: Partial<QuickJsLimits> = {},
  load: QuickJsLoader = fromPackage,
): Promise<QuickJsEngine> {
  const instances = new Instances(await load(), await load(), load);
  const all: QuickJsFigures[] = [];
  const create = (start: RealmStart): EngineRealm => {
    const module = instances.current;
    const failed = () => instances.replace(module);
    const realm = new QuickJsRealm(start, { module, limits: { ...quickJsLimits, ...limits }, failed });
    all.push(realm.figures);
    return realm;
  };
  return { name: 'quickjs', create, figures: () => all, ready: () => instances.refilled };
}
