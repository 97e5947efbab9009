/** Lengths of time as people write them. All lengths are milliseconds; a started second counts as none. */
const two = (value: number): string => String(value).padStart(2, '0');

/** "7:05", or "1:02:09" from an hour on. */
export function clockLength(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = `${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** "12 min", or "40 s" below a minute: good enough for a list. */
export function roughLength(ms: number): string {
  if (ms < 60_000) return `${Math.round(Math.max(0, ms) / 1000)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

/** Seconds left, rounded up, so that a countdown shows 1 during its last second and never 0 too early. */
export function secondsLeft(ms: number): number {
  return Math.max(0, Math.ceil(ms / 1000));
}
