import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/progress/as-reckoned.test.js'));
