import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import type { Engine } from '../core/engine.js';
import { quickJsLimits } from '../quickjs/limits.js';
import { QuickJsRealm } from '../quickjs/realm.js';
import { fromBase64 } from '../wire/base64.js';

/** The WebAssembly of QuickJS as base64: a worker without a network cannot fetch it. Put in by the bundler. */
declare const QUICKJS_WASM: string;

// The packages' declarations disagree on what a default export is.
const given = variant as unknown as QuickJSSyncVariant;

function load(): Promise<QuickJSWASMModule> {
  const wasmBinary = fromBase64(QUICKJS_WASM).buffer as ArrayBuffer;
  // The location is never asked for; without one the loader would look for an address of its own script.
  return newQuickJSWASMModuleFromVariant(newVariant(given, { wasmBinary, wasmLocation: 'inlined' }));
}

/** QuickJS for this worker. `failed` is called when the WebAssembly itself has given up: the watch ends with it. */
export async function inlinedQuickJs(failed: () => void): Promise<Engine> {
  const module = await load();
  const home = { module, limits: quickJsLimits, failed };
  return { name: 'quickjs', create: (start) => new QuickJsRealm(start, home) };
}
