/** Starts a PostgreSQL for a whole run of tests, prints its address, and ends it when its input ends. */
import { NO_POSTGRES, startPostgres } from './postgres.js';

const postgres = await startPostgres();
process.stdout.write(`${postgres?.url ?? NO_POSTGRES}\n`);
process.stdin.resume();
process.stdin.once('end', () => void (postgres?.stop() ?? Promise.resolve()).then(() => process.exit(0)));
