import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/live/not-yours.test.js'));
