import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Where the WebAssembly build of resvg comes from: its bytes (Node) or an address (browser). */
export type Wasm = BufferSource | URL | string;

let ready: Promise<void> | undefined;

/** Loads resvg once; a second call waits for the first. A failed load may be tried again. */
export function openPng(wasm: Wasm | (() => Promise<Wasm>)): Promise<void> {
  ready ??= Promise.resolve(typeof wasm === 'function' ? wasm() : wasm)
    .then((source) => initWasm(source))
    .catch((error: unknown) => {
      // Another copy of this file in the same process (a bundle beside its sources) was first: as good as ours.
      if (error instanceof Error && error.message.startsWith('Already initialized')) return;
      ready = undefined;
      throw error;
    });
  return ready;
}

/** An SVG of `drawScreen` as PNG, `scale` pixels per watch pixel. Call `openPng` first. */
export async function toPng(svg: string, scale = 1): Promise<Uint8Array> {
  if (ready === undefined)
    throw new Error('toPng needs openPng to have been called with the WebAssembly build.');
  await ready;
  const resvg = new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: { loadSystemFonts: false } });
  try {
    const image = resvg.render();
    const bytes = image.asPng();
    image.free();
    return bytes;
  } finally {
    resvg.free();
  }
}
