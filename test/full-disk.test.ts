/** A server whose disk really runs full refuses what it cannot keep, loses nothing that it acknowledged, and goes on by itself. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkFile } from '../apps/server/src/database/check-file.js';
import { boundedFiles, tinyFileSystem } from './full-disk/small-disk.js';
import { launch, type RunningServer, started } from './sigkill/running-server.js';
import { type Answered, Household, JOURNAL } from './stage/household.js';
import { serverProgram } from './stage/server-program.js';

const AT_ONCE = 60;
const WIDE = 800;
const AT = 1_794_816_000_000;
const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Of every number the same entry, so that a resend is one. */
const entryOf = (seq: number) => ({
  ...{ seq, at: AT + seq, zone: 60, kind: 'clock-moved', byMs: 1 },
  note: digestOf(`${seq}`).repeat(20).slice(0, WIDE),
});
const pushOf = (first: number, count = AT_ONCE) => ({
  journalId: JOURNAL,
  first,
  sentAt: AT,
  entries: Array.from({ length: count }, (_, index) => entryOf(first + index)),
});

const NO_MOUNT =
  'Nothing may be mounted here: the full disk is played by files that may not grow, not by a file system of its own.';
const NO_DISK = 'Nothing may be mounted here and there is no prlimit: no disk can be made to run full.';
const disks = [
  ['a file system of its own', tinyFileSystem()] as const,
  ['files that may not grow', boundedFiles()] as const,
].flatMap(([name, disk]) => (disk === undefined ? [] : [{ name, disk }]));
if (disks.every(({ disk }) => disk.says !== 'ENOSPC'))
  process.stderr.write(`${disks.length === 0 ? NO_DISK : NO_MOUNT}\n`);
if (disks.length === 0) test.skip(NO_DISK, () => undefined);

describe.each(disks)('on a disk that is full ($name)', ({ disk }) => {
  let program: string;
  let server: RunningServer;
  let household: Household;
  /** The highest number that was acknowledged; all up to it were. */
  let through = 0;

  const start = async (): Promise<void> => {
    server = await started(launch(program, disk.dataDir));
    disk.narrow(server.pid);
  };
  const asWatch = async (body: object): Promise<Answered> => {
    const response = await fetch(`${server.url}/api/v1/journal`, {
      method: 'POST',
      headers: { authorization: `Bearer ${household.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as Answered['body'],
      headers: response.headers,
    };
  };
  const ask = (method: string, route: string, body?: unknown) =>
    household.ask(method, `/api/v1/${route}`, body);
  /** First by many, then by single ones, until not even one more fits. */
  async function fill(): Promise<Answered> {
    for (let count = AT_ONCE; ; ) {
      const answer = await asWatch(pushOf(through + 1, count));
      if (answer.status !== 200 && count === 1) return answer;
      if (answer.status !== 200) {
        count = 1;
        continue;
      }
      through += count;
      expect(answer.body).toEqual({ ok: true, through, problems: [] });
    }
  }
  const faults = () => server.words.filter((line) => /"level":"error"|internal/.test(line));

  /** Every entry that can be read, by its number; each is what was sent. */
  async function stored(): Promise<number[]> {
    const seqs: number[] = [];
    for (let since = 0, more = true; more; ) {
      const { status, body } = await ask('GET', `changes?since=${since}`);
      expect(status).toBe(200);
      for (const { entry } of body.entries as { entry: { seq: number } }[]) {
        expect(entry).toEqual(entryOf(entry.seq));
        seqs.push(entry.seq);
      }
      [since, more] = [body.position as number, body.more as boolean];
    }
    return seqs;
  }
  const allUpTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  beforeAll(async () => {
    program = await serverProgram();
    await start();
    const claimToken = /\/claim#(\S+)/.exec(server.words.join('\n'))?.[1] ?? '';
    household = await new Household({ url: server.url, claimToken }).begin();
  }, 60_000);
  afterAll(async () => {
    await server?.end('SIGKILL');
    disk.end();
  });

  test('pushes are refused on both roads with a word and a time, and nothing of them is stored', async () => {
    const refused = await fill();
    expect(through).toBeGreaterThan(AT_ONCE);
    const expected = { ok: false, code: 'cannot-write', retryAfterMs: 30_000 };
    expect(refused).toMatchObject({ status: 503, body: expected });
    expect(refused.headers.get('retry-after')).toBe('30');
    const socket = household.watchSocket();
    const ack = () => socket.timeout(10_000).emitWithAck('journal:push', pushOf(through + 1));
    expect(await Promise.all([ack(), ack(), ack()])).toMatchObject([expected, expected, expected]);
    socket.disconnect();
    expect(await stored()).toEqual(allUpTo(through));
  }, 60_000);

  test('it lives, reads, says that it is not ready, and answers every other write in words of its own', async () => {
    expect((await ask('GET', 'health')).body).toMatchObject({ status: 'ok' });
    const ready = await ask('GET', 'ready');
    expect(ready).toMatchObject({ status: 503, body: { code: 'cannot-write' } });
    expect(ready.headers.get('retry-after')).toBe('2');
    for (const route of ['me', 'week', 'sessions', 'documents', 'progress/week', 'report', 'devices'])
      expect([route, (await ask('GET', route)).status]).toEqual([route, 200]);
    for (const [method, route, body] of WRITES) {
      const { status, body: told } = await ask(method, route, body);
      expect([route, status === 200 || told.code === 'cannot-write', told]).toEqual([route, true, told]);
    }
    expect(await stored()).toEqual(allUpTo(through));
    expect(faults()).toEqual([]);
  }, 60_000);

  test('killed in this state, it comes up again with all that it acknowledged', async () => {
    expect(await server.end('SIGKILL')).toBe('SIGKILL');
    await start();
    household = Object.assign(new Household({ url: server.url, claimToken: '' }), {
      ...{ cookie: household.cookie, token: household.token },
    });
    expect(await stored()).toEqual(allUpTo(through));
  }, 60_000);

  test('it goes on by itself when there is room', async () => {
    await fill();
    disk.widen(server.pid);
    const again = await asWatch(pushOf(through + 1));
    expect(again).toMatchObject({ status: 200, body: { ok: true, through: through + AT_ONCE } });
    for (let more = 0; more < 10; more += 1) await asWatch(pushOf(through + 1 + more * AT_ONCE));
    through += 10 * AT_ONCE;
    expect((await ask('GET', 'ready')).status).toBe(200);
    expect(await stored()).toEqual(allUpTo(through));
    expect(faults()).toEqual([]);
    expect(await server.end('SIGTERM')).toBe('0');
    const { tables } = await checkFile(`${disk.dataDir}/plumbline.sqlite`);
    expect(tables.entry).toBe(through);
  }, 60_000);
});

const WRITES: [string, string, unknown?][] = [
  ['POST', 'pairing-codes', {}],
  ['PUT', 'documents/settings/main', { basedOn: 0, body: { floorLock: false } }],
  ['POST', 'keys', { name: 'Script', scopes: ['history:read'] }],
  ['POST', 'calendar-feeds', { name: 'Phone' }],
  ['POST', 'webhooks', { name: 'Lamp', address: 'https://hooks.example/x', kinds: ['session-ended'] }],
  ['POST', 'invitations', { note: 'Uma' }],
  ['POST', 'history-grants/links', { note: 'Aunt' }],
  ['POST', 'login', { name: 'Ida', password: 'plumb lines hang straight' }],
  ['DELETE', 'sign-ins'],
];
