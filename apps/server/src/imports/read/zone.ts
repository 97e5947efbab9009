const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A zone of the world by its name, or minutes east of UTC. */
export type Zone = string | number;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(name: string): Intl.DateTimeFormat {
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  if (formats.size > 100) formats.clear();
  formats.set(name, made);
  return made;
}

/** True for the name of a zone that this server knows. */
export function isZoneName(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,59}$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Minutes east of UTC at an instant. */
export function offsetAt(zone: Zone, at: number): number {
  if (typeof zone === 'number') return zone;
  const part = formatOf(zone)
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(part?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * The instant at which clocks of a zone showed a local time, given as if it were UTC. Of an hour that came twice it is
 * the first; one that was skipped is as long after the change as it lies behind it.
 */
export function instantIn(zone: Zone, local: number): { at: number; zone: number } {
  const before = offsetAt(zone, local - DAY_MS);
  const after = offsetAt(zone, local + DAY_MS);
  const fits = [before, after]
    .map((offset) => ({ at: local - offset * MINUTE_MS, zone: offset }))
    .filter((each) => offsetAt(zone, each.at) === each.zone)
    .sort((one, other) => one.at - other.at);
  const at = local - before * MINUTE_MS;
  return fits[0] ?? { at, zone: offsetAt(zone, at) };
}
