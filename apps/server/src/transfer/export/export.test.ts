import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson, SERVER_JOURNAL } from '@plumbline/routine-core';
import { DATABASE, type Database } from '../../database/database.js';
import { moves, OTHER_JOURNAL, pushOf } from '../../testing/entries.js';
import { lifeSession, liveRichly } from '../../testing/rich-life.js';
import { bearer, type Device, type Person, World } from '../../testing/world.js';
import { checkAccountFile } from '../format/check-account-file.js';
import { exportAccount } from './export-account.js';
import { takeMoment } from './moment.js';

type Json = Record<string, unknown>;
const world = new World();
let ida: Person;
let watch: Device;
beforeAll(async () => {
  await world.start();
  ida = await world.person('Ida');
  watch = await liveRichly(world, ida);
});
afterAll(() => world.end());

const get = (headers: Record<string, string>, method = 'GET') =>
  fetch(`${world.server.url}/api/v1/export`, { method, headers });
const exported = async ({ cookie }: Person = ida) => (await get({ cookie })).text();
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Json);
const named = (lines: Json[], name: string) => lines.filter(({ line }) => line === name);
async function* once(text: string) {
  yield Buffer.from(text);
}

describe('an export', () => {
  test('is a file that is sound, of lines that are canonical JSON', async () => {
    const text = await exported();
    expect(await checkAccountFile(once(text))).toMatchObject({ ok: true, file: { counts: { journals: 3 } } });
    for (const line of text.trimEnd().split('\n')) expect(canonicalJson(JSON.parse(line))).toBe(line);
  });

  test('holds every fact of the account, in the order of their positions', async () => {
    const lines = linesOf(await exported());
    const { read } = world.server.app.get<Database>(DATABASE);
    const rows = await read.all<{ body: string; kind: string }>(
      `SELECT body, kind FROM entry WHERE account_id = ? AND (kind IS NULL OR kind <> 'erased' OR quarantined = 1)
       ORDER BY position`,
      [ida.accountId],
    );
    const told = named(lines, 'entry').map(({ entry }) => canonicalJson(entry));
    expect(told).toEqual(rows.map(({ body }) => body));
    expect(told.some((body) => body.includes('levitated'))).toBe(true);
    expect(named(lines, 'gap')).toHaveLength(1);
    const documents = named(lines, 'document').map(({ kind, version }) => `${kind} ${version}`);
    expect(documents).toEqual(['settings 1', 'settings 2', 'week-plan 1', 'away-weeks 1', 'away-weeks 2']);
    const own = named(lines, 'entry').filter(({ journalId }) => journalId === SERVER_JOURNAL);
    expect(own.map(({ entry }) => (entry as Json).kind)).toEqual([
      'session-deleted',
      'session-erased',
      'session-corrected',
      'session-corrected',
      'correction-undone',
      'session-deleted',
    ]);
  });

  test('of an erased session says number, place and digest, and nothing of what it was', async () => {
    const text = await exported();
    const erased = named(linesOf(text), 'erased');
    expect(erased.length).toBeGreaterThan(20);
    expect(new Set(erased.map(({ sessionId }) => sessionId))).toEqual(new Set([lifeSession(3)]));
    expect(text).not.toContain('Nobody will know.');
  });

  test('holds no secret, no hash, no name of a sign-in, and nothing that says where it lay', async () => {
    const text = await exported();
    for (const word of ['plb_', 'argon2', 'Ida', ida.accountId, watch.token, watch.deviceId, ida.cookie])
      expect(text).not.toContain(word);
  });

  test('is one moment, whatever is written while it is read', async () => {
    const { read, write } = world.server.app.get<Database>(DATABASE);
    const moment = await write.run((tx) => takeMoment(tx, ida.accountId));
    if ('ok' in moment) throw new Error(moment.code);
    const before = await exported();
    const text: string[] = [];
    let seq = 3;
    for await (const part of exportAccount(read, moment)) {
      text.push(part);
      const body = pushOf(moves(1, seq + 2), { journalId: OTHER_JOURNAL, first: seq + 2 });
      expect((await world.ask('POST', '/api/v1/journal', body, bearer(watch))).status).toBe(200);
      seq += 3;
    }
    expect(text.join('')).toBe(before);
    expect(await exported()).not.toBe(before);
  });

  test('of an account that holds nothing is a header and an end', async () => {
    const text = await exported(await world.person('Nobody yet'));
    expect(linesOf(text)).toEqual([
      { line: 'header', format: 'plumbline-account', version: 1 },
      {
        line: 'end',
        counts: { journals: 0, gaps: 0, entries: 0, documents: 0 },
        digest: expect.stringMatching(/^[\w-]{43}$/),
      },
    ]);
  });

  test('is a download with a name, kept by nobody on the way, and its head alone costs no reading', async () => {
    const whole = await get({ cookie: ida.cookie });
    const head = await get({ cookie: ida.cookie }, 'HEAD');
    for (const { headers, status } of [whole, head]) {
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
      expect(headers.get('content-disposition')).toBe('attachment; filename="plumbline-2026-11-16.jsonl"');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect(await head.text()).toBe('');
  });

  test.each<[string, () => Record<string, string>, number]>([
    ['nobody', () => ({}), 401],
    ['a device', () => bearer(watch), 403],
  ])('is not for %s', async (_name, headers, status) => {
    expect((await get(headers())).status).toBe(status);
  });
});
