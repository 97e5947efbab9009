/** A backup taken while devices push, by a process of its own, and put back into another folder. */
import 'reflect-metadata';
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { World } from '../apps/server/src/testing/world.js';
import { ask, linesOf } from './sigkill/disk.js';
import { digestOf, makeId } from './sigkill/facts.js';
import { Pusher } from './sigkill/pusher.js';
import { launch, started } from './sigkill/running-server.js';
import { Chance } from './simulate/chance.js';
import { root, serverProgram } from './stage/server-program.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-backup-'));
const world = new World();
let program: string;
let pusher: Pusher;
const file = path.join(folder, 'kept', 'one.sqlite');
const restored = path.join(folder, 'restored');

beforeAll(async () => {
  program = await serverProgram();
  await world.start({ clock: Date.now });
  const person = await world.person('Ida');
  const chance = new Chance(7);
  const journalId = makeId(chance);
  const device = await world.device(person, journalId);
  pusher = new Pusher(journalId, person.accountId, device, 'socket', chance);
  await world.stop();
}, 30_000);
afterAll(async () => {
  await world.end();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { code: number | null; words: string };
function command(dataDir: string, ...args: string[]): Promise<Ended> {
  const env = { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDir };
  const child = spawn(process.execPath, [program, ...args], { cwd: root, env });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, words })));
}

const storedIn = (dataDir: string) =>
  ask(
    dataDir,
    async (all) =>
      new Map(
        (await all('SELECT seq, body FROM entry')).map((row) => [
          row.seq,
          digestOf(JSON.parse(String(row.body))),
        ]),
      ),
  );

describe('npm run backup', () => {
  test('holds everything that was acknowledged before it began, although devices go on pushing', async () => {
    const server = await started(launch(program, world.dataDir));
    let isOver = false;
    const load = pusher.press(server.url, () => isOver);
    while (pusher.acknowledged.size < 150) await new Promise((resolve) => setTimeout(resolve, 20));
    const promised = [...pusher.acknowledged];
    const made = await command(world.dataDir, 'backup', '--to', file);
    const during = pusher.acknowledged.size;
    isOver = true;
    await load;
    expect(await command(world.dataDir, 'restore', file)).toMatchObject({ code: 1 });
    expect(await server.end('SIGTERM')).toBe('0');
    expect(made).toMatchObject({ code: 0, words: expect.stringContaining('every table was read back') });
    expect(Number(/, (\d+) entries,/.exec(made.words)?.[1])).toBeGreaterThanOrEqual(promised.length);
    expect(during).toBeGreaterThan(promised.length);
    expect(await command(restored, 'restore', file)).toMatchObject({ code: 0 });
    const stored = await storedIn(restored);
    expect(promised.filter((seq) => stored.get(seq) !== pusher.digests.get(seq))).toEqual([]);
  }, 60_000);

  test('is for its owner’s eyes only, and is never written over', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await command(world.dataDir, 'backup', '--to', file);
    expect(again).toEqual({ code: 1, words: expect.stringContaining('it is never overwritten') });
    expect(readdirSync(path.dirname(file))).toEqual(['one.sqlite']);
  }, 20_000);

  test('without --to lies in the data folder under its date; a folder gets such a file', async () => {
    expect(await command(world.dataDir, 'backup')).toMatchObject({ code: 0 });
    expect(await command(world.dataDir, 'backup', '--to', folder)).toMatchObject({ code: 0 });
    const name = /^plumbline-\d{8}T\d{6}Z\.sqlite$/;
    expect(readdirSync(path.join(world.dataDir, 'backups'))).toEqual([expect.stringMatching(name)]);
    expect(readdirSync(folder).filter((found) => name.test(found))).toHaveLength(1);
  }, 20_000);

  test.each([
    ['where there is no data', ['backup'], 'There is no data in'],
    ['with an option nobody knows', ['backup', '--fast'], 'npm run backup -- [--to FILE]'],
    ['of a file that is not there', ['restore', '/nowhere/x.sqlite'], 'There is no file /nowhere/x.sqlite.'],
    ['of nothing', ['restore'], 'npm run restore -- FILE'],
    [
      'that has no such name',
      ['restart'],
      'There is no command restart. There are: backup, restore, rebuild',
    ],
  ])(
    'a command %s ends with 1 and says so',
    async (_name, args, words) => {
      const ended = await command(path.join(folder, 'empty'), ...args);
      expect(ended).toEqual({ code: 1, words: expect.stringContaining(words) });
    },
    20_000,
  );

  test('says what it does', async () => {
    const ended = await command(folder, 'restore', '--help');
    expect(ended).toEqual({ code: 0, words: expect.stringContaining('DATA_DIR/replaced-DATE') });
  }, 20_000);
});

describe('npm run restore', () => {
  test('keeps what was there aside, and what it put there starts', async () => {
    const before = await linesOf(world.dataDir);
    const done = await command(world.dataDir, 'restore', file);
    expect(done).toMatchObject({ code: 0, words: expect.stringContaining('What was there before lies in') });
    const aside = readdirSync(world.dataDir).filter((name) => name.startsWith('replaced-'));
    expect(aside).toHaveLength(1);
    expect(await linesOf(path.join(world.dataDir, aside[0] as string))).toEqual(before);
    expect(await storedIn(world.dataDir)).toEqual(await storedIn(restored));
    const server = await started(launch(program, world.dataDir));
    expect(await server.end('SIGTERM')).toBe('0');
  }, 30_000);

  test.each<[string, (place: string) => void]>([
    ['is no database', (place) => writeFileSync(place, 'once upon a time')],
    ['is empty', (place) => writeFileSync(place, '')],
    [
      'is damaged',
      (place) => {
        copyFileSync(file, place);
        writeFileSync(place, Buffer.alloc(6_000, 7), { flag: 'r+' });
      },
    ],
    [
      'was cut',
      (place) => {
        copyFileSync(file, place);
        truncateSync(place, statSync(file).size - 9_000);
      },
    ],
  ])(
    'replaces nothing by a file that %s',
    async (_name, spoil) => {
      const place = path.join(folder, 'spoilt.sqlite');
      spoil(place);
      const before = await linesOf(restored);
      const ended = await command(restored, 'restore', place);
      expect(ended.code).toBe(1);
      expect(ended.words).toMatch(/is not a Plumbline data file, or it is damaged|The file is damaged/);
      expect(await linesOf(restored)).toEqual(before);
      expect(existsSync(path.join(restored, 'plumbline.sqlite.restoring'))).toBe(false);
      rmSync(place);
    },
    20_000,
  );

  test('refuses a backup of a later release by name', async () => {
    const later = path.join(folder, 'later', 'plumbline.sqlite');
    await command(path.dirname(later), 'restore', file);
    await ask(path.dirname(later), (all) =>
      all("INSERT INTO migrations (timestamp, name) VALUES (9, 'Hover9')"),
    );
    const ended = await command(restored, 'restore', later);
    expect(ended).toEqual({
      code: 1,
      words: expect.stringMatching(/later release: this one does not know Hover9/),
    });
  }, 20_000);
});
