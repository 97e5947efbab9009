import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DATABASE, type Database } from '../database/database.js';
import { JOURNAL, moves, pushOf } from '../testing/entries.js';
import { bearer, type Device, World } from '../testing/world.js';
import { Readiness } from './readiness.js';

const world = new World('file');
const lines: { level: string; event: string }[] = [];
let device: Device;
type Pages = { page_count: number };

/** The writer's own switches: a file that may not grow, and a connection that may not write. */
async function setDisk(state: 'sound' | 'full' | 'read-only'): Promise<void> {
  const { write } = world.server.app.get<Database>(DATABASE);
  const { writer } = write as unknown as { writer: { query(sql: string): Promise<Pages[]> } };
  const [pages] = await writer.query('PRAGMA page_count');
  await writer.query(`PRAGMA max_page_count = ${state === 'full' ? pages?.page_count : 4_294_967_294}`);
  await writer.query(`PRAGMA query_only = ${state === 'read-only' ? 'ON' : 'OFF'}`);
}

const push = (from: number, count = 400) =>
  world.ask('POST', '/api/v1/journal', pushOf(moves(count, from)), bearer(device));
const ready = () => world.ask('GET', '/api/v1/ready');
const whenTriedAgain = () => new Promise((resolve) => setTimeout(resolve, 2_100));

/** Pushes until one is refused: the pages that are there may still have room. */
async function fill(from: number) {
  for (let seq = from; ; seq += 400) {
    const answer = await push(seq);
    if (answer.status !== 200) return { answer, seq };
  }
}

beforeAll(async () => {
  await world.start({ log: (level, event) => lines.push({ level, event }) });
  device = await world.device(await world.person('Ida'), JOURNAL);
});
afterAll(() => world.end());

describe('a server whose disk takes nothing more', () => {
  let next = 1;

  test('is ready before', async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { ok: true } });
  });

  test('refuses pushes with a word, stores nothing of them, and says that it is not ready', async () => {
    await setDisk('full');
    const { answer, seq } = await fill(next);
    next = seq;
    expect(answer).toMatchObject({ status: 503, body: { code: 'cannot-write', retryAfterMs: 30_000 } });
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(await ready()).toMatchObject({ status: 503, body: { code: 'cannot-write', retryAfterMs: 2_000 } });
    expect(lines).toContainEqual({ level: 'warn', event: 'not-writable' });
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('takes a transaction in which nothing is written for no sign that there is room again', async () => {
    const { write } = world.server.app.get<Database>(DATABASE);
    await write.run(async () => undefined);
    await Promise.all([write.run((tx) => tx.one('SELECT 1 AS one')), write.run(async () => undefined)]);
    await write.run((tx) => tx.run(`DELETE FROM device WHERE id = 'nobody'`));
    expect(write.condition).toBe('full');
  });

  test('goes on reading, and its health is what the contract says', async () => {
    expect((await world.ask('GET', '/api/v1/health')).body).toMatchObject({ status: 'ok' });
    const pulled = await world.ask('GET', '/api/v1/changes', undefined, bearer(device));
    expect(pulled.status).toBe(200);
  });

  test('finds by itself that there is room again', async () => {
    await setDisk('sound');
    await whenTriedAgain();
    expect(await ready()).toMatchObject({ status: 200 });
    expect(await push(next)).toMatchObject({ status: 200, body: { through: next + 399 } });
    next += 400;
  });

  test('says the same of a disk that may only be read, to pushes that wait together too', async () => {
    await setDisk('read-only');
    const answers = await Promise.all([push(next, 5), push(next + 5, 5), push(next + 10, 5)]);
    expect(answers.map(({ body }) => body.code)).toEqual(Array.from({ length: 3 }, () => 'cannot-write'));
    await whenTriedAgain();
    expect(await ready()).toMatchObject({ status: 503, body: { code: 'cannot-write' } });
    await setDisk('sound');
    expect(await push(next, 15)).toMatchObject({ status: 200, body: { through: next + 14 } });
    expect(await ready()).toMatchObject({ status: 200 });
  });

  test('a server that stops is not ready from the first word on', async () => {
    world.server.app.get(Readiness).noteStop();
    expect(await ready()).toMatchObject({ status: 503, body: { code: 'stopping' } });
  });
});
