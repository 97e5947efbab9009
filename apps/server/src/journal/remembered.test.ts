import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Entry } from '@plumbline/routine-core';
import fc from 'fast-check';
import { DATABASE, type Database } from '../database/database.js';
import { Held } from '../database/held.js';
import { totalsOf } from '../progress/keep/exercise-totals.js';
import { PROGRESS_TABLES } from '../progress/keep/rebuild-progress.js';
import { weekRowsOf } from '../progress/keep/week-rows.js';
import { type WeekRules, weekRules } from '../progress/keep/week-rules.js';
import { newestSessions } from '../sessions/session-entries.js';
import { readSessionRows } from '../sessions/session-rows.js';
import { rebuildSessions } from '../sessions/update-sessions.js';
import { JOURNAL, OTHER_JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { testPostgres } from '../testing/test-place.js';
import { type Device, type Person, START, World } from '../testing/world.js';
import { Journal } from './journal.js';
import { readJournals, readPositions } from './journal-rows.js';
import type { KnownRows } from './known-rows.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const world = new World();
/** There nothing is believed beyond a transaction, and everything is slower. */
const isOnPostgres = testPostgres() !== undefined;
let count = 0;
/** How many rows were compared: a memory that is always empty is never wrong. */
let compared = 0;

beforeAll(() => world.start(), 30_000);
afterAll(() => world.end());
const database = () => world.server.app.get<Database>(DATABASE);

/** Each of two people has two watches. Ranks are few, so that watches tell of the same session and of older ones. */
const watch = fc.nat({ max: 3 });
const push = fc.record({
  watch,
  size: fc.integer({ min: 1, max: 60 }),
  rank: fc.nat({ max: 12 }),
  day: fc.integer({ min: -20, max: 8 }),
  routineId: fc.constantFrom('first-week', 'micro-squeeze'),
});
const anyDeed = fc.oneof(
  { weight: 12, arbitrary: fc.record({ does: fc.constant('push' as const), pushes: fc.tuple(push) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('push' as const),
      pushes: fc.array(push, { minLength: 2, maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('fail' as const), pushes: fc.tuple(push) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('beside' as const), pushes: fc.tuple(push) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('effort' as const), watch, rank: fc.nat({ max: 12 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('correct', 'delete', 'undo'),
      who: fc.nat({ max: 1 }),
      rank: fc.nat({ max: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom('settings', 'week-plan', 'away-weeks'),
      who: fc.nat({ max: 1 }),
      number: fc.integer({ min: 1, max: 7 }),
    }),
  },
);
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;
type Push = typeof push extends fc.Arbitrary<infer T> ? T : never;
type Watch = { person: Person; device: Device; journalId: string; seq: number; waiting: Entry[] };
const sessionId = (rank: number) => `01JD3Z5X8QSESS${String(rank).padStart(12, '0')}`;

const commit = Held.prototype.frame;
afterAll(() => {
  Held.prototype.frame = commit;
});

/** The next transaction is done, and then it cannot be committed. */
function failNextCommit(): void {
  Held.prototype.frame = function fail(sql) {
    if (sql !== 'COMMIT') return commit.call(this, sql);
    Held.prototype.frame = commit;
    throw new Error('on purpose');
  };
}

class Household {
  private readonly versions = new Map<string, number>();
  private constructor(private readonly watches: readonly Watch[]) {}

  static async begin(): Promise<Household> {
    count += 1;
    // Pairing has its limits.
    world.now += 60_000;
    const watches: Watch[] = [];
    for (const name of ['Ida', 'Kim']) {
      const person = await world.person(`${name} ${count}`);
      for (const journalId of [JOURNAL, OTHER_JOURNAL])
        watches.push({
          person,
          device: await world.device(person, journalId),
          journalId,
          seq: 1,
          waiting: [],
        });
    }
    const household = new Household(watches);
    // Where a session a week is enough, runs grow and break.
    for (const who of [0, 1]) await household.decide({ does: 'week-plan', who, number: 1 });
    return household;
  }

  async happen(deed: Deed): Promise<void> {
    if ('pushes' in deed) {
      if (deed.does === 'fail') failNextCommit();
      const fault = () => Promise.reject(new Error('on purpose'));
      const beside =
        deed.does === 'beside'
          ? database()
              .write.run(fault)
              .catch(() => undefined)
          : undefined;
      const own = new Map(deed.pushes.map((each) => [each.watch, each]));
      await Promise.all([beside, ...[...own.values()].map((each) => this.push(each))]);
    } else if ('watch' in deed) await this.effort(deed);
    else if ('rank' in deed) await this.mend(deed);
    else await this.decide(deed);
  }

  private async push({ watch, size, rank, day, routineId }: Push): Promise<void> {
    const own = this.watches[watch] as Watch;
    if (own.waiting.length === 0) {
      const at = START + day * DAY + rank * HOUR;
      own.waiting = wholeSession({ seq: own.seq, at, sessionId: sessionId(rank), routineId });
      own.seq += own.waiting.length;
    }
    await this.send(own, size);
  }

  /** What was not acknowledged goes once more with the next. */
  private async send({ person, device, journalId, waiting }: Watch, size: number): Promise<void> {
    const who = { kind: 'device', accountId: person.accountId, deviceId: device.deviceId } as const;
    const journal = world.server.app.get(Journal);
    const answer = await journal
      .push(who, pushOf(waiting.slice(0, size), { journalId }))
      .catch(() => undefined);
    if (answer?.ok) waiting.splice(0, size);
  }

  private async effort({ watch, rank }: { watch: number; rank: number }): Promise<void> {
    const own = this.watches[watch] as Watch;
    if (own.waiting.length > 0) return;
    const told = {
      kind: 'effort',
      at: START,
      zone: 60,
      sessionId: sessionId(rank),
      blockId: 'core',
      value: rank % 11,
    };
    own.waiting = [{ seq: own.seq, ...told } as Entry];
    own.seq += 1;
    await this.send(own, 1);
  }

  private ask = async (who: number, [method, route]: [string, string], body?: unknown) =>
    (await world.ask(method, `/api/v1/${route}`, body, { cookie: this.personOf(who).cookie })).body;

  private async mend({ does, who, rank }: { does: string; who: number; rank: number }): Promise<void> {
    const route = `sessions/${sessionId(rank)}`;
    if (does === 'delete') await this.ask(who, ['DELETE', route]);
    if (does === 'correct')
      await this.ask(who, ['POST', `${route}/corrections`], { changes: { endedAt: START + rank * HOUR } });
    if (does === 'undo') await this.ask(who, ['POST', `${route}/corrections/${rank + 1}/undo`], {});
  }

  private async decide({ does, who, number }: { does: string; who: number; number: number }): Promise<void> {
    const key = `${who} ${does}`;
    const basedOn = this.versions.get(key) ?? 0;
    const day = new Date(START - number * DAY).toISOString().slice(0, 10);
    const bodies: Record<string, object> = {
      settings: { firstDayOfWeek: number },
      'week-plan': { goal: number, earlierGoals: [] },
      'away-weeks': { weeks: [{ day, why: 'ill' }] },
    };
    const { ok } = await this.ask(who, ['PUT', `documents/${does}/main`], { basedOn, body: bodies[does] });
    expect(ok).toBe(true);
    this.versions.set(key, basedOn + 1);
  }

  private personOf = (who: number): Person => (this.watches[who * 2] as Watch).person;
}

type Within = { ingest: { known: KnownRows; lastTurn: number | undefined } };

/** What the next push would believe, beside what lies on disk. */
async function compareMemory(): Promise<void> {
  const { known, lastTurn } = (world.server.app.get(Journal) as unknown as Within).ingest;
  if (isOnPostgres || database().write.turn !== lastTurn) return;
  const { read } = database();
  const tx = read as Parameters<typeof readSessionRows>[0];
  const { journals, positions, sessions } = known;
  const { rows, newest, progress } = sessions;
  const accounts = [...positions.keys()];
  const found = {
    journals: await readJournals(tx, [...journals.values()]),
    positions: await readPositions(tx, accounts),
    rows: await readSessionRows(tx, [...rows.values()]),
    newest: await newestSessions(tx, new Map([...positions].filter(([id]) => newest.has(id)))),
  };
  expect(found.journals).toHaveLength(journals.size);
  expect(new Set(found.journals)).toEqual(new Set(journals.values()));
  expect(found.positions).toEqual(positions);
  expect(found.rows).toEqual(rows);
  expect(found.newest).toEqual(new Map([...newest].filter(([, id]) => id !== '')));
  for (const [id, totals] of progress.totals)
    expect((await totalsOf(read, [id])).get(id) ?? new Map()).toEqual(totals);
  for (const [id, rules] of progress.rules) expect(toldBy(await weekRules(read, id))).toEqual(toldBy(rules));
  const weeks = [...progress.weeks.keys()].map((key) => key.split(' ') as [string, string]);
  const told = await weekRowsOf(
    read,
    weeks.map(([accountId, day]) => ({ accountId, day })),
  );
  expect(new Map(told.map(({ accountId, row }) => [`${accountId} ${row.firstDay}`, row]))).toEqual(
    new Map([...progress.weeks].filter(([, row]) => row !== undefined)),
  );
  compared += rows.size + newest.size + progress.totals.size + weeks.length;
}

const DAYS = Array.from({ length: 6 }, (_, week) =>
  new Date(START + (week - 4) * 7 * DAY).toISOString().slice(0, 10),
);
const toldBy = (rules: WeekRules) => DAYS.map((day) => rules.factsOf(rules.weekOf(day), 1));

async function everything(): Promise<Record<string, string[]>> {
  const rowsIn = async (name: string) => {
    const rows = await database().read.all<object>(`SELECT * FROM ${name}`);
    return [name, rows.map((row) => JSON.stringify(row)).sort()] as const;
  };
  return Object.fromEntries(await Promise.all(['session', ...PROGRESS_TABLES].map(rowsIn)));
}

test('what is remembered is what lies on disk, and what grew by it is what is computed at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { minLength: 10, maxLength: 60 }), async (deeds) => {
      const household = await Household.begin();
      for (const deed of deeds) {
        await household.happen(deed);
        await compareMemory();
      }
      const grown = await everything();
      await database().write.run(rebuildSessions);
      expect(await everything()).toEqual(grown);
    }),
    { numRuns: isOnPostgres ? 6 : 25 },
  );
  if (!isOnPostgres) expect(compared).toBeGreaterThan(1_000);
}, 120_000);
