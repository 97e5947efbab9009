import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/accounts/sharing/sharing.test.js'));
