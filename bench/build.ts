import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

export const root = path.resolve(import.meta.dirname, '..');
/** Inside the repository, because the programs look for their packages from where they lie. */
const OUT = path.join(root, 'dist/bench');
const NAMES = ['ours', 'bare', 'bare-http', 'load', 'http-load', 'follow', 'idle'];

/** The server as `npm start` runs it: compiled, not transformed while it runs. */
export function buildServer(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', 'server'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('what is measured did not build');
}

/** Peers and clients compiled just as plainly: a loader at run time would cost one side more than the other. */
export async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: NAMES.map((name) => path.join(root, `bench/programs/${name}.ts`)),
    outdir: OUT,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { '@plumbline/routine-core': path.join(root, 'libs/routine-core/src/index.ts') },
    logLevel: 'warning',
  });
}

export const programOf = (name: string): string => path.join(OUT, `${name}.mjs`);
