/** `npm run test:postgres`: every test of the server, on PostgreSQL instead of the embedded database. */
import { ensureInstalled } from './install.mjs';
import { lendPostgres } from './lent-postgres.mjs';
import { bin, run } from './run.mjs';
import { stop } from './say.mjs';

await ensureInstalled();
const postgres = await lendPostgres();
if (postgres.url === undefined) {
  await postgres.stop();
  stop(postgres.why);
}
const asked = process.argv.slice(2);
const files = asked.some((word) => !word.startsWith('-')) ? [] : ['apps/server/src'];
process.exitCode = await run(bin('jest'), ['--testTimeout=30000', ...asked, ...files], {
  env: {
    PLUMBLINE_TEST_POSTGRES: postgres.url,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  },
});
await postgres.stop();
