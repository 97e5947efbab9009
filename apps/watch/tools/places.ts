import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const from = createRequire(import.meta.url);

export const watchRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const repoRoot = path.resolve(watchRoot, '../..');
export const source = path.join(watchRoot, 'src');
export const dist = path.join(watchRoot, 'dist');
export const packagePath = path.join(dist, 'plumbline.zab');

/** Outside the watch's own tree: zpm rewrites every `*.js` below the folder it is given. */
export const work = path.join(repoRoot, 'node_modules/.cache/plumbline-watch');
export const stage = path.join(work, 'stage');
export const home = path.join(work, 'home');

export const zpmRoot = path.dirname(from.resolve('@zeppos/zpm/package.json'));
export const resvgWasm = from.resolve('@resvg/resvg-wasm/index_bg.wasm');
