import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { resvgWasm, source, stage } from './places.js';

/** Pixels of an icon with its transparent rim, as the platform's design rules ask. */
const ICON_SIZE = 248;

/** Draws the one SVG into the asset folder of each target platform; zpm scales it per model. */
export async function drawIcons(folders: string[]) {
  await initWasm(readFileSync(resvgWasm));
  const svg = readFileSync(path.join(source, 'icon.svg'), 'utf8');
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: ICON_SIZE } }).render().asPng();
  for (const folder of folders) {
    const place = path.join(stage, 'assets', folder);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'icon.png'), png);
  }
}
