/**
 * `npm run production -- FOLDER`: puts into an empty folder what a server needs to run and nothing else: no compiler, no sources,
 * no tests. The Dockerfile and the systemd installation of docs/operating.md use it; so does the test that they hold.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './run.mjs';
import { say, stop } from './say.mjs';

/** What the program reads beside its dependencies; `repositoryRoot` looks for the dashboard's package.json. */
const FILES = [
  'LICENSE',
  'package.json',
  'dist',
  'apps/server/package.json',
  'apps/dashboard/package.json',
  'apps/dashboard/dist',
  'apps/watch/dist/plumbline.zab',
  'libs/routine-core/package.json',
  'libs/routine-core/dist',
];

/** Needed to build or to type, never to run. */
const LEFT_OUT = [
  /node_modules\/(typescript|node-gyp|@types|@plumbline)(\/|$)/,
  /\/sqlite3\/(deps|src)(\/|$)/,
  /\/sqlite3\/build\/(?!Release(\/node_sqlite3\.node)?$)/,
  /\/typeorm\/browser(\/|$)/,
  /\.(map|d\.ts|d\.mts|d\.cts)$/,
];

const isNeeded = (file) => !LEFT_OUT.some((pattern) => pattern.test(file.split(path.sep).join('/')));

/** The installed packages that the server asks for, its own and theirs, by npm's own reckoning. */
function productionPackages() {
  const args = ['ls', '--omit=dev', '--workspace=@plumbline/server', '--all', '--parseable'];
  const listed = execFileSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return listed
    .split('\n')
    .filter((place) => place.includes(`${path.sep}node_modules${path.sep}`) && isNeeded(place));
}

/** One package without those nested in it: they are listed themselves when they are needed. */
function copyPackage(place, target) {
  const to = path.join(target, path.relative(root, place));
  for (const name of readdirSync(place)) {
    const from = path.join(place, name);
    if (name === 'node_modules' || !isNeeded(from)) continue;
    cpSync(from, path.join(to, name), { recursive: true, filter: isNeeded, verbatimSymlinks: true });
  }
}

async function make(target) {
  if (existsSync(target) && readdirSync(target).length > 0) stop(`${target} is not empty.`);
  await ensureInstalled();
  await ensureBuilt();
  mkdirSync(target, { recursive: true });
  for (const file of FILES) cpSync(path.join(root, file), path.join(target, file), { recursive: true });
  for (const place of productionPackages()) copyPackage(place, target);
  const links = path.join(target, 'node_modules/@plumbline');
  mkdirSync(links, { recursive: true });
  symlinkSync('../../libs/routine-core', path.join(links, 'routine-core'));
  say(`${target} is ready: node dist/apps/server/src/main.js`);
}

const target = process.argv[2];
if (target === undefined) stop('Say where to: npm run production -- FOLDER');
await make(path.resolve(target));
