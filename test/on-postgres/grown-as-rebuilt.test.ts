import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/progress/keep/grown-as-rebuilt.test.js'));
