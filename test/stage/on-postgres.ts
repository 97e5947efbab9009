import { afterAll, describe, test } from '@jest/globals';
import { NO_POSTGRES, startPostgres } from './postgres.js';

/**
 * `await onPostgres(() => import('…some.test.js'))` runs that file's tests on PostgreSQL: on the one this run brings
 * along (`npm test` does), or on one of its own. Without any it skips and says why.
 */
export async function onPostgres(tests: () => Promise<unknown>): Promise<void> {
  const lent = process.env.PLUMBLINE_TEST_POSTGRES || process.env.PLUMBLINE_LENT_POSTGRES;
  const own = lent ? undefined : await startPostgres();
  const url = lent || own?.url;
  if (url === undefined) return skip();
  process.env.PLUMBLINE_TEST_POSTGRES = url;
  await tests();
  if (own) afterAll(() => own.stop());
}

function skip(): void {
  process.stderr.write(`${NO_POSTGRES}\n`);
  describe('on PostgreSQL', () => {
    test.skip(NO_POSTGRES, () => undefined);
  });
}
