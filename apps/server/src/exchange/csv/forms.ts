import * as v from 'valibot';
import { isDay } from '../../sessions/day.js';

const day = v.pipe(v.string(), v.check(isDay));

/** Both days are included; what is left out reaches as far as there is anything. */
export const DaysQuery = v.object({ from: v.optional(day), to: v.optional(day) });
