import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayOf, type Entry } from '@plumbline/routine-core';
import fc from 'fast-check';
import { DATABASE, type Database } from '../database/database.js';
import { PROGRESS_TABLES } from '../progress/keep/rebuild-progress.js';
import { rebuildSessions } from '../sessions/update-sessions.js';
import { JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../testing/world.js';

/** One session, seen by a household that does everything at the wrong moment. */
const world = new World();
beforeAll(() => world.start());
afterAll(() => world.end());

const SESSION = '01JD3Z5X8QSESS10N000000042';
const AT = `/api/v1/sessions/${SESSION}`;
const ENTRIES = wholeSession({ seq: 1, at: START, sessionId: SESSION });
const database = () => world.server.app.get<Database>(DATABASE);

type Told = { kind: 'push'; from: number; to: number };
type Said =
  | { kind: 'note'; note: string }
  | { kind: 'end'; after: number }
  | { kind: 'delete' }
  | { kind: 'undo'; which: number };
type Person_ = Person & { device: Device };

let people = 0;
async function newcomer(): Promise<Person_> {
  people += 1;
  const person = await world.person(`Any ${people}`);
  return { ...person, device: await world.device(person, JOURNAL) };
}

const push = (who: Person_, entries: readonly Entry[]) =>
  world.ask('POST', '/api/v1/journal', pushOf(entries, { first: 1 }), bearer(who.device));
const ask = (who: Person_, method: string, route: string, body?: unknown) =>
  world.ask(method, route, body, { cookie: who.cookie });

async function say(who: Person_, said: Said): Promise<void> {
  const correct = (changes: object) => ask(who, 'POST', `${AT}/corrections`, { changes });
  if (said.kind === 'note') await correct({ note: said.note });
  if (said.kind === 'end') await correct({ endedAt: START + said.after });
  if (said.kind === 'delete') await ask(who, 'DELETE', AT);
  if (said.kind === 'undo') await ask(who, 'POST', `${AT}/corrections/${said.which}/undo`, {});
}

/** What anybody can see of the session, without where in the account it lies. */
async function seen(who: Person_): Promise<string> {
  const { body } = await ask(who, 'GET', AT);
  const week = await ask(who, 'GET', `/api/v1/week?day=${dayOf(START, 60)}`);
  return JSON.stringify([body, week.body]);
}

async function rowsOf(): Promise<Record<string, string[]>> {
  const tables = ['session', ...PROGRESS_TABLES].map(async (name) => {
    const rows = await database().read.all<object>(`SELECT * FROM ${name}`);
    return [name, rows.map((row) => JSON.stringify(row)).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

const anyPart = fc
  .tuple(fc.nat(ENTRIES.length), fc.nat(ENTRIES.length))
  .map(([a, b]): Told => ({ kind: 'push', from: Math.min(a, b), to: Math.max(a, b) }));
const anySaid = fc.oneof(
  fc.constantFrom('a', 'b', '🧘').map((note): Said => ({ kind: 'note', note })),
  fc.nat(600_000).map((after): Said => ({ kind: 'end', after })),
  fc.constant<Said>({ kind: 'delete' }),
  fc.integer({ min: 1, max: 6 }).map((which): Said => ({ kind: 'undo', which })),
);

test('in whatever order entries and corrections come, the session is the same, and so are rows computed anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(anyPart, anySaid), { maxLength: 10 }), async (acts) => {
      const mixed = await newcomer();
      const tidy = await newcomer();
      // Both know of the session from its first entry on; nobody can correct what is not there.
      for (const who of [mixed, tidy]) await push(who, ENTRIES.slice(0, 1));
      await push(tidy, ENTRIES);
      for (const act of acts) {
        if (act.kind === 'push') await push(mixed, ENTRIES.slice(act.from, act.to));
        else for (const who of [mixed, tidy]) await say(who, act);
      }
      await push(mixed, [...ENTRIES].reverse());
      const contact = /,"lastContactAt":\d+/;
      expect((await seen(mixed)).replace(contact, '')).toBe((await seen(tidy)).replace(contact, ''));
    }),
    { numRuns: 25 },
  );
  const grown = await rowsOf();
  await database().write.run(async (tx) => {
    await rebuildSessions(tx);
  });
  expect(await rowsOf()).toEqual(grown);
}, 120_000);
