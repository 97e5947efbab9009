import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/journal/undone-groups.test.js'));
