import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core';
import type { Engine } from '../core/engine.js';
import { loadQuickJs } from '../quickjs/engine.js';
import { fromBase64 } from '../wire/base64.js';

/** The WebAssembly of QuickJS as base64: a worker without a network cannot fetch it. Put in by the bundler. */
declare const QUICKJS_WASM: string;

// The package's types speak of its CommonJS half, where the default is one level further in.
const given = variant as unknown as QuickJSSyncVariant;

/** QuickJS for this worker. */
export function inlinedQuickJs(): Promise<Engine> {
  const wasmBinary = fromBase64(QUICKJS_WASM).buffer as ArrayBuffer;
  // The location is never asked for; without one the loader would look for an address of its own script.
  const inlined = newVariant(given, { wasmBinary, wasmLocation: 'inlined' });
  return loadQuickJs({}, () => newQuickJSWASMModuleFromVariant(inlined));
}
