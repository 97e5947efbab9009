import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundledRoutines, makeRoutine, type Routine } from '@plumbline/routine-core';
import { JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Device, outcome, type Person, type Reply, send, World } from '../testing/world.js';

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

type Doc = { kind: string; id: string; version: number; position: number; body: unknown };
const first = bundledRoutines[0] as Routine;
const routine = (id: string, version: number, name = 'Mine') => ({
  ...(makeRoutine(first) as object),
  id,
  version,
  name,
});
const at = (kind: string, id: string) => `/api/v1/documents/${kind}/${id}`;
const ask = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, route, body, { cookie: person.cookie });
const put = (person: Person, place: string, basedOn: number, body: unknown): Promise<Reply> =>
  ask(person, 'PUT', place, { basedOn, body });
const docOf = ({ body }: Reply) => body.document as Doc;
const ofPull = async (since: number, limit = 500, who = bearer(watch)) =>
  (await world.ask('GET', `/api/v1/changes?since=${since}&limit=${limit}`, undefined, who)).body as {
    position: number;
    documents: Doc[];
    entries: { position: number }[];
    more: boolean;
  };

describe('a document', () => {
  test('is made on 0, then on the version before; each stays as it was', async () => {
    const made = await put(ida, at('routine', 'stays'), 0, routine('stays', 1));
    expect(docOf(made)).toMatchObject({ kind: 'routine', id: 'stays', version: 1, madeBy: 'person' });
    const changed = await put(ida, at('routine', 'stays'), 1, routine('stays', 2, 'Other'));
    expect(docOf(changed).version).toBe(2);
    const { body } = await ask(ida, 'GET', `${at('routine', 'stays')}/versions`);
    expect((body.versions as Doc[]).map(({ version }) => version)).toEqual([2, 1]);
    const old = await ask(ida, 'GET', `${at('routine', 'stays')}/versions/1`);
    expect(docOf(old)).toEqual(docOf(made));
  });

  test('sent twice, at once or long after, is one version and one answer', async () => {
    const place = at('settings', 'main');
    const [one, two] = await Promise.all([
      put(ida, place, 0, { floorLock: false }),
      put(ida, place, 0, { floorLock: false }),
    ]);
    expect(one?.body).toEqual(two?.body);
    await put(ida, place, 1, { floorLock: true });
    const late = await put(ida, place, 0, { floorLock: false });
    expect(late.body).toEqual(one?.body);
    expect(docOf(await ask(ida, 'GET', place)).version).toBe(2);
  });

  test('of three edits on one version the first holds, the others get both', async () => {
    const place = at('week-plan', 'main');
    await put(ida, place, 0, { goal: 3 });
    const answers = await Promise.all([2, 4, 5].map((goal) => put(ida, place, 1, { goal })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const winner = docOf(answers.find(({ status }) => status === 200) as Reply);
    for (const { status, body } of answers.filter((answer) => answer.status === 409)) {
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'clash' });
      expect(body.theirs).toMatchObject({ version: 2, body: winner.body });
      expect(body.yours).toMatchObject({ kind: 'week-plan', id: 'main', basedOn: 1 });
    }
    const lost = answers.find(({ status }) => status === 409) as Reply;
    const { body: mine } = lost.body.yours as Doc;
    expect(docOf(await put(ida, place, 2, mine))).toMatchObject({ version: 3, body: mine });
  });

  test('made on a version that never was is a clash with what there is', async () => {
    const { body } = await put(ida, at('away-weeks', 'main'), 7, { weeks: [] });
    expect(body).toMatchObject({ code: 'clash', theirs: null, yours: { basedOn: 7 } });
  });

  test('that is wrong is refused with every problem and its path', async () => {
    const { status, body } = await put(ida, at('routine', 'wrong'), 0, { ...routine('other', 3), pace: 1 });
    expect(status).toBe(400);
    const paths = (body.problems as { path: string }[]).map(({ path }) => path);
    expect(paths).toContain('pace');
    const both = await put(ida, at('routine', 'wrong'), 0, routine('other', 3));
    expect((both.body.problems as { path: string }[]).map(({ path }) => path)).toEqual(['id', 'version']);
  });

  test.each([
    ['a bundled routine', 'routine', first.id, 'id-bundled'],
    ['a kind kept for later', 'zone-table', 'main', 'kind-unknown'],
    ['second settings', 'settings', 'mine', 'id-unknown'],
  ])('%s cannot be written', async (_name, kind, id, code) => {
    const { body } = await put(ida, at(kind, id), 0, {});
    expect(body).toMatchObject({ code: 'invalid', problems: [{ code }] });
  });

  test.each<[string, string]>([
    ['nothing', '{"basedOn":0}'],
    ['a version below zero', '{"basedOn":-1,"body":{}}'],
    ['half a version', '{"basedOn":0.5,"body":{}}'],
    ['a list', '[]'],
    ['a field too much', '{"basedOn":0,"body":{},"force":true}'],
    ['a body nested without end', `{"basedOn":0,"body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a body of two hundred kilobytes', `{"basedOn":0,"body":{"note":"${'x'.repeat(200_000)}"}}`],
  ])('of %s is refused as invalid', async (_name, text) => {
    const { status, body } = await ask(ida, 'PUT', at('settings', 'main'), text);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid' });
  });

  test('is read and changed by its own account alone', async () => {
    await put(ida, at('routine', 'private'), 0, routine('private', 1));
    for (const route of ['', '/versions', '/versions/1'])
      expect((await ask(ben, 'GET', `${at('routine', 'private')}${route}`)).status).toBe(404);
    expect((await put(ben, at('routine', 'private'), 1, routine('private', 2))).body).toMatchObject({
      code: 'clash',
      theirs: null,
    });
    expect((await put(ben, at('routine', 'private'), 0, routine('private', 1))).status).toBe(200);
    expect(JSON.stringify((await ask(ben, 'GET', '/api/v1/documents')).body)).not.toContain('stays');
  });

  test('keeps what nobody knows: fields, signs and names that mean something to engines', async () => {
    const odd =
      '{"aura":"🧘‍♀️","lone":"\\ud800","nul":"\\u0000","__proto__":{"admin":true},"constructor":1,"10":1,"9":2}';
    const place = at('settings', 'main');
    const { version } = docOf(await ask(ida, 'GET', place));
    const made = await ask(ida, 'PUT', place, `{"basedOn":${version},"body":${odd}}`);
    expect(made.status).toBe(200);
    expect(JSON.stringify(docOf(made).body)).toContain('"__proto__":{"admin":true}');
    expect(docOf(await ask(ida, 'GET', place)).body).toEqual(JSON.parse(odd));
  });
});

describe('a withdrawn routine', () => {
  test('leaves the list, stays as a version, reaches devices as null, and may come back', async () => {
    const place = at('routine', 'gone');
    await put(ida, place, 0, routine('gone', 1));
    const { position } = await ofPull(0);
    const withdrawn = await ask(ida, 'DELETE', `${place}?basedOn=1`);
    expect(docOf(withdrawn)).toMatchObject({ version: 2, body: null });
    expect((await ask(ida, 'DELETE', `${place}?basedOn=1`)).body).toEqual(withdrawn.body);
    const list = (await ask(ida, 'GET', '/api/v1/documents')).body.documents as Doc[];
    expect(list.map(({ id }) => id)).not.toContain('gone');
    expect((await ofPull(position)).documents).toMatchObject([{ id: 'gone', version: 2, body: null }]);
    expect(docOf(await ask(ida, 'GET', `${place}/versions/1`)).body).not.toBeNull();
    expect(docOf(await put(ida, place, 2, routine('gone', 3))).version).toBe(3);
  });

  test('that never was is not found', async () => {
    expect((await ask(ida, 'DELETE', `${at('routine', 'never')}?basedOn=0`)).status).toBe(404);
  });
});

describe('the list of documents', () => {
  test('comes page by page, the bundled ones among the own', async () => {
    const names: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const query: string = next === '' ? '' : `&after=${next}`;
      const { body } = await ask(ida, 'GET', `/api/v1/documents?limit=2${query}`);
      names.push(...(body.documents as Doc[]).map(({ kind, id }) => `${kind}.${id}`));
      next = body.next as string | undefined;
    }
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toContain(`routine.${first.id}`);
    expect(names).toContain('settings.main');
  });
});

describe('a pull', () => {
  test('of any page size gives every newest document and every entry once', async () => {
    await world.ask(
      'POST',
      '/api/v1/journal',
      pushOf(wholeSession({ seq: 1, at: world.now })),
      bearer(watch),
    );
    await put(ida, at('routine', 'stays'), 2, routine('stays', 3));
    const whole = await ofPull(0, 500, { cookie: ida.cookie } as never);
    for (const limit of [1, 2, 3, 7, 50]) {
      const seen: number[] = [];
      let [since, more] = [0, true];
      while (more) {
        const page = await ofPull(since, limit, { cookie: ida.cookie } as never);
        seen.push(
          ...[...page.documents, ...page.entries].map(({ position }) => position).filter((p) => p > 0),
        );
        ({ more, position: since } = page);
      }
      const all = [...whole.documents, ...whole.entries].map(({ position }) => position).filter((p) => p > 0);
      expect(seen.sort((a, b) => a - b)).toEqual(all.sort((a, b) => a - b));
      expect(since).toBe(whole.position);
    }
  });

  test('gives a device documents alone, the newest of each', async () => {
    const { documents, entries } = await ofPull(0);
    expect(entries).toEqual([]);
    const names = documents.map(({ kind, id }) => `${kind}.${id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(documents.find(({ id }) => id === 'stays')?.version).toBe(3);
  });
});

describe('the event of a new document', () => {
  test('reaches people and devices of the account after it is on disk, and nobody else', async () => {
    const sockets = [world.page(ida), world.socket(watch as never), world.page(ben)];
    const heard: unknown[][] = [[], [], []];
    for (const [index, socket] of sockets.entries()) {
      expect(await outcome(socket)).toBe('open');
      socket.on('documents', (message) => heard[index]?.push(message));
    }
    const document = docOf(await put(ida, at('routine', 'told'), 0, routine('told', 1)));
    await put(ida, at('routine', 'told'), 0, routine('told', 1));
    for (const socket of sockets) await send(socket, 'changes:pull', { since: document.position });
    const { kind, id, version, position, body } = document;
    const message = { position, after: position - 1, documents: [{ kind, id, version, position, body }] };
    expect(heard).toEqual([[message], [message], []]);
  });
});

describe('a session of an own routine', () => {
  const played = (id: string, sessionId: string, seq: number) =>
    wholeSession({ seq, at: world.now, sessionId, routineId: first.id }).map((entry) =>
      entry.kind === 'session-started' ? { ...entry, routineId: id, routineVersion: 1 } : entry,
    );
  const detail = async (id: string) => (await ask(ida, 'GET', `/api/v1/sessions/${id}`)).body;

  test('is read by that version, also when it comes before its routine, also after a rebuild', async () => {
    const late = '01JD3Z5X8QSESS10N000000007';
    const push = pushOf(played('late', late, 1_001), { first: 1_001 });
    await world.ask('POST', '/api/v1/journal', push, bearer(watch));
    expect(await detail(late)).toMatchObject({ rows: [], session: { routineName: 'late' } });
    await put(ida, at('routine', 'late'), 0, routine('late', 1, 'Late one'));
    const read = await detail(late);
    expect(read).toMatchObject({ session: { routineName: 'Late one', how: 'complete', completeShare: 1 } });
    await put(ida, at('routine', 'late'), 1, routine('late', 2, 'Later'));
    await ask(ida, 'DELETE', `${at('routine', 'late')}?basedOn=2`);
    expect(await detail(late)).toEqual(read);
  });
});
