import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/database/early.test.js'));
