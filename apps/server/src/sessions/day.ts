import { dayStartAt } from '@plumbline/routine-core';

/** A calendar day; the years at either end of four figures have weeks that cannot be written. */
export const isDay = (day: string): boolean => /^[12]/.test(day) && !Number.isNaN(dayStartAt(day));
