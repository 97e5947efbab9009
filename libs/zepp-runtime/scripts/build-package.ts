/**
 * Builds the package that is published: `tsx scripts/build-package.ts [OUT]`, default libs/zepp-runtime/dist, then
 * `npm publish libs/zepp-runtime/dist`. JavaScript with shared chunks, declarations, the browser's sandboxed document, docs.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { frameDocument, frameHeaders } from '../src/browser/frame-policy.js';

const here = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const root = path.resolve(here, '../..');
const source = (file: string) => path.join(here, 'src', file);
const near = createRequire(import.meta.url);

/** Doors of the package: the name after the slash, and the folder it opens. */
const DOORS = ['', 'node', 'browser', 'picture', 'testing'];
const COMMAND = 'cli/main';

type Manifest = { name: string; version: string; description: string; license: string } & Record<
  string,
  unknown
>;

const exported = (door: string) => {
  const file = door === '' ? 'index' : `${door}/index`;
  return { types: `./types/${file}.d.ts`, default: `./${file}.js` };
};

/** What npm reads: the workspace's manifest with doors that lead to JavaScript. */
export function publishedManifest(): Manifest {
  const ours = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8')) as Manifest;
  const { devDependencies: _tools, exports: _sources, ...kept } = ours;
  const doors = DOORS.map((door) => [door === '' ? '.' : `./${door}`, exported(door)]);
  const frame = ['./browser/frame.html', './browser/frame.headers.json'].map((file) => [file, file]);
  return {
    ...kept,
    engines: { node: '>=20.19.0' },
    sideEffects: false,
    bin: { zepp: `${COMMAND}.js` },
    exports: { ...Object.fromEntries([...doors, ...frame]), './package.json': './package.json' },
  };
}

async function buildDoors(out: string): Promise<void> {
  await build({
    entryPoints: [...DOORS.map((door) => source(path.join(door, 'index.ts'))), source(`${COMMAND}.ts`)],
    outdir: out,
    outbase: source(''),
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
  });
}

/** One script without imports, with nothing in it that would end a script element. */
async function inlineScript(name: string, define: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [source(`browser/${name}.ts`)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2020',
    define,
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** The document that the browser's host frames, with the worker and the engine's WebAssembly inside it. */
async function buildFrame(out: string): Promise<void> {
  const wasm = readFileSync(near.resolve('@jitl/quickjs-wasmfile-release-sync/wasm')).toString('base64');
  const worker = await inlineScript('worker', { QUICKJS_WASM: JSON.stringify(wasm) });
  const script = await inlineScript('frame', { WORKER_SOURCE: JSON.stringify(worker) });
  const headers = frameHeaders(createHash('sha256').update(script).digest('base64'));
  writeFileSync(path.join(out, 'browser/frame.html'), frameDocument(script));
  writeFileSync(path.join(out, 'browser/frame.headers.json'), `${JSON.stringify(headers, null, 2)}\n`);
}

function buildTypes(out: string): void {
  const tsc = path.join(root, 'node_modules/typescript-7/bin/tsc');
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--noCheck'];
  const folders = ['--rootDir', source(''), '--outDir', path.join(out, 'types')];
  execFileSync(process.execPath, [tsc, '-p', here, ...options, ...folders], { stdio: 'inherit' });
}

/** A constant's type is its text; a bundle of 100 kB is better called a string. */
function shortenTypes(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, entry);
    if (!entry.endsWith('.d.ts') || statSync(file).size < 4_000) continue;
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/^(export declare const \w+) = ["'`][\s\S]{1000,}["'`];$/gm, '$1: string;'),
    );
  }
}

/** The repository's own documents about the runtime; README links to them there. */
const OUTSIDE = ['coverage.md', 'compat.md'];

function copyTexts(out: string): void {
  const copy = (from: string, to: string) => cpSync(from, path.join(out, to), { recursive: true });
  copy(path.join(root, 'LICENSE'), 'LICENSE');
  for (const name of ['LICENSES', 'docs', 'examples', 'limits/limits.md']) copy(path.join(here, name), name);
  for (const name of OUTSIDE.filter((one) => existsSync(path.join(root, 'docs', one)))) {
    copy(path.join(root, 'docs', name), `docs/${name}`);
  }
  const readme = readFileSync(path.join(here, 'README.md'), 'utf8');
  writeFileSync(path.join(out, 'README.md'), readme.replaceAll('](../../docs/', '](docs/'));
}

/** Makes the package in `out`, which is emptied first. */
export async function buildPackage(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(path.join(out, 'browser'), { recursive: true });
  await Promise.all([buildDoors(out), buildFrame(out)]);
  buildTypes(out);
  shortenTypes(path.join(out, 'types'));
  copyTexts(out);
  const command = path.join(out, `${COMMAND}.js`);
  writeFileSync(command, `#!/usr/bin/env node\n${readFileSync(command, 'utf8')}`);
  chmodSync(command, 0o755);
  writeFileSync(path.join(out, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
}

type Packed = {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string; size: number }[];
};

/** `npm pack` of a built package into `into`. */
export function packPackage(built: string, into: string): Packed {
  const words = ['pack', built, '--pack-destination', into, '--json', '--ignore-scripts'];
  const answer = execFileSync('npm', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed] = JSON.parse(answer) as Packed[];
  if (packed === undefined) throw new Error('npm packed nothing');
  return packed;
}

const kB = (bytes: number) => `${Math.round(bytes / 1024)} kB`;

/** Sizes of what is published, largest folders first. */
export function sizes({ size, unpackedSize, files }: Packed): string {
  const folders = new Map<string, number>();
  for (const file of files) {
    const [folder = '', rest] = file.path.split('/');
    const name = rest === undefined ? '(root)' : folder;
    folders.set(name, (folders.get(name) ?? 0) + file.size);
  }
  const rows = [...folders].sort(([, one], [, other]) => other - one);
  const head = `${files.length} files, ${kB(size)} packed, ${kB(unpackedSize)} unpacked`;
  return [head, ...rows.map(([name, bytes]) => `  ${name.padEnd(12)} ${kB(bytes)}`)].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = path.resolve(process.argv[2] ?? path.join(here, 'dist'));
  await buildPackage(out);
  const packed = packPackage(out, path.dirname(out));
  const file = path.join(path.dirname(out), packed.filename);
  process.stdout.write(`${sizes(packed)}\n${file} (${kB(statSync(file).size)})\n`);
  rmSync(file);
}
