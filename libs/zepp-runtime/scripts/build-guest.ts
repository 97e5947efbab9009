/** Bundles `src/guest` into `src/core/guest-bundle.ts`. Run after a change there: tsx scripts/build-guest.ts */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One script whose value is `start(bridge, json) => dispatch`. ES2019, so that the oldest engine reads it. */
export async function guestScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [at('../src/guest/main.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2019',
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'warning',
  });
  const code = outputFiles[0]?.text ?? '';
  return `(function () { 'use strict'; const module = { exports: {} }; const exports = module.exports;\n${code}\nreturn module.exports.start; })()`;
}

/** A template literal: the formatter leaves its lines alone. */
export const guestFile = (script: string) =>
  `/** Made by scripts/build-guest.ts from src/guest; a test compares. */
export const guestBundle = \`${script.replace(/[\\`]|\$\{/g, '\\$&')}\`;
`;

if (process.argv[1]?.endsWith('build-guest.ts')) {
  writeFileSync(at('../src/core/guest-bundle.ts'), guestFile(await guestScript()));
}
