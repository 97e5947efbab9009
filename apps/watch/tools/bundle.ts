import path from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import type { WatchEntry } from './manifest.js';
import { repoRoot, source, stage } from './places.js';

/** `i18n` exists only inside the phone's settings page; `@zos/*` only on a watch. */
const external = ['@zos/*', 'i18n'];

/** Engine.IO's own module of globals asks for `Function('return this')`; ours does not. */
const socketGlobals: Plugin = {
  name: 'socket-globals',
  setup(on) {
    on.onResolve({ filter: /globals(\.node)?\.js$/ }, ({ importer }) =>
      importer.includes('engine.io-client')
        ? { path: path.join(source, 'side/socket-globals.ts') }
        : undefined,
    );
  },
};

export type Bundle = WatchEntry & { inputs: string[] };

/** The files whose code is in the bundle; what tree-shaking left out entirely does not travel. */
const inputsOf = (meta: Metafile) =>
  Object.values(meta.outputs).flatMap((output) =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => path.relative(repoRoot, path.resolve(repoRoot, file))),
  );

/**
 * One TypeScript entry to one plain module. Neutral platform: a stray `node:` import stops the build.
 * Only the phone side takes a package's browser build (Socket.IO's).
 */
export async function bundleEntry(entry: WatchEntry): Promise<Bundle> {
  const result = await build({
    entryPoints: [path.join(source, `${entry.name}.ts`)],
    outfile: path.join(stage, `${entry.name}.js`),
    bundle: true,
    format: 'esm',
    target: 'es2019',
    platform: entry.place === 'phone' ? 'browser' : 'neutral',
    mainFields: entry.place === 'phone' ? ['browser', 'module', 'main'] : ['module', 'main'],
    external,
    plugins: [socketGlobals],
    tsconfig: path.join(repoRoot, 'tsconfig.json'),
    absWorkingDir: repoRoot,
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return { ...entry, inputs: inputsOf(result.metafile) };
}
