import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { frameDocument, frameHeaders } from '../../libs/zepp-runtime/src/browser/frame-policy.js';

const source = (name: string): string =>
  fileURLToPath(new URL(`../../libs/zepp-runtime/src/browser/${name}.ts`, import.meta.url));

/** The engine's WebAssembly, as text: the document that runs it has no network to fetch it by. */
const engine = (): string =>
  readFileSync(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')).toString(
    'base64',
  );

/** One script without imports, with nothing in it that would end a script element. */
async function bundle(name: string, define: Record<string, string> = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [source(name)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2020',
    define,
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'warning',
    // The engine's loader would look beside its own script; it is handed the bytes instead.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

export type WatchFrame = { document: string; headers: Record<string, string> };

/** The sandboxed document of the virtual watch: one inlined script, named by its digest in its own policy. */
export async function makeWatchFrame(): Promise<WatchFrame> {
  const worker = await bundle('worker', { QUICKJS_WASM: JSON.stringify(engine()) });
  const script = await bundle('frame', { WORKER_SOURCE: JSON.stringify(worker) });
  const digest = createHash('sha256').update(script).digest('base64');
  return { document: frameDocument(script), headers: frameHeaders(digest) };
}

/** Lays the document and its headers beside the dashboard; the server sends the one with the other. */
export const watchFramePlugin = (): Plugin => ({
  name: 'plumbline-watch-frame',
  async generateBundle() {
    const { document, headers } = await makeWatchFrame();
    this.emitFile({ type: 'asset', fileName: 'watch-frame.html', source: document });
    const text = `${JSON.stringify(headers, null, 2)}\n`;
    this.emitFile({ type: 'asset', fileName: 'watch-frame.headers.json', source: text });
  },
  configureServer(server) {
    server.middlewares.use('/watch-frame', (_request, response) => {
      void makeWatchFrame().then(({ document, headers }) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        response.end(document);
      });
    });
  },
});
