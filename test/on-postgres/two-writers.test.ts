import { onPostgres } from '../stage/on-postgres.js';

await onPostgres(() => import('./two-writers.js'));
