import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DATABASE, type Database } from '../../database/database.js';
import { PROGRESS_TABLES } from '../../progress/keep/rebuild-progress.js';
import { rebuildSessions } from '../../sessions/update-sessions.js';
import { moves, OTHER_JOURNAL, pushOf, wholeSession } from '../../testing/entries.js';
import { liveRichly } from '../../testing/rich-life.js';
import { digestIn, Transfers } from '../../testing/transfers.js';
import { bearer, type Person, START, World } from '../../testing/world.js';

const home = new World();
const away = new World();
const [atHome, elsewhere] = [new Transfers(home), new Transfers(away)];
let ida: Person;
let file: string;
let count = 0;
beforeAll(async () => {
  await Promise.all([home.start(), away.start()]);
  ida = await home.person('Ida');
  await liveRichly(home, ida);
  file = await atHome.export(ida);
});
afterAll(() => Promise.all([home.end(), away.end()]));

const somebody = (world: World) => {
  count += 1;
  return world.person(`Somebody ${count}`);
};

/** All rows of the read models, without whose they are. */
async function readModels(world: World, { accountId }: Person) {
  const { read } = world.server.app.get<Database>(DATABASE);
  const rowsIn = async (name: string) => {
    const rows = await read.all<object>(`SELECT * FROM ${name} WHERE account_id = ?`, [accountId]);
    return [name, rows.map((row) => JSON.stringify({ ...row, account_id: '' })).sort()] as const;
  };
  return Object.fromEntries(await Promise.all(['session', ...PROGRESS_TABLES].map(rowsIn)));
}
const noClashes = { journals: 0, gaps: 0, entries: 0, documents: 0 };

describe('a file that is brought into an empty account', () => {
  test.each<[string, World, Transfers]>([
    ['of another server', away, elsewhere],
    ['of the same server', home, atHome],
  ])('%s comes out of it as the same bytes', async (_name, world, transfers) => {
    const ben = await somebody(world);
    const done = await transfers.import(ben, file);
    expect(done).toMatchObject({ state: 'done', clashes: noClashes, here: noClashes });
    expect(await transfers.export(ben)).toBe(file);
  });

  test('gives the read models that its own account has, and that a rebuild makes', async () => {
    const ben = await somebody(away);
    await elsewhere.import(ben, file);
    const grown = await readModels(away, ben);
    expect(grown).toEqual(await readModels(home, ida));
    await away.server.app.get<Database>(DATABASE).write.run(rebuildSessions);
    expect(await readModels(away, ben)).toEqual(grown);
  });

  test('leaves journals that go on where they were: what a watch pushes next is next', async () => {
    const ben = await somebody(away);
    await elsewhere.import(ben, file);
    const { read } = away.server.app.get<Database>(DATABASE);
    const journals = (world: Person, from: Database['read']) =>
      from.all(
        'SELECT journal_id, opened_position, through, highest, quarantined FROM journal WHERE account_id = ? ORDER BY 1',
        [world.accountId],
      );
    const before = await journals(ida, home.server.app.get<Database>(DATABASE).read);
    expect(await journals(ben, read)).toEqual(before);
    const watch = await away.device(ben, OTHER_JOURNAL);
    const next = pushOf(moves(1, 3), { journalId: OTHER_JOURNAL, first: 3 });
    const answer = await away.ask('POST', '/api/v1/journal', next, bearer(watch));
    expect(answer.body).toMatchObject({ through: 3, problems: [] });
  });

  test('a second time brings nothing', async () => {
    const ben = await somebody(away);
    await elsewhere.import(ben, file);
    const again = await elsewhere.import(ben, file);
    expect(again).toMatchObject({ state: 'done', added: noClashes, clashes: noClashes });
    expect(await elsewhere.export(ben)).toBe(file);
  });
});

describe('a file for an account that holds something', () => {
  async function inUse(): Promise<Person> {
    const cleo = await somebody(away);
    const watch = await away.device(cleo, OTHER_JOURNAL);
    const session = wholeSession({ seq: 1, at: START, sessionId: '01JD3Z5X8QSESS10N000000077' });
    await away.ask('POST', '/api/v1/journal', pushOf(session, { journalId: OTHER_JOURNAL }), bearer(watch));
    const put = { basedOn: 0, body: { firstDayOfWeek: 3 } };
    await away.ask('PUT', '/api/v1/documents/settings/main', put, { cookie: cleo.cookie });
    return cleo;
  }

  test('is only taken when it is named, and only if it is the one that was named', async () => {
    const cleo = await inUse();
    const before = await elsewhere.export(cleo);
    expect((await elsewhere.begin(cleo, file)).body).toMatchObject({ code: 'preview-first' });
    expect((await elsewhere.begin(cleo, file, 'x'.repeat(43))).body).toMatchObject({ code: 'other-file' });
    expect(await elsewhere.export(cleo)).toBe(before);
  });

  test('is previewed: what is new, what is here, what clashes; and nothing is written', async () => {
    const cleo = await inUse();
    const before = await elsewhere.export(cleo);
    const { preview } = (await elsewhere.preview(cleo, file)).body as { preview: Record<string, unknown> };
    expect(preview).toMatchObject({
      digest: digestIn(file),
      empty: false,
      added: { journals: 2, gaps: 1 },
      here: { journals: 1, gaps: 0, entries: 0, documents: 0 },
      clashes: { journals: 0, gaps: 0, entries: 2, documents: 2 },
      sessions: { count: 3 },
    });
    expect(preview.examples).toEqual(
      expect.arrayContaining([
        { line: expect.any(Number), code: 'entry-differs', journalId: OTHER_JOURNAL, seq: 1 },
        { line: expect.any(Number), code: 'document-differs', document: 'settings/main/1' },
      ]),
    );
    expect(await elsewhere.export(cleo)).toBe(before);
  });

  test('adds what the preview said, keeps what is here, and brings nothing the second time', async () => {
    const cleo = await inUse();
    const before = await elsewhere.export(cleo);
    const { preview } = (await elsewhere.preview(cleo, file)).body as { preview: Record<string, unknown> };
    const done = await elsewhere.import(cleo, file, digestIn(file));
    expect(done).toMatchObject({
      state: 'done',
      added: preview.added,
      here: preview.here,
      clashes: preview.clashes,
    });
    const after = (await elsewhere.export(cleo)).split('\n');
    for (const line of before.split('\n').filter((each) => /"line":"(entry|document)"/.test(each)))
      expect(after).toContain(line);
    expect(await elsewhere.import(cleo, file, digestIn(file))).toMatchObject({ added: noClashes });
    expect((await elsewhere.export(cleo)).split('\n')).toEqual(after);
    const grown = await readModels(away, cleo);
    await away.server.app.get<Database>(DATABASE).write.run(rebuildSessions);
    expect(await readModels(away, cleo)).toEqual(grown);
  });

  test('that is a later state of the same account brings what is missing, to the same bytes', async () => {
    const dora = await somebody(home);
    const watch = await home.device(dora, OTHER_JOURNAL);
    const journal = { journalId: OTHER_JOURNAL };
    await home.ask('POST', '/api/v1/journal', pushOf(moves(5), journal), bearer(watch));
    const copy = await somebody(away);
    await elsewhere.import(copy, await atHome.export(dora));
    await home.ask('POST', '/api/v1/journal', pushOf(moves(5, 8), { ...journal, first: 8 }), bearer(watch));
    const settings = { basedOn: 0, body: { firstDayOfWeek: 7 } };
    await home.ask('PUT', '/api/v1/documents/settings/main', settings, { cookie: dora.cookie });
    const later = await atHome.export(dora);
    expect(await elsewhere.import(copy, later, digestIn(later))).toMatchObject({ clashes: noClashes });
    expect(await elsewhere.export(copy)).toBe(later);
  });
});

describe('the history of a session', () => {
  const SESSION = '01JD3Z5X8QSESS10N000000088';
  const address = `/api/v1/sessions/${SESSION}`;
  const journal = { journalId: OTHER_JOURNAL };
  /** The same session, told to both servers. */
  async function both(): Promise<[Person, Person]> {
    const people = [await somebody(home), await somebody(away)] as [Person, Person];
    for (const [index, world] of [home, away].entries()) {
      const watch = await world.device(people[index] as Person, OTHER_JOURNAL);
      const body = pushOf(wholeSession({ seq: 1, at: START, sessionId: SESSION }), journal);
      await world.ask('POST', '/api/v1/journal', body, bearer(watch));
    }
    return people;
  }
  const note = (world: World, { cookie }: Person, text: string) =>
    world.ask('POST', `${address}/corrections`, { changes: { note: text } }, { cookie });
  const historyOf = async ({ cookie }: Person) =>
    (await away.ask('GET', `${address}/corrections`, undefined, { cookie })).body;

  test('goes on where both begin alike, under new numbers', async () => {
    const [there, here] = await both();
    // Another session of this account has taken the first number.
    const watch = await away.device(here, '01JD3Z5X8QWATCHJ0VRNA30000');
    const other = wholeSession({ seq: 1, at: START, sessionId: '01JD3Z5X8QSESS10N000000089' });
    await away.ask(
      'POST',
      '/api/v1/journal',
      pushOf(other, { journalId: '01JD3Z5X8QWATCHJ0VRNA30000' }),
      bearer(watch),
    );
    const { cookie } = here;
    await away.ask(
      'POST',
      '/api/v1/sessions/01JD3Z5X8QSESS10N000000089/corrections',
      { changes: { note: 'a' } },
      { cookie },
    );
    await note(home, there, 'one');
    await note(home, there, 'two');
    await home.ask('POST', `${address}/corrections/2/undo`, {}, { cookie: there.cookie });
    const text = await atHome.export(there);
    expect(await elsewhere.import(here, text, digestIn(text))).toMatchObject({ added: { entries: 3 } });
    expect(await historyOf(here)).toMatchObject({
      corrections: [
        { seq: 2, changes: { note: 'one' } },
        { seq: 3, changes: { note: 'two' }, undone: { seq: 4 } },
      ],
    });
    expect(await elsewhere.import(here, text, digestIn(text))).toMatchObject({ added: noClashes });
  });

  test('stays as it is here where the two part', async () => {
    const [there, here] = await both();
    await note(home, there, 'theirs');
    await note(away, here, 'ours');
    const text = await atHome.export(there);
    expect(await elsewhere.import(here, text, digestIn(text))).toMatchObject({ clashes: { entries: 1 } });
    expect(await historyOf(here)).toMatchObject({ corrections: [{ seq: 1, changes: { note: 'ours' } }] });
  });

  test('never deletes what is here', async () => {
    const [there, here] = await both();
    await home.ask('DELETE', address, undefined, { cookie: there.cookie });
    const text = await atHome.export(there);
    const { preview } = (await elsewhere.preview(here, text)).body as { preview: Record<string, unknown> };
    expect(preview).toMatchObject({
      clashes: { entries: 1 },
      examples: [{ code: 'session-kept', sessionId: SESSION }],
    });
    await elsewhere.import(here, text, digestIn(text));
    expect((await away.ask('GET', address, undefined, { cookie: here.cookie })).status).toBe(200);
  });
});
