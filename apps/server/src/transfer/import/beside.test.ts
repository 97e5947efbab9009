import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '@plumbline/routine-core';
import { DATABASE, type Database } from '../../database/database.js';
import { moves, OTHER_JOURNAL, pushOf, wholeSession } from '../../testing/entries.js';
import { lifeSession } from '../../testing/rich-life.js';
import { digestIn, Transfers } from '../../testing/transfers.js';
import { bearer, type Person, START, send, World } from '../../testing/world.js';

const LONG = '01JD3Z5X8QWATCHJ0VRNA50000';
const DAY = 86_400_000;
let home: World;
let away: World;
let file: string;
let ben: Person;
beforeEach(async () => {
  [home, away] = [new World(), new World()];
  await Promise.all([home.start(), away.start()]);
  const ida = await home.person('Ida');
  await trainFor(60, ida);
  file = await new Transfers(home).export(ida);
  ben = await away.person('Ben');
});
afterEach(() => Promise.all([home.end(), away.end()]));

/** So many days of one session each: several batches. */
async function trainFor(days: number, person: Person): Promise<void> {
  const watch = await home.device(person, LONG);
  let entries: Entry[] = [];
  let seq = 1;
  for (let day = 0; day < days; day += 1) {
    const played = wholeSession({ seq, at: START - (days - day) * DAY, sessionId: lifeSession(day) });
    seq += played.length;
    entries = [...entries, ...played];
    if (entries.length < 150 && day + 1 < days) continue;
    await home.ask('POST', '/api/v1/journal', pushOf(entries, { journalId: LONG }), bearer(watch));
    entries = [];
  }
}

const positionOf = async (world: World, { accountId }: Person) => {
  const sql = 'SELECT position FROM account WHERE id = ?';
  const row = await world.server.app.get<Database>(DATABASE).read.one<{ position: number }>(sql, [accountId]);
  return Number(row?.position);
};

describe('while a file is brought in', () => {
  test('watches push as ever, everything is there afterwards, once, and a dashboard hears where to pull', async () => {
    const transfers = new Transfers(away);
    const watch = await away.device(ben, OTHER_JOURNAL);
    const page = away.page(ben);
    const heard: { position: number; after: number }[] = [];
    page.on('entries', (message: { position: number; after: number }) => heard.push(message));
    await send(page, 'live:join', {});
    expect((await transfers.begin(ben, file)).body).toMatchObject({ import: { state: 'running' } });
    let pushed = 0;
    let waited = 0;
    while ((await transfers.state(ben)).state === 'running') {
      pushed += 1;
      const body = pushOf(moves(1, pushed), { journalId: OTHER_JOURNAL });
      const before = performance.now();
      expect((await away.ask('POST', '/api/v1/journal', body, bearer(watch))).body).toMatchObject({
        through: pushed,
      });
      waited = Math.max(waited, performance.now() - before);
    }
    const lines = (await transfers.export(ben)).trimEnd().split('\n');
    const entries = file.split('\n').filter((line) => line.includes('"line":"entry"'));
    expect(pushed).toBeGreaterThan(1);
    expect(lines.filter((line) => line.includes(LONG) && line.includes('"line":"entry"'))).toEqual(entries);
    expect(
      lines.filter((line) => line.includes(OTHER_JOURNAL) && line.includes('"line":"entry"')),
    ).toHaveLength(pushed);
    // Nobody who pushes waits for more than a batch.
    expect(waited).toBeLessThan(2_000);
    const position = await positionOf(away, ben);
    for (let tries = 0; heard.at(-1)?.position !== position && tries < 50; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.at(-1)).toMatchObject({ position });
  });

  test('a server that dies leaves whole parts, and the same file completes them to the same bytes', async () => {
    const transfers = new Transfers(away);
    const { write } = away.server.app.get<Database>(DATABASE);
    // The disk goes away in the middle of the fourth part, after its rows and before its commit.
    const run = write.run.bind(write);
    let parts = 0;
    write.run = (work) =>
      run(async (tx) => {
        const done = await work(tx);
        parts += 1;
        if (parts === 5) throw new Error('killed');
        return done;
      });
    await transfers.begin(ben, file);
    for (let tries = 0; parts < 5 && tries < 200; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await away.stop();
    await away.start();
    const reached = await positionOf(away, ben);
    expect(reached).toBe(3 * 250 - 1);
    away.now += 61_000;
    expect(await transfers.state(ben)).toMatchObject({ state: 'stopped' });
    expect((await away.ask('GET', '/api/v1/sessions', undefined, { cookie: ben.cookie })).status).toBe(200);
    expect(await transfers.import(ben, file)).toMatchObject({ state: 'done', here: { entries: reached } });
    expect(await transfers.export(ben)).toBe(file);
  });

  test('a server that is stopped stops in between, and goes on with the same file', async () => {
    const transfers = new Transfers(away);
    await transfers.begin(ben, file);
    await away.stop();
    await away.start();
    const reached = await positionOf(away, ben);
    await transfers.import(ben, file, digestIn(file));
    expect(reached).toBeLessThan(await positionOf(away, ben));
    expect(await transfers.export(ben)).toBe(file);
  });

  test('a second file of the same account waits its turn', async () => {
    const transfers = new Transfers(away);
    await transfers.begin(ben, file);
    expect(await transfers.begin(ben, file)).toMatchObject({ status: 503, body: { code: 'busy' } });
    await transfers.settled(ben);
    expect(await transfers.export(ben)).toBe(file);
  });
});
