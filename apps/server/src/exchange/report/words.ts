import { minutesAndSeconds } from '@plumbline/routine-core';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-16` as `16 Nov`. */
export function dayWords(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month}`;
}
export const dateWords = (day: string): string => `${dayWords(day)} ${day.slice(0, 4)}`;

export const percent = (share: number): string => `${Math.round(100 * share)} %`;

export function lengthWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Held milliseconds as seconds, or minutes from one on; repetitions as their number. */
export function amountWords(unit: 'ms' | 'reps', amount: number): string {
  if (unit === 'reps') return `${amount} reps`;
  return amount < 60_000 ? `${Math.round(amount / 1000)} s` : `${minutesAndSeconds(amount)} min`;
}
