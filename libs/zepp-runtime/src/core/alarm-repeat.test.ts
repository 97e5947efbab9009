import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextRing, type Repeat } from './alarm-repeat.js';
import { instantOfLocal, localFields, zoneRules } from './zone.js';

const START = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'].map(
  (name) => zoneRules(name, START),
);
const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: START, max: START + 300 * DAY });

const repeat = (unit: Repeat['unit'], first: number, local: number, more: Partial<Repeat> = {}): Repeat => ({
  unit,
  first,
  local,
  period: 1,
  duration: 1,
  weekDays: 0,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
  ...more,
});

describe('the local clock', () => {
  test('of every instant leads back to it, or to the first of two', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const local = localFields(zone, at).getTime();
        const found = instantOfLocal(zone, local);
        expect(localFields(zone, found).getTime()).toBe(local);
        expect(found).toBeLessThanOrEqual(at);
        expect(at - found).toBeLessThanOrEqual(HOUR);
      }),
    );
  });
});

describe('a daily alarm', () => {
  test('rings on the first days of each period, at its local time, whatever the clocks do', () => {
    const counts = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(zones, instants, counts, counts, (zone, first, period, duration) => {
        const local = localFields(zone, first).getTime();
        const plan = repeat('DAY', first, local, { period, duration });
        const wanted = Array.from({ length: 40 }, (_, day) => day).filter((day) => day % period < duration);
        let after = first - 1;
        for (const day of wanted) {
          const at = nextRing(plan, after, zone);
          const shown = localFields(zone, at ?? Number.NaN).getTime();
          // A time that is jumped over is told up to an hour later.
          expect([0, HOUR / 2, HOUR]).toContain(shown - (local + day * DAY));
          after = at ?? Number.NaN;
        }
      }),
    );
  });

  test('finds the same ring from anywhere before it', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 0, max: 200 * DAY }), (zone, first, later) => {
        const plan = repeat('DAY', first, localFields(zone, first).getTime(), { period: 3, duration: 2 });
        const at = nextRing(plan, first + later, zone) ?? Number.NaN;
        expect(at).toBeGreaterThan(first + later);
        expect(nextRing(plan, at - 1, zone)).toBe(at);
      }),
    );
  });
});

test('a repeat that asks for nonsense ends instead of searching for ever', () => {
  const at = (more: Partial<Repeat>, unit: Repeat['unit'] = 'DAY') =>
    nextRing(repeat(unit, START, START, more), START, ZONES[0] ?? zoneRules('UTC', START));
  expect(at({ weekDays: 1 << 9 }, 'WEEK')).toBeUndefined();
  expect(at({ period: 1e300 })).toBeUndefined();
  expect(at({ period: 1e300 }, 'MINUTE')).toBeUndefined();
  expect(at({ local: Number.NaN })).toBeUndefined();
  expect(at({ from: START + 10 * DAY, to: START + DAY })).toBeUndefined();
});
