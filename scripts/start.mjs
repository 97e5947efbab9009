/** `npm start`: installs what is missing, builds what is stale, starts the server in the foreground. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const main = path.join(root, 'dist/apps/server/src/main.js');
// What a busy server makes lives short: with more room for the young it is seldom taken for old (docs/benchmarks.md).
const server = spawn(process.execPath, ['--max-semi-space-size=32', main], { cwd: root, stdio: 'inherit' });
// The server stops by itself on Ctrl+C; this process only has to outlive it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('close', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
