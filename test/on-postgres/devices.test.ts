import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('../../apps/server/src/devices/devices.test.js'));
