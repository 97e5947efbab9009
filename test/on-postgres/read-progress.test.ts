import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/progress/read-progress.test.js'));
