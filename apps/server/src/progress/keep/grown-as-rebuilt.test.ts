import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Entry } from '@plumbline/routine-core';
import fc from 'fast-check';
import { DATABASE, type Database } from '../../database/database.js';
import { rebuildSessions } from '../../sessions/update-sessions.js';
import { JOURNAL, pushOf, wholeSession } from '../../testing/entries.js';
import { bearer, START, World } from '../../testing/world.js';
import { PROGRESS_TABLES } from './rebuild-progress.js';

const DAY = 86_400_000;
const world = new World();
let count = 0;

beforeAll(() => world.start());
afterAll(() => world.end());

const database = () => world.server.app.get<Database>(DATABASE);
const sessionId = (index: number) => `01JD3Z5X8QSESS${String(index).padStart(12, '0')}`;

async function everything(): Promise<Record<string, string[]>> {
  const rowsIn = async (name: string) => {
    const rows = await database().read.all<object>(`SELECT * FROM ${name}`);
    return [name, rows.map((row) => JSON.stringify(row)).sort()] as const;
  };
  return Object.fromEntries(await Promise.all(['session', ...PROGRESS_TABLES].map(rowsIn)));
}

const reminder = (seq: number, dueAt: number, answer: string | undefined): Entry => {
  const told = { seq, at: dueAt + 1_000, zone: 60, reminders: ['shoulder-reset'], dueAt };
  return (answer === undefined
    ? { ...told, kind: 'reminder-suppressed', reason: 'dnd' }
    : { ...told, kind: 'reminder-answered', answer }) as unknown as Entry;
};

describe('whatever happens, the rows that grew are those that are computed at once', () => {
  const zone = fc.constantFrom(-600, 0, 60, 765);
  const anySession = fc.record({
    kind: fc.constant('session' as const),
    day: fc.integer({ min: -400, max: 60 }),
    hour: fc.integer({ min: 0, max: 23 }),
    zone,
    cut: fc.integer({ min: 0, max: 8 }),
    effort: fc.option(fc.integer({ min: 0, max: 10 })),
  });
  const anyReminder = fc.record({
    kind: fc.constant('reminder' as const),
    day: fc.integer({ min: 0, max: 3 }),
    hour: fc.integer({ min: 0, max: 23 }),
    zone,
    answer: fc.constantFrom('done', 'snoozed', 'not-now', 'no-answer', undefined),
  });

  test('for any order, cut and zone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(anySession, anyReminder), { minLength: 1, maxLength: 12 }),
        async (things) => {
          count += 1;
          const person = await world.person(`Any ${count}`);
          const device = await world.device(person, JOURNAL);
          let seq = 1;
          const parts: Entry[][] = [];
          for (const [index, thing] of things.entries()) {
            const at = START + thing.day * DAY + thing.hour * 3_600_000;
            const made =
              thing.kind === 'session'
                ? wholeSession({ seq, at, sessionId: sessionId(index) })
                : [reminder(seq, at, thing.answer)];
            seq += made.length;
            const all = made.map((entry) => ({ ...entry, zone: thing.zone }));
            parts.push(thing.kind === 'session' ? all.slice(thing.cut) : all);
            if (thing.kind === 'session' && thing.cut > 0) parts.push(all.slice(0, thing.cut));
            if (thing.kind === 'session' && thing.effort !== null)
              parts.push([
                {
                  seq,
                  at,
                  zone: 0,
                  kind: 'effort',
                  sessionId: sessionId(index),
                  blockId: 'core',
                  value: thing.effort,
                },
              ]);
            seq += 1;
          }
          for (const part of parts) await world.ask('POST', '/api/v1/journal', pushOf(part), bearer(device));
          const grown = await everything();
          await database().write.run(rebuildSessions);
          expect(await everything()).toEqual(grown);
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);
});
