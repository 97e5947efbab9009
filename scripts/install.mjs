import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkCompiler, checkNode, loads, nodeHeaders } from './machine.mjs';
import { root, run } from './run.mjs';
import { say, stop, timed } from './say.mjs';
import { isFresh, markFresh } from './stamp.mjs';

const manifests = () =>
  ['libs', 'apps'].flatMap((place) =>
    readdirSync(path.join(root, place)).map((name) => path.join(place, name, 'package.json')),
  );
const inputs = () =>
  ['package.json', 'package-lock.json', ...manifests()].filter((file) => existsSync(path.join(root, file)));
const outputs = ['node_modules/sqlite3/package.json', 'node_modules/@nestjs/core/package.json'];

/** Installs what package-lock.json names, once; later calls cost a few milliseconds. */
export async function ensureInstalled() {
  checkNode();
  if (isFresh('install', inputs(), outputs)) return;
  await checkCompiler();
  say('Installing packages. The first time takes two or three minutes: sqlite3 is compiled from source.');
  const headers = nodeHeaders();
  const env = headers ? { npm_config_nodedir: headers } : {};
  // Not `npm ci`: it refuses a lock file that lacks the binaries of other systems, and this one was made where the
  // registry has no others. `--no-save` installs what the lock names and leaves it alone.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await timed('npm install', () => run('npm', args, { env, quiet: true }));
  if (code !== 0)
    stop(
      'npm install failed; its own words are above. Nothing else was changed; run the same command again.',
    );
  for (const name of ['sqlite3', 'argon2', 'esbuild']) {
    if (!loads(name, root)) stop(`${name} was installed but does not load. Try: npm rebuild ${name}`);
  }
  markFresh('install', inputs());
}
