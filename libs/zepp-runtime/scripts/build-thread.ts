/** Bundles `src/node/thread-main.ts` into `src/node/thread-code.ts`. Run after a change there or in src/quickjs: tsx scripts/build-thread.ts */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The kernel is handed to the thread when it starts. */
const guestFromHost: Plugin = {
  name: 'guest-from-host',
  setup({ onLoad }) {
    onLoad({ filter: /core\/guest-bundle\.ts$/ }, () => ({
      contents: "export const guestBundle = require('node:worker_threads').workerData.guest;",
      loader: 'js',
    }));
  },
};

/** A CommonJS script for `new Worker(code, {eval: true})`; packages are looked for from the file that `workerData.from` names. */
export async function threadScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [at('../src/node/thread-main.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    external: ['quickjs-emscripten-core', '@jitl/*'],
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'warning',
    plugins: [guestFromHost],
  });
  const near =
    "const near=require('node:module').createRequire(require('node:worker_threads').workerData.from);";
  const code = (outputFiles[0]?.text ?? '').replace(
    /require\("(quickjs-emscripten-core|@jitl\/[^"]+)"\)/g,
    'near("$1")',
  );
  return `${near}${code}`;
}

/** A template literal: the formatter leaves its lines alone. */
export const threadFile = (script: string) =>
  `/** Made by scripts/build-thread.ts from src/node/thread-main.ts; a test compares. */
export const threadCode = \`${script.replace(/[\\`]|\$\{/g, '\\$&')}\`;
`;

if (process.argv[1]?.endsWith('build-thread.ts')) {
  writeFileSync(at('../src/node/thread-code.ts'), threadFile(await threadScript()));
}
