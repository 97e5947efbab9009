import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bundle } from './bundle.js';
import { zpmRoot } from './places.js';

const OURS = ['libs/routine-core/src/', 'apps/watch/src/', 'node_modules/@zeppos/zml/'];
/** The phone side may carry Socket.IO's client and what that is made of. */
const PHONE =
  /^node_modules\/(socket\.io-(client|parser)|engine\.io-(client|parser)|@socket\.io\/component-emitter|debug|ms|ws|xmlhttprequest-ssl)\//;

/** A foreign file in a watch bundle is a mistake that no type checker sees. */
export function foreignInputs(bundle: Pick<Bundle, 'place' | 'inputs'>): string[] {
  return bundle.inputs.filter((file) => {
    if (OURS.some((prefix) => file.startsWith(prefix))) return false;
    return bundle.place === 'device' || !PHONE.test(file);
  });
}

/** What the watch's engine of July 2020 does not have; each would only fail on a wrist. */
const FORBIDDEN: [name: string, found: RegExp][] = [
  ['BigInt literal', /[^\w$.]\d+n\b(?!\w)/],
  ['logical assignment', /(\?\?|\|\||&&)=/],
  ['Intl', /\bIntl\s*\./],
  ['Array.at', /\.at\(-?\d+\)/],
  ['findLast', /\.findLast(Index)?\(/],
  ['Object.hasOwn', /Object\.hasOwn\(/],
  ['structuredClone', /\bstructuredClone\(/],
  ['TextEncoder', /\bText(En|De)coder\b/],
  ['URL', /\bnew URL\(/],
  ['crypto', /\bcrypto\.(subtle|getRandomValues|randomUUID)/],
  ['eval', /\beval\(/],
  ['node module', /['"]node:/],
  // zpm takes a file without any import for CommonJS; on a watch that throws.
  ['CommonJS', /\bmodule\.exports\b/],
];

/** Strings are cut first: a word in a sentence is no use of it. */
const withoutStrings = (code: string) =>
  code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, (text) => (/^.node:/.test(text) ? text : "''"));

export function forbiddenIn(code: string): string[] {
  const bare = withoutStrings(code);
  return FORBIDDEN.filter(([, found]) => found.test(bare)).map(([name]) => name);
}

const compilers: Record<string, string> = {
  'linux-x64': 'qjsc',
  'linux-arm64': 'qjsc_arm64',
  'darwin-x64': 'qjsc_darwin',
  'darwin-arm64': 'qjsc_darwin_arm64',
  'win32-x64': 'qjsc_win32.exe',
};

/** zpm's own QuickJS compiler for this machine; undefined where the vendor ships none. */
export function engineCompiler(): string | undefined {
  const name = compilers[`${process.platform}-${process.arch}`];
  return name === undefined ? undefined : path.join(zpmRoot, 'bin', name);
}

/** The engine's own words when it refuses `code`, else undefined. */
export function refusedByEngine(name: string, code: string): string | undefined {
  const compiler = engineCompiler();
  if (compiler === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-qjsc-'));
  const file = path.join(folder, name.replaceAll('/', '_'));
  writeFileSync(file, code);
  const run = spawnSync(compiler, ['-b', '-o', `${file}.bin`, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  if (run.error !== undefined) return `qjsc did not start: ${run.error.message}`;
  return run.status === 0 ? undefined : run.stderr.trim() || `qjsc ended with ${run.status}`;
}
