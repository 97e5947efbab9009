import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/corrections/corrections.test.js'));
