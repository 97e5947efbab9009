import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { watchFramePlugin } from './watch-frame-plugin.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.PLUMBLINE_SERVER ?? 'http://127.0.0.1:4180';

export default defineConfig({
  root: here('.'),
  plugins: [watchFramePlugin()],
  resolve: {
    alias: [
      { find: /^@plumbline\/(routine-core|zepp-runtime)$/, replacement: here('../../libs/$1/src/index.ts') },
      {
        find: /^@plumbline\/(routine-core|zepp-runtime)\/([a-z-]+)$/,
        replacement: here('../../libs/$1/src/$2/index.ts'),
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Nothing may be inlined: the page is served with script-src, style-src and font-src 'self'.
    assetsInlineLimit: 0,
    rollupOptions: { input: here('index.html') },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
      '/plumbline.zab': { target: server },
    },
  },
});
