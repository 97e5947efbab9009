import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson } from '@plumbline/routine-core';
import fc from 'fast-check';
import { DATABASE, type Database } from '../../database/database.js';
import { liveRichly } from '../../testing/rich-life.js';
import { Transfers } from '../../testing/transfers.js';
import { bearer, type Person, World } from '../../testing/world.js';

const world = new World();
const transfers = new Transfers(world);
let ida: Person;
let ben: Person;
let file: string;
beforeAll(async () => {
  await world.start();
  ida = await world.person('Ida');
  ben = await world.person('Ben');
  await liveRichly(world, ida);
  file = await transfers.export(ida);
});
afterAll(() => world.end());

const LINES = { 'content-type': 'application/x-ndjson' };
const EMPTY = /^\{"format":"plumbline-account","line":"header","version":1\}\n\{"counts".*\n$/;

/** These lines with counts and a digest that are right for them. */
function sealed(lines: readonly string[]): string {
  const counts = { journals: 0, gaps: 0, entries: 0, documents: 0 };
  const names = {
    journal: 'journals',
    gap: 'gaps',
    entry: 'entries',
    erased: 'entries',
    document: 'documents',
  };
  for (const line of lines) {
    const name = /"line":"(journal|gap|entry|erased|document)"/.exec(line)?.[1] as
      | keyof typeof names
      | undefined;
    if (name) counts[names[name] as keyof typeof counts] += 1;
  }
  const text = lines.map((line) => `${line}\n`).join('');
  const digest = createHash('sha256').update(text).digest('base64url');
  return `${text}${canonicalJson({ line: 'end', counts, digest })}\n`;
}

describe('whoever may not bring a file in', () => {
  test.each<[string, () => Promise<Record<string, string>>, number]>([
    ['nobody', async () => ({}), 401],
    ['a device', async () => bearer(await world.device(ben, '01JD3Z5X8QWATCHJ0VRNA40000')), 403],
    ['another page', async () => ({ cookie: ben.cookie, origin: 'https://elsewhere.example' }), 403],
  ])('%s is refused', async (_name, headers, status) => {
    for (const route of ['/api/v1/import', '/api/v1/import/preview'])
      expect((await world.ask('POST', route, file, { ...LINES, ...(await headers()) })).status).toBe(status);
    expect(await transfers.export(ben)).toMatch(EMPTY);
  });

  test('is told before a byte of the file was sent', async () => {
    const { port, host } = new URL(world.server.url);
    const headers = { ...LINES, host, origin: world.server.url, 'content-length': String(100_000_000) };
    const status = await new Promise((resolve, reject) => {
      const asked = request({ port, path: '/api/v1/import', method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode);
        asked.destroy();
      });
      asked.once('error', reject).flushHeaders();
    });
    expect(status).toBe(401);
  });
});

describe('a body that is no file', () => {
  test.each<[string, string, Record<string, string>, number]>([
    ['packed', '/api/v1/import', { ...LINES, 'content-encoding': 'gzip' }, 400],
    ['JSON', '/api/v1/import', { 'content-type': 'application/json' }, 400],
    ['lines for an address that takes none', '/api/v1/webhooks', LINES, 400],
    ['with a digest that is none', '/api/v1/import?digest=x', LINES, 400],
  ])('%s is refused', async (_name, route, headers, status) => {
    const { cookie } = ben;
    const answer = await world.ask('POST', route, '{"line":"header"}', { ...headers, cookie });
    expect(answer).toMatchObject({ status, body: { code: 'invalid' } });
  });

  test('that says it is larger than any may be is refused at once', async () => {
    const { port, host } = new URL(world.server.url);
    const length = { 'content-length': String(600 * 1024 * 1024) };
    const headers = { ...LINES, ...length, host, origin: world.server.url, cookie: ben.cookie };
    const status = await new Promise((resolve, reject) => {
      const asked = request({ port, path: '/api/v1/import/preview', method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode);
        asked.destroy();
      });
      asked.once('error', reject).flushHeaders();
    });
    expect(status).toBe(413);
  });

  test('whose sender goes away half-way leaves nothing, and the next one is taken', async () => {
    const { port, host } = new URL(world.server.url);
    const headers = {
      ...LINES,
      'content-length': '9999',
      host,
      origin: world.server.url,
      cookie: ben.cookie,
    };
    const asked = request({ port, path: '/api/v1/import', method: 'POST', headers });
    asked.on('error', () => undefined).write(file.slice(0, 1_000));
    await new Promise((resolve) => setTimeout(resolve, 100));
    asked.destroy();
    // The server hears of it a moment later; until then this account has a file in hand.
    let next = await transfers.preview(ben, file);
    for (let tries = 0; next.status === 503 && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      next = await transfers.preview(ben, file);
    }
    expect(next.status).toBe(200);
    expect(readdirSync(path.join(world.dataDir, 'incoming'))).toEqual([]);
    expect(await transfers.export(ben)).toMatch(EMPTY);
  });
});

describe('a file of somebody else', () => {
  test('belongs, once it is in, to who brought it in, and to nobody else', async () => {
    const before = await transfers.export(ida);
    const cleo = await world.person('Cleo');
    await transfers.import(cleo, file);
    expect(await transfers.export(ida)).toBe(before);
    expect(await transfers.export(ben)).toMatch(EMPTY);
    expect(
      (await world.ask('GET', '/api/v1/import', undefined, { cookie: ben.cookie })).body.import,
    ).toBeNull();
  });
});

describe('a file with lines that were spoiled', () => {
  const values = fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1.5,
    1e30,
    'x',
    [],
    {},
    true,
    2 ** 53,
    '__proto__',
    '\u0000',
  );
  type Change = { at: number; key: number; value: unknown; way: number };
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat(),
    key: fc.nat(),
    value: fc.oneof(values, fc.jsonValue({ maxDepth: 3 })),
    way: fc.nat(6),
  });

  /** Another value somewhere in a line, a field more or less, a line twice, away or elsewhere, or torn. */
  function spoil(lines: string[], { at, key, value, way }: Change): string[] {
    const index = at % lines.length;
    const line = lines[index] as string;
    if (way === 0) return lines.filter((_, each) => each !== index);
    if (way === 1) return [...lines, line];
    if (way === 2) return [line, ...lines.filter((_, each) => each !== index)];
    if (way === 3) return lines.with(index, line.slice(0, key % line.length));
    const holder = JSON.parse(line) as Record<string, unknown>;
    const inner = (holder.entry ?? holder.body ?? holder) as Record<string, unknown> | null;
    const place = way === 4 || inner === null ? holder : inner;
    const name = Object.keys(place)[key % Object.keys(place).length] ?? 'x';
    if (way === 6) delete place[name];
    else place[name] = value;
    return lines.with(index, canonicalJson(holder));
  }

  test('is refused whole or brought in whole: never a fault, never a part', async () => {
    const lines = file.trimEnd().split('\n').slice(0, -1);
    let count = 0;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
        count += 1;
        const person = await world.person(`Spoiled ${count}`);
        const { cookie, accountId } = person;
        const text = sealed(changes.reduce(spoil, lines));
        const begun = await transfers.begin(person, text);
        expect([200, 422]).toContain(begun.status);
        if (begun.status === 422) {
          expect(begun.body.problems).not.toHaveLength(0);
          expect(await transfers.export(person)).toMatch(EMPTY);
        } else {
          taken += 1;
          expect(await transfers.settled(person)).toMatchObject({ state: 'done' });
          expect(await transfers.export(person)).toBe(text);
        }
        for (const route of [
          '/api/v1/sessions',
          '/api/v1/week',
          '/api/v1/changes?since=0',
          '/api/v1/deleted-sessions',
        ])
          expect((await world.ask('GET', route, undefined, { cookie })).status).toBe(200);
        await world.server.app
          .get<Database>(DATABASE)
          .write.run((tx) => tx.run('DELETE FROM account WHERE id = ?', [accountId]));
      }),
      { numRuns: 60 },
    );
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(count);
  }, 120_000);
});
