import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Entry, UNDO_MS } from '@plumbline/routine-core';
import { JOURNAL, OTHER_JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import {
  bearer,
  type Device,
  outcome,
  type Person,
  type Reply,
  START,
  send,
  World,
} from '../testing/world.js';
import { Eraser } from './eraser.js';

const world = new World();
let ida: Person;
let ben: Person;
let watch: Device;
beforeAll(async () => {
  await world.start();
  ida = await world.person('Ida');
  ben = await world.person('Ben');
  watch = await world.device(ida, JOURNAL);
});
afterAll(() => world.end());

type Step = { step: number; kind: string; done: number; status: string };
type Detail = {
  session: {
    sessionId: string;
    endedAt?: number;
    note?: string;
    corrected?: true;
    autoEnded?: true;
    totalMs: number;
  };
  rows: Step[];
  efforts: Record<string, number>;
  entries: Entry[];
};
type Past = { seq: number; kind: string; undone?: object; undoUntil: number };

let seq = 1;
let count = 0;
/** A new session on the server, of which the first `part` entries have come. */
async function played(
  part = 1_000,
  more: object = {},
): Promise<{ id: string; at: string; entries: Entry[] }> {
  count += 1;
  const id = `01JD3Z5X8QSESS10N00000${String(1_000 + count)}`;
  const entries = wholeSession({ seq, at: START + count * 3_600_000, sessionId: id }).map((entry) =>
    entry.kind === 'session-ended' ? { ...entry, ...more } : entry,
  );
  seq += entries.length;
  await push(entries.slice(0, part));
  return { id, at: `/api/v1/sessions/${id}`, entries };
}
const push = (entries: readonly unknown[], device = watch, journalId = JOURNAL) =>
  world.ask('POST', '/api/v1/journal', pushOf(entries, { journalId, first: 1 }), bearer(device));
const ask = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, route, body, { cookie: person.cookie });
const correct = (at: string, changes: unknown, person = ida) =>
  ask(person, 'POST', `${at}/corrections`, { changes });
const detail = async (at: string) => (await ask(ida, 'GET', at)).body as unknown as Detail;
const undo = (at: string, of: number, person = ida) => ask(person, 'POST', `${at}/corrections/${of}/undo`);
const pastOf = ({ body }: Reply) => body.correction as Past;
const listed = async () =>
  ((await ask(ida, 'GET', '/api/v1/sessions?limit=200')).body.sessions as { sessionId: string }[]).map(
    ({ sessionId }) => sessionId,
  );
const everything = async (at: string) => JSON.stringify(await detail(at));

describe('a correction', () => {
  test('changes what a session shows and none of its entries', async () => {
    const { at } = await played();
    const before = await detail(at);
    const hold = before.rows.find(({ kind }) => kind === 'hold') as Step;
    const endedAt = (before.session.endedAt as number) - 60_000;
    const efforts = [{ blockId: 'warm-up', value: 7 }];
    const changes = { endedAt, note: 'Knee 🦵', steps: [{ step: hold.step, heldMs: 2_000 }], efforts };
    expect((await correct(at, changes)).status).toBe(200);
    const after = await detail(at);
    expect(after.session).toMatchObject({ corrected: true, note: 'Knee 🦵', endedAt });
    expect(after.rows.find(({ step }) => step === hold.step)).toMatchObject({ done: 2, status: 'cut' });
    expect(after.efforts).toEqual({ 'warm-up': 7 });
    expect(after.entries).toEqual(before.entries);
    expect(before.session.totalMs - after.session.totalMs).toBe(60_000);
  });

  test('is taken back whole: the session is what it was, byte for byte', async () => {
    const { at } = await played();
    const before = await everything(at);
    const first = pastOf(await correct(at, { note: 'one' }));
    const second = pastOf(await correct(at, { note: 'two', endedAt: START + count * 3_600_000 + 5_000 }));
    expect(pastOf(await undo(at, second.seq)).undone).toBeDefined();
    expect((await detail(at)).session.note).toBe('one');
    await undo(at, first.seq);
    expect(await everything(at)).toBe(before);
    const history = (await ask(ida, 'GET', `${at}/corrections`)).body.corrections as Past[];
    expect(history).toMatchObject([
      { seq: first.seq, by: 'person', undone: { by: 'person' } },
      { seq: second.seq },
    ]);
  });

  test('sent twice is one, and so is its undo', async () => {
    const { at } = await played();
    const [one, two] = await Promise.all([correct(at, { note: 'x' }), correct(at, { note: 'x' })]);
    expect(one?.body).toEqual(two?.body);
    const { seq: of } = pastOf(one as Reply);
    const [here, there] = await Promise.all([undo(at, of), undo(at, of)]);
    expect(here?.body).toEqual(there?.body);
    expect(((await ask(ida, 'GET', `${at}/corrections`)).body.corrections as Past[]).length).toBe(1);
  });

  test('of two dashboards at once both hold, field by field', async () => {
    const { at } = await played();
    await Promise.all([
      correct(at, { note: 'mine' }),
      correct(at, { efforts: [{ blockId: 'warm-up', value: 2 }] }),
    ]);
    expect(await detail(at)).toMatchObject({ session: { note: 'mine' }, efforts: { 'warm-up': 2 } });
  });

  test('of a session whose entries still arrive stays where it is, whatever the watch says later', async () => {
    const { at, entries } = await played(9);
    const { rows } = await detail(at);
    const last = rows.at(-1) as Step;
    const done = last.kind === 'hold' ? { heldMs: 1_000 } : { reps: 1 };
    await correct(at, { note: 'early', steps: [{ step: last.step, ...done }] });
    for (const entry of entries.slice(9)) await push([entry]);
    await push(entries);
    const arrived = await detail(at);
    expect(arrived.session).toMatchObject({ note: 'early', corrected: true, status: 'ended' });
    expect(arrived.rows.at(-1)).toMatchObject({ status: 'cut', done: 1 });
    expect(arrived.rows[0]).toMatchObject({ status: 'done' });
  });

  test.each<[string, unknown, string]>([
    ['a note of 501 signs', { note: 'x'.repeat(501) }, 'note'],
    ['a huge note', { note: '🧘'.repeat(30_000) }, '(body)'],
    ['a step that is none', { steps: [{ step: 999, reps: 1 }] }, 'steps.0.step'],
    ['an end before the beginning', { endedAt: 1 }, 'endedAt'],
    ['nothing', {}, '(file)'],
    ['a word', 'longer', '(file)'],
  ])('that says %s is refused with its path', async (_name, changes, path) => {
    const { at } = await played();
    const { status, body } = await correct(at, changes);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid' });
    expect(body.problems).toMatchObject([{ path }]);
    expect((await detail(at)).session.corrected).toBeUndefined();
  });

  test('is told to dashboards and pulled like any entry', async () => {
    const { id, at } = await played();
    const page = world.page(ida);
    expect(await outcome(page)).toBe('open');
    const { position } = await send(page, 'live:join', {});
    const heard = new Promise((resolve) => page.once('entries', resolve));
    await correct(at, { note: 'told' });
    const entry = { kind: 'session-corrected', sessionId: id, changes: { note: 'told' }, by: 'person' };
    expect(await heard).toMatchObject({ journalId: 'server', after: position, entries: [entry] });
    expect((await send(page, 'changes:pull', { since: position })).entries).toMatchObject([
      { journalId: 'server', entry },
    ]);
  });

  test('cannot be made, seen or undone from another account, nor by a watch', async () => {
    const { id, at } = await played();
    const past = pastOf(await correct(at, { note: 'mine' }));
    expect((await correct(at, { note: 'his' }, ben)).status).toBe(404);
    expect((await undo(at, past.seq, ben)).status).toBe(404);
    for (const [method, route] of [
      ['DELETE', ''],
      ['GET', '/corrections'],
    ] as const)
      expect((await ask(ben, method, `${at}${route}`)).status).toBe(404);
    expect((await world.ask('DELETE', at, undefined, bearer(watch))).status).toBe(403);
    const forged = { seq, at: START, zone: 0, kind: 'session-deleted', sessionId: id, by: 'person' };
    seq += 1;
    expect((await push([forged])).body.problems).toEqual([{ code: 'quarantined', seq: forged.seq }]);
    expect((await push([forged], watch, 'server')).status).toBe(400);
    expect((await detail(at)).session.note).toBe('mine');
  });

  test.each(['not-an-id', '01JD3Z5X8QSESS10N999999999', '%00', '../../me'])(
    'of "%s" is not found',
    async (id) => {
      const at = `/api/v1/sessions/${encodeURIComponent(id)}`;
      expect((await correct(at, { note: 'x' })).status).toBe(404);
      expect((await ask(ida, 'DELETE', at)).status).toBe(404);
      expect((await undo(at, 1)).status).toBe(404);
    },
  );
});

describe('a session that the watch ended', () => {
  test('is marked, until somebody says when it ended', async () => {
    const { at } = await played(1_000, { auto: true });
    const { session } = await detail(at);
    expect(session.autoEnded).toBe(true);
    await correct(at, { endedAt: session.endedAt });
    expect((await detail(at)).session.autoEnded).toBeUndefined();
  });
});

describe('a deleted session', () => {
  const week = async () => JSON.stringify((await ask(ida, 'GET', '/api/v1/week')).body);

  test('leaves history and week, and comes back byte for byte', async () => {
    const { id, at } = await played();
    await correct(at, { note: 'kept' });
    const before = [await everything(at), await week()];
    const deleted = pastOf(await ask(ida, 'DELETE', at));
    expect(await listed()).not.toContain(id);
    expect((await ask(ida, 'GET', at)).status).toBe(404);
    expect(await week()).not.toContain(id);
    const { sessions } = (await ask(ida, 'GET', '/api/v1/deleted-sessions')).body;
    expect(sessions).toMatchObject([{ sessionId: id, seq: deleted.seq, undoUntil: world.now + UNDO_MS }]);
    await undo(at, deleted.seq);
    expect([await everything(at), await week()]).toEqual(before);
  });

  test('stays deleted when the watch sends it again, more of it, or in another journal', async () => {
    const { id, at, entries } = await played(5);
    const deleted = pastOf(await ask(ida, 'DELETE', at));
    expect(pastOf(await ask(ida, 'DELETE', at))).toEqual(deleted);
    await push(entries);
    const second = await world.device(ida, OTHER_JOURNAL);
    await push(
      entries.map((entry, index) => ({ ...entry, seq: index + 1 })),
      second,
      OTHER_JOURNAL,
    );
    expect(await listed()).not.toContain(id);
    expect((await correct(at, { note: 'x' })).status).toBe(404);
    await undo(at, deleted.seq);
    expect((await detail(at)).session).toMatchObject({ status: 'ended' });
  });

  test.each<[string, number, number]>([
    ['a millisecond before thirty days are over', UNDO_MS - 1, 200],
    ['at thirty days', UNDO_MS, 200],
    ['a millisecond later', UNDO_MS + 1, 409],
  ])('can be undone %s: %i → %i', async (_name, later, status) => {
    const { at } = await played();
    const deleted = pastOf(await ask(ida, 'DELETE', at));
    world.now += later;
    expect((await undo(at, deleted.seq)).status).toBe(status);
    world.now -= later;
  });

  test('is erased after thirty days: digests stay, a late resend is a duplicate, a clock that went back changes nothing', async () => {
    const { id, at, entries } = await played();
    await correct(at, { note: 'my secret knee' });
    const deleted = pastOf(await ask(ida, 'DELETE', at));
    const eraser = world.server.app.get(Eraser);
    world.now += UNDO_MS;
    await eraser.look();
    expect(await count_('erased', id)).toBe(0);
    world.now += 1;
    await eraser.look();
    await eraser.look();
    expect(await count_('erased', id)).toBe(entries.length + 1);
    expect(await count_('session-erased', id)).toBe(1);
    const again = await push(entries);
    expect(again.body.problems).toEqual([]);
    expect((await push([{ ...entries[1], at: 5 }])).body.problems).toMatchObject([
      { code: 'journal-forked' },
    ]);
    world.now -= UNDO_MS;
    expect((await undo(at, deleted.seq)).status).toBe(409);
    expect((await ask(ida, 'DELETE', at)).status).toBe(404);
    expect(await listed()).not.toContain(id);
    const all = JSON.stringify(await allChanges());
    expect(all).not.toContain('my secret knee');
    expect(all).toContain('"kind":"erased"');
  });

  test('that was erased leaves nothing behind of what arrives afterwards', async () => {
    const { id, at, entries } = await played(5);
    await ask(ida, 'DELETE', at);
    world.now += UNDO_MS + 1;
    const eraser = world.server.app.get(Eraser);
    await eraser.look();
    await push(entries);
    expect(await listed()).not.toContain(id);
    await eraser.look();
    expect(await count_('erased', id)).toBe(entries.length);
  });

  const count_ = async (kind: string, id: string): Promise<number> => {
    const { DATABASE } = await import('../database/database.js');
    const { read } = world.server.app.get(DATABASE);
    const sql = 'SELECT COUNT(*) AS n FROM entry WHERE kind = ? AND session_id = ?';
    return (await read.one(sql, [kind, id])).n;
  };
  const allChanges = async () => {
    const pages: unknown[] = [];
    for (let [since, more] = [0, true]; more; ) {
      const { body } = await ask(ida, 'GET', `/api/v1/changes?since=${since}`);
      pages.push(body.entries);
      ({ position: since, more } = body as { position: number; more: boolean });
    }
    return pages;
  };
});

describe('a rebuild', () => {
  test('gives equal rows with corrections, deletes, undos and erased sessions among them', async () => {
    const { rebuild } = await import('../rebuild.js');
    const { DATABASE } = await import('../database/database.js');
    const rowsOf = async () =>
      JSON.stringify(
        await world.server.app.get(DATABASE).read.all('SELECT * FROM session ORDER BY session_id'),
      );
    const before = await rowsOf();
    await world.stop();
    await rebuild(await world.place.open());
    await world.start();
    expect(await rowsOf()).toBe(before);
    expect(before).toContain('Knee');
  });
});
