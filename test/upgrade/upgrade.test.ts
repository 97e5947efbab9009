/** Upgrades never eat data: every released data file, brought to the program of today. */
import 'reflect-metadata';
import { readdirSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../apps/server/src/database/database.js';
import { MIGRATIONS } from '../../apps/server/src/database/migrations/index.js';
import { rebuild } from '../../apps/server/src/rebuild.js';
import { exportAccount } from '../../apps/server/src/transfer/export/export-account.js';
import { takeMoment } from '../../apps/server/src/transfer/export/moment.js';
import { checkAccountFile } from '../../apps/server/src/transfer/format/check-account-file.js';
import { ask, linesOf } from '../sigkill/disk.js';
import { digestOf } from '../sigkill/facts.js';
import { exportOf, folderOf, journalsIn, RELEASES } from './released.js';

const folders: string[] = [];
const folder = (version: string) => {
  folders.push(folderOf(version));
  return folders.at(-1) as string;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const bring = async (dataDir: string) => (await openDatabase(dataDir)).close();
const copiesIn = (dataDir: string) => readdirSync(dataDir).filter((name) => name.includes('.before-'));

/** The only account of a data folder, as today's program hands it out. */
async function exported(dataDir: string): Promise<string> {
  const database = await openDatabase(dataDir);
  try {
    const account = await database.read.one<{ id: string }>('SELECT id FROM account');
    const moment = await database.write.run((tx) => takeMoment(tx, account?.id ?? ''));
    if ('ok' in moment) throw new Error(moment.code);
    let text = '';
    for await (const part of exportAccount(database.read, moment)) text += part;
    return text;
  } finally {
    await database.close();
  }
}
async function* once(text: string) {
  yield Buffer.from(text);
}

describe.each(RELEASES)('the data of %s', (version) => {
  test('keeps every fact of its journals, to the letter', async () => {
    const dataDir = folder(version);
    const before = await journalsIn(dataDir);
    await bring(dataDir);
    expect(before.length).toBeGreaterThan(80);
    expect(await journalsIn(dataDir)).toEqual(before);
    const done = await ask(dataDir, (all) => all('SELECT name FROM migrations'));
    expect(done).toHaveLength(MIGRATIONS.length);
  });

  test('is handed out whole by the export, as the release handed it out or had it in its journals', async () => {
    const dataDir = folder(version);
    const before = await journalsIn(dataDir);
    const text = await exported(dataDir);
    expect(await checkAccountFile(once(text))).toMatchObject({ ok: true });
    // The first release could not hand anything out: its journals are what there is to compare with.
    if (version === '0.1.0') {
      const lines = text.split('\n').filter((line) => line.includes('"line":"entry"'));
      const facts = [...before].sort((one, other) => Number(one.position) - Number(other.position));
      expect(lines).toEqual(
        facts.map(({ journal_id, body }) => `{"entry":${body},"journalId":"${journal_id}","line":"entry"}`),
      );
    } else expect(text).toBe(exportOf(version));
  });

  test('gives every body the digest that the release had stored beside it', async () => {
    const dataDir = folder(version);
    const stored = await ask(dataDir, (all) =>
      all('SELECT digest FROM entry ORDER BY account_id, position').catch(() => []),
    );
    await bring(dataDir);
    const bodies = await ask(dataDir, (all) => all('SELECT body FROM entry ORDER BY account_id, position'));
    const now = bodies.map(({ body }) => ({ digest: digestOf(JSON.parse(String(body))) }));
    if (version === '0.1.0') expect(now).toEqual(stored);
    else expect(stored).toEqual([]);
  });

  test('has read models afterwards that a rebuild makes again', async () => {
    const dataDir = folder(version);
    await bring(dataDir);
    await rebuild(dataDir);
    const rebuilt = await linesOf(dataDir);
    await rebuild(dataDir);
    expect(await linesOf(dataDir)).toEqual(rebuilt);
    expect(rebuilt.filter((line) => line.startsWith('session '))).toHaveLength(4);
  });

  test('lies beside itself as it was, once, and not again at the next start', async () => {
    const dataDir = folder(version);
    const before = await linesOf(dataDir);
    await bring(dataDir);
    await bring(dataDir);
    const [copy, ...more] = copiesIn(dataDir);
    expect(more).toEqual([]);
    expect(copy).toMatch(/^plumbline\.sqlite\.before-\d+\.\d+\.\d+-\d{8}T\d{6}Z$/);
    expect(await linesOf(dataDir, copy)).toEqual(before);
  });
});
