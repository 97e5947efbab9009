/** A server that is killed while it brings old sessions in, or takes them back: never half without saying so, and asked again it is whole. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../apps/server/src/database/database.js';
import { PROGRESS_TABLES } from '../apps/server/src/progress/keep/rebuild-progress.js';
import { rebuild } from '../apps/server/src/rebuild.js';
import { type Person, World } from '../apps/server/src/testing/world.js';
import { launch, type RunningServer, started } from './sigkill/running-server.js';
import { serverProgram } from './stage/server-program.js';

const COUNT = 500;
const DAY_MS = 86_400_000;
const NEWEST_AT = Date.UTC(2025, 0, 1, 7);
const TABLE = `start,minutes,exercise,reps\n${Array.from(
  { length: COUNT },
  (_, day) => `${new Date(NEWEST_AT - day * DAY_MS).toISOString()},20,row,10/10/${(day % 9) + 1}`,
).join('\n')}\n`;

type Import = { id: string; state: string; sessions: number; shown: number };
type Fact = { seq: number; kind: string; at?: number };
type Told = { journalId: string; entry: Fact };

const world = new World('file');
const people: Person[] = [];
let program: string;
let server: RunningServer;
/** What a server writes that nobody kills. */
let whole: string[];

const ask = async (person: Person, method: string, route: string, table?: string) => {
  const csv = table === undefined ? {} : { 'content-type': 'text/csv' };
  const headers = { cookie: person.cookie, origin: server.url, ...csv };
  const init = { method, headers, ...(table !== undefined && { body: table }) };
  const response = await fetch(`${server.url}/api/v1/${route}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const bring = (person: Person) => ask(person, 'POST', 'session-imports?name=Sheet', TABLE);
const importOf = async (person: Person): Promise<Import | undefined> =>
  ((await ask(person, 'GET', 'session-imports')).body.imports as Import[])[0];

/** The facts of the import's own journal in their order, without the moment at which this one began and ended. */
async function factsOf(person: Person): Promise<string[]> {
  const facts: Fact[] = [];
  for (let since = 0, more = true; more; ) {
    const { body } = await ask(person, 'GET', `changes?since=${since}`);
    for (const { journalId, entry } of body.entries as Told[]) if (journalId !== 'server') facts.push(entry);
    [since, more] = [body.position as number, body.more as boolean];
  }
  return facts
    .sort((one, other) => one.seq - other.seq)
    .map(({ at, ...fact }) => JSON.stringify(fact.kind.startsWith('import-') ? fact : { at, ...fact }));
}
const sessionsIn = (facts: readonly string[]): number =>
  facts.filter((fact) => fact.includes('"session-imported"')).length;

async function until(
  person: Person,
  holds: (found: Import | undefined) => boolean,
): Promise<Import | undefined> {
  for (const end = Date.now() + 30_000; ; ) {
    const found = await importOf(person);
    if (holds(found)) return found;
    if (Date.now() > end) throw new Error(`this never came true: ${holds}; it is ${JSON.stringify(found)}`);
  }
}

/** Asks for something long and kills the server as soon as that much of it can be seen. */
async function killed(work: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<void> {
  const cut = work().catch(() => undefined);
  await seen();
  expect(await server.end('SIGKILL')).toBe('SIGKILL');
  await cut;
  server = await started(launch(program, world.dataDir));
}

beforeAll(async () => {
  await world.start({ clock: Date.now });
  for (const name of ['Nobody kills', 'At once', 'Early', 'Half', 'Late', 'Taken back', 'Left so'])
    people.push(await world.person(name));
  await world.stop();
  program = await serverProgram();
  server = await started(launch(program, world.dataDir));
  const [person] = people as [Person];
  await bring(person);
  expect(await until(person, (found) => found?.state === 'done')).toMatchObject({
    sessions: COUNT,
    shown: COUNT,
  });
  whole = await factsOf(person);
  expect(sessionsIn(whole)).toBe(COUNT);
}, 120_000);
afterAll(async () => {
  await server?.end('SIGKILL');
  await world.end();
});

describe('an import whose server is killed', () => {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  test.each<[string, number, number]>([
    ['as it begins', 1, 0],
    ['early', 2, 20],
    ['in the middle', 3, 0.5 * COUNT],
    ['shortly before its end', 4, 0.9 * COUNT],
  ])(
    '%s has left whole sessions, says so, and is completed by the same file',
    async (_when, index, least) => {
      const person = people[index] as Person;
      const seen = () => (least === 0 ? pause(40) : until(person, (found) => (found?.shown ?? 0) >= least));
      await killed(() => bring(person), seen);
      const [left, facts] = [await importOf(person), await factsOf(person)];
      expect(facts).toEqual(whole.slice(0, facts.length));
      expect(whole[facts.length] ?? '"session-imported"').toMatch(
        /"session-imported"|"import-(begun|ended)"/,
      );
      const shown = sessionsIn(facts);
      expect(shown).toBeGreaterThanOrEqual(least);
      if (facts.length === 0) expect(left).toBeUndefined();
      else expect(left).toMatchObject({ state: 'stopped', sessions: COUNT, shown });
      if (least > 0) expect(shown).toBeLessThan(COUNT);
      await bring(person);
      expect(await until(person, (found) => found?.state === 'done')).toMatchObject({ shown: COUNT });
      expect(await factsOf(person)).toEqual(whole);
    },
    60_000,
  );

  test('can be taken back as it was left', async () => {
    const person = people[6] as Person;
    await killed(
      () => bring(person),
      () => until(person, (found) => (found?.shown ?? 0) >= 100),
    );
    const { id } = (await until(person, (found) => found?.state === 'stopped')) as Import;
    expect((await ask(person, 'DELETE', `session-imports/${id}`)).body).toMatchObject({
      import: { state: 'undone', sessions: COUNT, shown: 0 },
    });
    expect((await ask(person, 'GET', 'sessions')).body.sessions).toEqual([]);
  }, 60_000);

  test('while it takes one back, or brings it back, goes on when it is asked again', async () => {
    const person = people[5] as Person;
    await bring(person);
    const { id } = (await until(person, (found) => found?.state === 'done')) as Import;
    const undo = () => ask(person, 'DELETE', `session-imports/${id}`);
    const restore = () => ask(person, 'POST', `session-imports/${id}/restore`);
    await killed(undo, () => until(person, (found) => (found?.shown ?? 0) < COUNT));
    expect(((await importOf(person)) as Import).shown).toBeGreaterThan(0);
    expect((await undo()).body).toMatchObject({ import: { state: 'undone', shown: 0 } });
    await killed(restore, () => until(person, (found) => (found?.shown ?? 0) > 0));
    expect(((await importOf(person)) as Import).shown).toBeLessThan(COUNT);
    expect((await restore()).body).toMatchObject({ import: { state: 'done', shown: COUNT } });
    expect(await factsOf(person)).toEqual(whole);
  }, 60_000);

  test('has left numbers that are those of the facts', async () => {
    expect(await server.end('SIGTERM')).toBe('0');
    const grown = await numbers();
    expect(grown.session?.length).toBe(6 * COUNT);
    await rebuild(world.dataDir);
    expect(await numbers()).toEqual(grown);
  }, 60_000);
});

async function numbers(): Promise<Record<string, string[]>> {
  const database = await openDatabase(world.dataDir);
  try {
    const tables = ['session', ...PROGRESS_TABLES].map(async (name) => {
      const rows = await database.read.all<object>(`SELECT * FROM ${name}`);
      return [name, rows.map((row) => JSON.stringify(row)).sort()] as const;
    });
    return Object.fromEntries(await Promise.all(tables));
  } finally {
    await database.close();
  }
}
