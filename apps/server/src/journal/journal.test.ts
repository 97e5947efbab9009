import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '@plumbline/routine-core';
import { DATABASE, type Database } from '../database/database.js';
import { rebuildSessions } from '../sessions/update-sessions.js';
import { JOURNAL, moves, OTHER_JOURNAL, pushOf, SESSION, wholeSession } from '../testing/entries.js';
import { bearer, type Device, outcome, type Person, START, send, World } from '../testing/world.js';

type PushBody = { ok: boolean; through: number; problems: { code: string; seq?: number }[]; code?: string };

const world = new World();
let person: Person;
let device: Device;
let count = 0;

beforeAll(() => world.start());
afterAll(() => world.end());
beforeEach(async () => {
  count += 1;
  person = await world.person(`Ida ${count}`);
  device = await world.device(person, JOURNAL);
});

const push = async (body: unknown, from = device): Promise<PushBody> =>
  (await world.ask('POST', '/api/v1/journal', body, bearer(from))).body as PushBody;
const database = () => world.server.app.get<Database>(DATABASE);

/** Every row of an account that does not say when it arrived or in which order. */
async function rowsOf({ accountId }: Person) {
  const { read } = database();
  const of = (sql: string) => read.all(sql, [accountId]);
  return {
    entries: await of(
      'SELECT journal_id, seq, kind, session_id, body FROM entry WHERE account_id = ? ORDER BY 1, 2',
    ),
    journals: await of('SELECT journal_id, through, quarantined FROM journal WHERE account_id = ?'),
    sessions: await of(
      'SELECT session_id, journal_id, status, summary FROM session WHERE account_id = ? ORDER BY 1',
    ),
    gaps: await of('SELECT from_seq, to_seq FROM gap WHERE account_id = ?'),
  };
}

describe('a push', () => {
  test('leaves the same rows whether it is sent once, ten times, in halves or backwards', async () => {
    const session = wholeSession({ seq: 1, at: START });
    const once = await push(pushOf(session));
    expect(once).toEqual({ ok: true, through: session.length, problems: [] });
    const wanted = await rowsOf(person);
    expect(wanted.sessions).toHaveLength(1);

    const repeated = await world.person(`Ten times ${count}`);
    const again = await world.device(repeated, JOURNAL);
    for (let time = 0; time < 10; time += 1) await push(pushOf(session), again);
    expect(await rowsOf(repeated)).toEqual(wanted);

    const shuffled = await world.person(`Backwards ${count}`);
    const backwards = await world.device(shuffled, JOURNAL);
    const half = Math.ceil(session.length / 2);
    expect(await push(pushOf(session.slice(half)), backwards)).toMatchObject({ through: 0 });
    for (const entry of session.slice(0, half).reverse()) await push(pushOf([entry]), backwards);
    expect(await rowsOf(shuffled)).toEqual(wanted);
  });

  test('with another body under a known number keeps the first and stops at the fork', async () => {
    await push(pushOf(moves(3)));
    const [first, second, third] = moves(3);
    const forked = [first, { ...second, byMs: 5 }, third, ...moves(1, 4)];
    expect(await push(pushOf(forked))).toEqual({
      ok: true,
      through: 3,
      problems: [{ code: 'journal-forked', seq: 2 }],
    });
    const { entries } = await rowsOf(person);
    expect(entries).toHaveLength(3);
    expect(JSON.stringify(entries)).not.toContain('"byMs\\":5}');
  });

  test('that holds its keys in another order is a duplicate, not a fork', async () => {
    await push(pushOf(moves(1)));
    const turned = moves(1).map((entry) => Object.fromEntries(Object.entries(entry).reverse()));
    expect(await push(pushOf(turned))).toEqual({ ok: true, through: 1, problems: [] });
  });

  test('whose first number leaves a hole moves over it and says so, once', async () => {
    await push(pushOf(moves(2)));
    const later = pushOf(moves(2, 6), { first: 6 });
    expect(await push(later)).toEqual({
      ok: true,
      through: 7,
      problems: [{ code: 'gap', seq: 3, through: 5 }],
    });
    expect(await push(later)).toEqual({ ok: true, through: 7, problems: [] });
    expect((await rowsOf(person)).gaps).toEqual([{ from_seq: 3, to_seq: 5 }]);
  });

  test('stores what it cannot read, counts it and passes over it', async () => {
    const [one, two] = moves(2);
    const strange = [one, { ...two, kind: 'levitated' }, { seq: 3 }, { seq: 4, kind: 'x'.repeat(2_000) }];
    expect(await push(pushOf(strange))).toEqual({
      ok: true,
      through: 4,
      problems: [
        { code: 'quarantined', seq: 2 },
        { code: 'quarantined', seq: 3 },
        { code: 'entry-too-large', seq: 4 },
      ],
    });
    expect((await rowsOf(person)).journals).toEqual([{ journal_id: JOURNAL, through: 4, quarantined: 3 }]);
    const pulled = await world.ask('GET', '/api/v1/changes?since=0', undefined, { cookie: person.cookie });
    expect(pulled.body.entries).toMatchObject([
      { position: 1, entry: one },
      { position: 2, quarantined: true, entry: { kind: 'levitated' } },
      { position: 3, quarantined: true, entry: { seq: 3 } },
      { position: 4, quarantined: true, entry: { seq: 4, bytes: 2_019 } },
    ]);
  });

  test('refuses entries without a number alone, by their index', async () => {
    const [one] = moves(1);
    const odd = ['text', one, { kind: 'paused' }, { ...one, seq: -1 }, { ...one, seq: 1.5 }, null];
    const { through, problems } = await push(pushOf(odd));
    expect(through).toBe(1);
    expect(problems).toEqual([0, 2, 3, 4, 5].map((index) => ({ code: 'seq-invalid', index })));
  });

  test.each(['__proto__', 'constructor'])(
    'sets an entry that holds %s aside alone, on both roads',
    async (key) => {
      const [one, two] = moves(2);
      const odd = `{"seq":3,"kind":"x","${key}":{"prototype":{"x":1}}}`;
      const text = JSON.stringify(pushOf([one, two])).replace(/\]/, `,${odd}]`);
      const answer = { ok: true, through: 3, problems: [{ code: 'quarantined', seq: 3 }] };
      expect(await push(text)).toEqual(answer);
      expect(await send(world.socket(device), 'journal:push', JSON.parse(text))).toEqual(answer);
      expect((await rowsOf(person)).entries).toHaveLength(3);
    },
  );

  test('to a server that was restored from an older copy is told the older number and fills it up again', async () => {
    await push(pushOf(moves(5)));
    await database().write.run(async (tx) => {
      await tx.run('DELETE FROM entry_run WHERE account_id = ? AND last_seq > 2', [person.accountId]);
      await tx.run('UPDATE journal SET through = 2 WHERE account_id = ?', [person.accountId]);
    });
    expect(await push(pushOf([]))).toEqual({ ok: true, through: 2, problems: [] });
    expect(await push(pushOf(moves(5)))).toEqual({ ok: true, through: 5, problems: [] });
  });

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['no journal id', { ...pushOf([]), journalId: 'mine' }],
    ['a fraction for first', { ...pushOf([]), first: 1.5 }],
    ['entries that are no list', { ...pushOf([]), entries: {} }],
    ['far too deep', pushOf([{ seq: 1, kind: JSON.parse(`${'['.repeat(999)}${']'.repeat(999)}`) }])],
  ])('with %s is invalid', async (_name, body) => {
    expect(await push(body ?? 'null')).toMatchObject({ ok: false, code: 'invalid' });
  });

  test.each([
    ['501 entries', moves(501)],
    ['more than 64 kB', moves(100).map((entry) => ({ ...entry, note: 'n'.repeat(700) }))],
  ])('with %s is too large, and its halves are not', async (_name, entries) => {
    expect(await push(pushOf(entries))).toMatchObject({ ok: false, code: 'too-large' });
    const half = Math.ceil(entries.length / 2);
    expect(await push(pushOf(entries.slice(0, half)))).toMatchObject({ ok: true, through: half });
    expect(await push(pushOf(entries.slice(half)))).toMatchObject({ ok: true, through: entries.length });
  });
});

describe('many at once', () => {
  test('fifty pushes side by side are all on disk, and positions have no hole', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => push(pushOf(moves(3, index * 3 + 1)))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(Math.max(...answers.map(({ through }) => through))).toBe(150);
    const { read } = database();
    const sql =
      'SELECT COUNT(*) AS n, MIN(position) AS low, MAX(position) AS high FROM entry WHERE account_id = ?';
    expect(await read.one(sql, [person.accountId])).toEqual({ n: 150, low: 1, high: 150 });
  });
});

describe('two accounts', () => {
  test('may use the same journal and session ids and never see each other', async () => {
    const session = wholeSession({ seq: 1, at: START });
    await push(pushOf(session));
    const other = await world.person(`Other ${count}`);
    const theirs = await world.device(other, JOURNAL);
    const seen = await world.ask('GET', `/api/v1/sessions/${SESSION}`, undefined, { cookie: other.cookie });
    expect(seen).toMatchObject({ status: 404, body: { ok: false, code: 'not-found' } });
    expect(await push(pushOf(moves(2)), theirs)).toEqual({ ok: true, through: 2, problems: [] });
    const pulled = await world.ask('GET', '/api/v1/changes?since=0', undefined, { cookie: other.cookie });
    expect(pulled.body.entries).toHaveLength(2);
    expect((await rowsOf(person)).entries).toHaveLength(session.length);
  });
});

describe('a pull', () => {
  test('gives at most 500 entries and says that there are more', async () => {
    await push(pushOf(moves(400)));
    await push(pushOf(moves(200, 401)));
    const cookie = { cookie: person.cookie };
    const first = (await world.ask('GET', '/api/v1/changes', undefined, cookie)).body;
    expect(first).toMatchObject({ position: 500, more: true });
    const rest = (await world.ask('GET', '/api/v1/changes?since=500', undefined, cookie)).body;
    expect(rest).toMatchObject({ position: 600, more: false, documents: [] });
    expect(rest.entries).toHaveLength(100);
    const lost = (await world.ask('GET', '/api/v1/changes?since=9999', undefined, cookie)).body;
    expect(lost).toMatchObject({ reset: true, position: 500 });
  });

  test('begins anew for whoever stands where something else lies now, as after a restored backup', async () => {
    await push(pushOf(moves(3)));
    const pull = async (query: string) =>
      (await world.ask('GET', `/api/v1/changes?${query}`, undefined, { cookie: person.cookie })).body;
    const { position, seal } = await pull('since=0');
    expect({ position, seal }).toEqual({ position: 3, seal: expect.stringMatching(/^[\w-]{16}$/) });
    expect(await pull(`since=3&seal=${seal}`)).toEqual({
      ok: true,
      position,
      seal,
      documents: [],
      entries: [],
      more: false,
    });
    const other = await pull(`since=2&seal=${seal}`);
    expect(other).toMatchObject({ reset: true, position: 3, seal });
    expect(other.entries).toHaveLength(3);
  });

  test('gives a device the routines and no entries', async () => {
    await push(pushOf(moves(2)));
    const { body } = await world.ask('GET', '/api/v1/changes?since=0', undefined, bearer(device));
    expect(body).toMatchObject({ ok: true, position: 2, entries: [], more: false });
    expect((body.documents as { id: string }[]).map(({ id }) => id)).toContain('back-posture');
  });
});

describe('read models', () => {
  test('come out the same when they are rebuilt from the journals', async () => {
    await push(pushOf(wholeSession({ seq: 1, at: START })));
    await push(
      pushOf(wholeSession({ seq: 1, at: START + 86_400_000, sessionId: SESSION.replace(/1$/, '2') }), {
        journalId: OTHER_JOURNAL,
      }),
    );
    const before = await rowsOf(person);
    expect(before.sessions).toHaveLength(2);
    expect(await database().write.run(rebuildSessions)).toBeGreaterThanOrEqual(2);
    expect(await rowsOf(person)).toEqual(before);
  });

  test('follow a clock move that comes last, in every session it falls into', async () => {
    const inner = SESSION.replace(/1$/, '3');
    const started = wholeSession({ seq: 1, at: START })[0] as Entry;
    const at = (seq: number, entry: object) => ({ ...entry, seq, at: START + seq * 20_000, zone: 60 });
    const all = [
      started,
      at(2, { ...started, sessionId: inner }),
      at(3, { kind: 'clock-moved', byMs: 20_000 }),
      at(4, { kind: 'paused', sessionId: SESSION }),
      at(5, { kind: 'paused', sessionId: inner }),
    ];
    await push(pushOf(all.filter(({ seq }) => seq !== 3)));
    await push(pushOf(all.filter(({ seq }) => seq === 3)));
    const late = await rowsOf(person);
    await database().write.run(rebuildSessions);
    expect(await rowsOf(person)).toEqual(late);
    const once = await world.person(`In order ${count}`);
    await push(pushOf(all), await world.device(once, JOURNAL));
    expect((await rowsOf(once)).sessions).toEqual(late.sessions);
  });

  test('show a session of a routine this server does not know, instead of losing it', async () => {
    const session = wholeSession({ seq: 1, at: START }).map((entry) =>
      entry.kind === 'session-started' ? { ...entry, routineId: 'from-tomorrow' } : entry,
    );
    expect(await push(pushOf(session))).toMatchObject({ through: session.length, problems: [] });
    const list = await world.ask('GET', '/api/v1/sessions', undefined, { cookie: person.cookie });
    expect(list.body.sessions).toMatchObject([
      { routineId: 'from-tomorrow', status: 'ended', how: 'complete' },
    ]);
  });
});

describe('live', () => {
  test('followers hear committed entries with their position and the clock’s offset', async () => {
    const page = world.page(person);
    expect(await outcome(page)).toBe('open');
    const session = wholeSession({ seq: 1, at: START });
    await push(pushOf(session.slice(0, 2)));
    expect(await send(page, 'live:join', {})).toMatchObject({
      ok: true,
      now: world.now,
      position: 2,
      sessions: [{ journalId: JOURNAL, entries: session.slice(0, 2) }],
    });
    const heard = new Promise((resolve) => page.once('entries', resolve));
    await push(pushOf(session.slice(2, 4), { sentAt: START - 250 }));
    const message = {
      position: 4,
      after: 2,
      journalId: JOURNAL,
      offsetMs: 250,
      entries: session.slice(2, 4),
    };
    expect(await heard).toEqual(message);
  });

  test('followers hear when entries come after later ones of their journal', async () => {
    const page = world.page(person);
    expect(await outcome(page)).toBe('open');
    await send(page, 'live:join', {});
    const session = wholeSession({ seq: 1, at: START });
    const told: unknown[] = [];
    page.on('entries', ({ late, entries }) => told.push([late, entries.length]));
    await push(pushOf([session[0], session[3], session[4]]));
    await push(pushOf(session.slice(0, 5)));
    await push(pushOf(session.slice(5, 6)));
    for (let tries = 0; told.length < 3 && tries < 200; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(told).toEqual([
      [undefined, 3],
      [true, 2],
      [undefined, 1],
    ]);
  });

  test('whoever joins is told how the clock moved since the last entry of what runs', async () => {
    const page = world.page(person);
    expect(await outcome(page)).toBe('open');
    const [started, done] = wholeSession({ seq: 1, at: START });
    const moved = moves(2, 3);
    await push(pushOf([started, done, ...moved]));
    expect(await send(page, 'live:join', {})).toMatchObject({
      sessions: [{ journalId: JOURNAL, entries: [started, done, ...moved] }],
    });
  });
});
