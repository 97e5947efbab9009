import { First0001 } from './0001-first.js';

/** Every change of the tables there ever was, oldest first. One that was released is never edited. */
export const MIGRATIONS = [First0001];
