/** `npm test`: installs, builds, runs every test, browser tests included; the last line is the count. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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

/** Whole-system suites that only calculate, or wait for facts: they may share the machine. */
const SOCIABLE = [
  'on-postgres/',
  '(killed-at-every-step|same-in-every-engine|backup|bench|client-from-the-docs|doors|production|too-large)\\.',
  '(upgrade|simulate/m\\w+)/',
].join('|');
/** Suites that measure time, hold a browser, or play at a speed that the machine has to keep up with: nothing runs beside them. */
const QUIET = [
  `/test/(?!${SOCIABLE})`,
  '/libs/zepp-runtime/scripts/times\\.test',
  '/libs/zepp-runtime/src/.*(hostile|hogs?)\\.test',
].join('|');
const asked = process.argv.slice(2);
const parts =
  asked.length > 0
    ? [asked]
    : [
        [
          `--maxWorkers=${os.availableParallelism()}`,
          `--testPathIgnorePatterns=/node_modules/|/dist/|${QUIET}`,
        ],
        ['--maxWorkers=1', `--testPathPatterns=${QUIET}`],
      ];

const env = {
  PLUMBLINE_SEED: seed,
  NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  ...(browser ? { CHROME_PATH: browser } : {}),
  ...(postgres.url ? { PLUMBLINE_LENT_POSTGRES: postgres.url } : {}),
};
const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-test-'));
const counts = { passed: 0, failed: 0, skipped: 0, codes: 0 };
const failures = [];
for (const [index, part] of parts.entries()) {
  const report = path.join(folder, `report-${index}.json`);
  counts.codes += await run(bin('jest'), ['--json', `--outputFile=${report}`, ...part], {
    quiet: false,
    env,
  });
  if (!existsSync(report)) stop('The test runner ended without a report.');
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += result.numPassedTests;
  // A file that cannot even be loaded has no failed test in it, and still is a failure.
  counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  failures.push(...failuresOf(result));
  counts.skipped += result.numPendingTests + result.numTodoTests;
}
await postgres.stop();
// Named once more at the end: whoever sees only the last lines of a long log should know where to look.
for (const failure of failures) say(`failed: ${failure}`);
const { passed, failed, skipped, codes } = counts;
say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = codes !== 0 || failed > 0 || (process.env.CI === 'true' && skipped > 0) ? 1 : 0;

/** Where each failure stands and what its test says; of a file that could not be loaded, the file. */
function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (tests.length > 0)
      return tests.map(
        ({ fullName, failureMessages }) => `${file} › ${fullName}: ${inOneLine(failureMessages)}`,
      );
    return status === 'failed' ? [`${file} (could not run)`] : [];
  });
}

/** What was expected and what came, without colours and without the way it was called. */
function inOneLine(messages) {
  const [said] = stripVTControlCharacters(messages.join('\n')).split(/\n\s+at /);
  return said.replace(/\s+/g, ' ').slice(0, 300);
}
