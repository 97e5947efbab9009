/** `npm test`: installs, builds, runs every test, browser tests included; the last line is the count. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { lendPostgres } from './lent-postgres.mjs';
import { findBrowser } from './machine.mjs';
import { bin, run } from './run.mjs';
import { say, stop } from './say.mjs';

await ensureInstalled();
await ensureBuilt();
const browser = await findBrowser({ install: true });
if (!browser) {
  const sentence = 'No Chromium was found (CHROME_PATH or a known name), so the browser tests cannot run.';
  if (process.env.CI === 'true') stop(sentence, 'In CI that is a failure.');
  say(`${sentence} They are skipped. On Debian: sudo apt-get install -y chromium`);
}

const postgres = await lendPostgres();
if (postgres.url === undefined) {
  if (process.env.CI === 'true') stop(postgres.why, 'In CI that is a failure.');
  say(postgres.why);
}

const seed = process.env.PLUMBLINE_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
say(`Properties draw from seed ${seed}; PLUMBLINE_SEED=${seed} npm test repeats them.`);

const report = path.join(mkdtempSync(path.join(os.tmpdir(), 'plumbline-test-')), 'report.json');
const code = await run(bin('jest'), ['--json', `--outputFile=${report}`, ...process.argv.slice(2)], {
  quiet: false,
  env: {
    PLUMBLINE_SEED: seed,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    ...(browser ? { CHROME_PATH: browser } : {}),
    ...(postgres.url ? { PLUMBLINE_LENT_POSTGRES: postgres.url } : {}),
  },
});
await postgres.stop();
if (!existsSync(report)) stop('The test runner ended without a report.');
const result = JSON.parse(readFileSync(report, 'utf8'));
// A file that cannot even be loaded has no failed test in it, and still is a failure.
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
const skipped = result.numPendingTests + result.numTodoTests;
say(`${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = code !== 0 || failed > 0 || (process.env.CI === 'true' && skipped > 0) ? 1 : 0;
