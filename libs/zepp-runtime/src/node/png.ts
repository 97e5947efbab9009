import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openPng, toPng } from '../picture/png.js';

const wasm = () => readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'));

export async function nodePng(svg: string): Promise<Uint8Array> {
  await openPng(async () => wasm());
  return toPng(svg);
}
