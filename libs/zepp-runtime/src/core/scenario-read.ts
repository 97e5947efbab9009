import { ACTIONS, feel, felt, isRecord, listed, numberReadings, type Place } from './scenario-actions.js';
import type { Happening, ReadScenario, ScenarioProblem } from './scenario-kinds.js';
import { clockTime, durationMs, instantOf, zoneNamed } from './scenario-times.js';
import type { Instant } from './scheduler.js';
import { fixedZone, type ZoneRules } from './zone.js';

/** Noon of Monday, 5 January 2026: nothing special happens. */
const MONDAY_NOON = Date.UTC(2026, 0, 5, 12);
const HEAD = ['name', 'seed', 'device', 'language', 'zone', 'start', 'events'];
const TIMING = ['at', 'every', 'times', 'over'];
/** More is a slip of the pen: a reading each second for a day is 86400. */
const MOST = 200_000;

type Given = { startAt?: Instant | undefined; zone?: ZoneRules | undefined };
type Timing = { at: Instant; every: number; times: number; over: number | undefined };

class Reading {
  readonly problems: ScenarioProblem[] = [];
  readonly happenings: Happening[] = [];

  wrong(path: string, message: string): undefined {
    this.problems.push({ path: path === '' ? 'the scenario' : path, message });
    return undefined;
  }

  place(path: string, of: { zone: ZoneRules; startAt: Instant }): Place {
    const wrong = (message: string, under?: string) =>
      this.wrong(under === undefined ? path : `${path}.${under}`, message);
    return { path, ...of, wrong };
  }

  /** False, with the mistake noted, for keys that nobody knows. */
  known(value: Record<string, unknown>, names: readonly string[], path: string): void {
    for (const key of Object.keys(value))
      if (!names.includes(key))
        this.wrong(
          path === '' ? key : `${path}.${key}`,
          `there is no such entry; there are ${listed(names)}`,
        );
  }
}

function textAt(reading: Reading, value: Record<string, unknown>, key: string): string | undefined {
  const found = value[key];
  if (found === undefined || typeof found === 'string') return found;
  return reading.wrong(key, 'needs a text');
}

function zoneOf(reading: Reading, value: Record<string, unknown>, given: Given): ZoneRules {
  const name = textAt(reading, value, 'zone');
  if (given.zone !== undefined) return given.zone;
  if (name === undefined) return fixedZone(0);
  const around = given.startAt ?? instantOf(String(value.start), fixedZone(0)) ?? MONDAY_NOON;
  const rules = zoneNamed(name, around);
  return rules ?? reading.wrong('zone', `there is no time zone "${name}"`) ?? fixedZone(0);
}

function startOf(
  reading: Reading,
  value: Record<string, unknown>,
  given: Given & { zone: ZoneRules },
): Instant {
  if (given.startAt !== undefined || value.start === undefined) return given.startAt ?? MONDAY_NOON;
  const at = instantOf(String(value.start), given.zone);
  const message = `needs a time such as "2026-03-29T08:00", not ${JSON.stringify(value.start)}`;
  return at ?? reading.wrong('start', message) ?? MONDAY_NOON;
}

/** `10s` after the start, `08:30` by the clock, `day 2 08:30`, or `2026-03-29T08:30`. */
function timeOf(value: unknown, place: Place): Instant | undefined {
  if (value === undefined) return place.startAt;
  const ms = typeof value === 'number' || typeof value === 'string' ? durationMs(value) : undefined;
  if (ms !== undefined) return place.startAt + ms;
  const text = String(value);
  const at = clockTime(text, place.startAt, place.zone) ?? instantOf(text, place.zone);
  if (at === undefined)
    return place.wrong(
      `needs a time such as "10s", "08:30", "day 2 08:30" or "2026-03-29T08:30", not ${JSON.stringify(value)}`,
      'at',
    );
  return at < place.startAt ? place.wrong('lies before the start', 'at') : at;
}

function lengthOf(event: Record<string, unknown>, key: string, place: Place): number | undefined {
  const value = event[key];
  if (value === undefined) return undefined;
  const ms = typeof value === 'number' || typeof value === 'string' ? durationMs(value) : undefined;
  if (ms !== undefined && ms > 0) return ms;
  return place.wrong(`needs a length of time such as "90s" or "1h30m", not ${JSON.stringify(value)}`, key);
}

function timingOf(event: Record<string, unknown>, place: Place): Timing | undefined {
  const at = timeOf(event.at, place);
  const every = lengthOf(event, 'every', place);
  const over = lengthOf(event, 'over', place);
  const { times } = event;
  if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0))
    return place.wrong('needs a whole number from 1 on', 'times');
  if (times !== undefined && every === undefined) return place.wrong('needs "every" beside it', 'times');
  if (every !== undefined && times === undefined && event.ramp === undefined)
    return place.wrong('needs "times" beside it', 'every');
  if (at === undefined) return undefined;
  return { at, every: every ?? 60_000, times: Number(times ?? 1), over };
}

/** `{"step.current": [0, 1200]}`, or one number to go on from what is. */
function readRamp(
  reading: Reading,
  event: Record<string, unknown>,
  { place, timing }: { place: Place; timing: Timing },
): undefined {
  const { ramp } = event;
  if (timing.over === undefined) return place.wrong('needs "over", the time it takes', 'ramp');
  if (!isRecord(ramp)) return place.wrong('needs readings, such as {"step.current": [0, 1200]}', 'ramp');
  for (const [name, ends] of Object.entries(ramp)) {
    const pair = typeof ends === 'number' ? [undefined, ends] : ends;
    const [from, to] = Array.isArray(pair) ? pair : [];
    if (!numberReadings().includes(name))
      place.wrong(`there is no such reading; there are ${listed(numberReadings())}`, `ramp.${name}`);
    else if (typeof to !== 'number' || (from !== undefined && typeof from !== 'number'))
      place.wrong('needs [from, to] or the number to reach', `ramp.${name}`);
    else addRamp(reading, { name, from, to }, timing);
  }
}

type Slope = { name: string; from: number | undefined; to: number };

function addRamp(reading: Reading, { name, from, to }: Slope, { at, every, over = 0 }: Timing): void {
  let began = from ?? 0;
  const whole = Number.isInteger(from ?? 0) && Number.isInteger(to);
  const stepsNeeded = Math.max(1, Math.ceil(over / every));
  for (let step = 0; step <= stepsNeeded; step += 1) {
    const passed = Math.min(over, step * every);
    reading.happenings.push({
      at: at + passed,
      run: (watch, senses) => {
        if (step === 0 && from === undefined) began = Number(felt(senses, name) ?? 0);
        const value = began + ((to - began) * passed) / over;
        feel(watch, { [name]: whole ? Math.round(value) : value });
      },
    });
  }
}

function readEvent(reading: Reading, event: unknown, place: Place): undefined {
  if (!isRecord(event)) return place.wrong('needs an event, such as {"at": "10s", "steps": 40}');
  reading.known(event, [...TIMING, 'ramp', ...Object.keys(ACTIONS)], place.path);
  const timing = timingOf(event, place);
  const names = Object.keys(event).filter((key) => Object.hasOwn(ACTIONS, key));
  if (Object.keys(event).every((key) => TIMING.includes(key)))
    return place.wrong('does nothing: an action is missing');
  if (event.over !== undefined && event.ramp === undefined) place.wrong('belongs to a ramp', 'over');
  const runs = names.map((name) =>
    ACTIONS[name]?.(event[name], reading.place(`${place.path}.${name}`, place)),
  );
  if (timing === undefined) return;
  if (event.ramp !== undefined) readRamp(reading, event, { place, timing });
  if (timing.times > MOST) return place.wrong(`is more than ${MOST}`, 'times');
  for (let time = 0; time < timing.times && names.length > 0; time += 1) {
    const at = timing.at + time * timing.every;
    reading.happenings.push({
      at,
      run: (watch, senses) => {
        for (const run of runs) run?.(watch, senses);
      },
    });
  }
}

function jsonOf(reading: Reading, source: unknown): unknown {
  if (typeof source !== 'string') return source;
  try {
    return JSON.parse(source) as unknown;
  } catch (fault) {
    return reading.wrong('', `is no JSON: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

/**
 * Reads a scenario: JSON text or its object. Every mistake is told with its place. What `given` names goes before what the file
 * says. Docs: docs/scenarios.md.
 */
export function readScenario(source: unknown, given: Given = {}): ReadScenario {
  const reading = new Reading();
  const value = jsonOf(reading, source);
  if (!isRecord(value)) {
    if (reading.problems.length === 0) reading.wrong('', 'needs to be an object with "events"');
    return { ok: false, problems: reading.problems };
  }
  reading.known(value, HEAD, '');
  const { seed, events = [] } = value;
  if (seed !== undefined && !Number.isInteger(seed)) reading.wrong('seed', 'needs a whole number');
  const zone = zoneOf(reading, value, given);
  const startAt = startOf(reading, value, { ...given, zone });
  const device = textAt(reading, value, 'device');
  const language = textAt(reading, value, 'language');
  if (!Array.isArray(events)) reading.wrong('events', 'needs a list');
  for (const [i, event] of Array.isArray(events) ? events.entries() : []) {
    readEvent(reading, event, reading.place(`events[${i}]`, { zone, startAt }));
  }
  if (reading.problems.length > 0) return { ok: false, problems: reading.problems };
  const happenings = reading.happenings.sort((one, other) => one.at - other.at);
  return {
    ok: true,
    scenario: {
      zone,
      startAt,
      happenings,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(device === undefined ? {} : { device }),
      ...(language === undefined ? {} : { language }),
    },
  };
}
