/**
 * Makes the data file that a release leaves behind: runs that release's own server from a checkout of it, lives a few weeks
 * through its documented interface, stops it, packs the file.
 *
 *   npx tsx --tsconfig apps/server/tsconfig.json test/upgrade/make-data.ts CHECKOUT VERSION
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ask } from '../sigkill/disk.js';
import { gone, started } from '../sigkill/running-server.js';
import { root } from '../stage/server-program.js';
import { liveThrough } from './life.js';
import { Owner } from './owner.js';

const [checkout, version] = process.argv.slice(2);
if (checkout === undefined || version === undefined) throw new Error('usage: make-data.ts CHECKOUT VERSION');
const target = (kind: string) => path.join(root, 'test/upgrade/data', `${version}.${kind}`);
/** Where releases that can hand out a whole account do so. */
const EXPORT = '/api/v1/export';

function launch(dataDir: string) {
  const tsconfig = path.join(checkout as string, 'apps/server/tsconfig.json');
  const env = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, TSX_TSCONFIG_PATH: tsconfig };
  const args = ['--import', 'tsx', 'apps/server/src/main.ts'];
  return spawn(process.execPath, args, {
    cwd: checkout,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-upgrade-'));
try {
  const child = launch(dataDir);
  const server = await started(child);
  const claimToken = /claim#(\S+)/.exec(server.words.join('\n'))?.[1];
  if (claimToken === undefined) throw new Error(server.words.join('\n'));
  const owner = new Owner(server.url);
  await liveThrough(owner, claimToken);
  if (version !== '0.1.0')
    writeFileSync(target('export.gz'), gzipSync(await owner.read(EXPORT), { level: 9 }));
  child.kill('SIGTERM');
  await gone(child);
  // One file, with nothing left in its log.
  await ask(dataDir, (all) => all('PRAGMA wal_checkpoint(TRUNCATE)'));
  const file = path.join(dataDir, 'plumbline.sqlite');
  writeFileSync(target('sqlite.gz'), gzipSync(readFileSync(file), { level: 9 }));
  console.log(`${target('sqlite.gz')}: ${readFileSync(target('sqlite.gz')).length} bytes`);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
