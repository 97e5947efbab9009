import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JOURNAL, pushOf, wholeSession } from '../../testing/entries.js';
import { bearer, type Person, START, World } from '../../testing/world.js';
import { escaped } from './html.js';

const DAY = 24 * 3_600_000;
const HOSTILE = `</li><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;\u0000\u001b`;
const sessionId = (index: number) => `01JD3Z5X8QSESS10N00000010${index}`;

describe('a text on the page', () => {
  test('is never markup', () => {
    expect(escaped(HOSTILE)).not.toMatch(/[<>"']/);
    expect(escaped('a & b\n')).toBe('a &amp; b\n');
    expect(escaped('x\u0000\ud800y')).toBe('x  y');
  });
});

describe('the report', () => {
  const world = new World();
  let ida: Person;
  let ole: Person;
  const as = (person: Person) => ({ cookie: person.cookie });
  const ask = (query: string, person = ida) =>
    world.ask('GET', `/api/v1/report${query}`, undefined, as(person));
  const pageOf = async (query = '', person = ida) => {
    const reply = await fetch(`${world.server.url}/api/v1/report.html${query}`, { headers: as(person) });
    return { reply, text: await reply.text() };
  };

  beforeAll(async () => {
    await world.start();
    ida = await world.person('Ida <b>');
    ole = await world.person('Ole');
    const watch = await world.device(ida, JOURNAL);
    let seq = 1;
    for (const [index, back] of [40, 9, 7, 2].entries()) {
      const at = START - back * DAY;
      const entries: object[] = wholeSession({ seq, at, sessionId: sessionId(index) });
      const told = { zone: 60, sessionId: sessionId(index) };
      entries.splice(-1, 0, { ...told, seq: 0, at: at + 180_000, kind: 'pain', step: 9 });
      entries.push({ ...told, seq: 0, at: at + 500_000, kind: 'effort', blockId: 'core', value: 3 + index });
      const numbered = entries.map((entry, place) => ({ ...entry, seq: seq + place }));
      seq += numbered.length;
      await world.ask('POST', '/api/v1/journal', pushOf(numbered), bearer(watch));
    }
    const route = `/api/v1/sessions/${sessionId(3)}/corrections`;
    const steps = [{ step: 9, heldMs: 5_000 }];
    await world.ask('POST', route, { changes: { note: HOSTILE, steps } }, as(ida));
    const reminder = { zone: 60, kind: 'reminder-answered', reminders: ['shoulder-reset'] };
    const answers = [
      { seq, at: START - DAY, dueAt: START - DAY, answer: 'done', ...reminder },
      { seq: seq + 1, at: START - DAY, dueAt: START - DAY - 1, answer: 'not-now', ...reminder },
    ];
    await world.ask('POST', '/api/v1/journal', pushOf(answers), bearer(watch));
  });
  afterAll(() => world.end());

  test('tells four weeks: adherence, levels, effort, pain, notes, sides, reminders', async () => {
    const { body } = await ask('');
    expect(body).toMatchObject({
      ...{ name: 'Ida <b>', from: '2026-10-26', through: '2026-11-22', weeks: 4, today: '2026-11-16' },
      adherence: { sessions: 3, counted: 3 },
      effort: { mean: 5, blocks: [{ key: 'core', count: 3 }] },
      pain: [{ day: '2026-11-07' }, { day: '2026-11-09' }, { day: '2026-11-14' }],
      notes: [{ day: '2026-11-14', note: HOSTILE }],
      reminders: { shown: 2, done: 1, share: 0.5 },
    });
    const weeks = (body as { adherence: { weeks: object[] } }).adherence.weeks;
    expect(weeks).toMatchObject([
      { firstDay: '2026-10-26', counted: 0, standing: 'missed' },
      { firstDay: '2026-11-02', counted: 1, standing: 'missed' },
      { firstDay: '2026-11-09', counted: 2, standing: 'missed' },
      { firstDay: '2026-11-16', counted: 0, standing: 'open' },
    ]);
    const exercises = (body as { exercises: { movement: string; sides: object[]; balance?: object }[] })
      .exercises;
    expect(exercises.find(({ movement }) => movement === 'side')).toMatchObject({
      sides: [{ side: 'left' }, { side: 'right' }],
      balance: { less: expect.any(String) },
    });
  });

  test.each([
    ['?weeks=8', 4],
    ['?weeks=1&day=2026-11-09', 2],
    ['?weeks=1', 0],
  ])('reaches as far as asked: %s', async (query, sessions) => {
    expect((await ask(query)).body).toMatchObject({ adherence: { sessions } });
  });

  test.each(['?weeks=0', '?weeks=27', '?weeks=x', '?day=2026-02-30'])('refuses %s', async (query) => {
    expect((await ask(query)).status).toBe(400);
    expect((await pageOf(query)).reply.status).toBe(400);
  });

  test('is one page that runs nothing and fetches nothing, also as a file', async () => {
    const { reply, text } = await pageOf();
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(text).toContain(`content="${escaped(policy.replace("; frame-ancestors 'none'", ''))}"`);
    for (const tag of text.match(/<[^>]*>/g) ?? [])
      expect(tag).not.toMatch(/<script|\s(on\w+|src|href|style)=/i);
    expect(text).not.toMatch(/url\(|@import/);
  });

  test('shows what people wrote as text and nothing else', async () => {
    const { text } = await pageOf();
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(text).toContain('Ida &lt;b&gt;');
    expect(text).not.toContain('\u0000');
  });

  test('says its language and what each column and row is', async () => {
    const { text } = await pageOf();
    expect(text).toContain('<html lang="en">');
    const heads = text.match(/<th\b[^>]*>/g) ?? [];
    expect(heads.length).toBeGreaterThan(10);
    for (const head of heads) expect(head).toMatch(/scope="(col|row)"/);
  });

  test('of somebody who has done nothing is a page of nothing', async () => {
    const { reply, text } = await pageOf('', ole);
    expect(reply.status).toBe(200);
    expect(text).toContain('No pain was marked.');
    expect(text).not.toContain('NaN');
    expect((await ask('', ole)).body).toMatchObject({ exercises: [], adherence: { sessions: 0 } });
  });

  test('is for its own person only', async () => {
    for (const path of ['/api/v1/report', '/api/v1/report.html'])
      expect((await world.ask('GET', path)).status).toBe(401);
  });
});
