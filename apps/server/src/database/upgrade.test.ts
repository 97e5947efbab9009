import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { VERSION } from '../api/version.js';
import { expectRoom } from './copy-file.js';
import { FILE_NAME, openDatabase } from './database.js';
import { MIGRATIONS } from './migrations/index.js';
import { COPIES_KEPT, upgrade } from './upgrade.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-'));
  file = path.join(folder, FILE_NAME);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type MigrationClass = new () => MigrationInterface;
const adding = (table: string, stamp: number, fails = false): MigrationClass =>
  class implements MigrationInterface {
    readonly name = `${table}${stamp}`;
    async up(runner: QueryRunner) {
      await runner.query(`CREATE TABLE ${table} (id TEXT)`);
      if (fails) throw new Error('out of luck');
    }
    async down() {}
  };

/** A program of that version, with these migrations after all of ours. */
async function startAs(version: string, later: MigrationClass[], now = 1_795_000_000_000): Promise<void> {
  const migrations = [...MIGRATIONS, ...later];
  const writer = await new DataSource({
    type: 'sqlite',
    database: file,
    enableWAL: true,
    migrations,
  }).initialize();
  try {
    await upgrade(writer, { version, now, file });
  } finally {
    await writer.destroy();
  }
}

const copies = () =>
  readdirSync(folder)
    .filter((name) => name.includes('.before-'))
    .sort();
async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const source = await new DataSource({ type: 'sqlite', database: file }).initialize();
  const rows = await source.query(sql);
  await source.destroy();
  return rows;
}

describe('an upgrade', () => {
  test('of an empty folder makes no copy and notes the release', async () => {
    await (await openDatabase(folder)).close();
    expect(copies()).toEqual([]);
    expect(await ask('SELECT version FROM release_used')).toEqual([{ version: VERSION }]);
  });

  test('copies the data first, for its owner’s eyes only', async () => {
    await startAs('7.0.0', []);
    await startAs('7.1.0', [adding('later', 1_900_000_000_001)]);
    expect(copies()).toEqual([`${FILE_NAME}.before-7.1.0-20261118T110640Z`]);
    expect(statSync(path.join(folder, copies()[0] as string)).mode & 0o777).toBe(0o600);
    expect(await ask('SELECT version FROM release_used ORDER BY version')).toEqual([
      { version: '7.0.0' },
      { version: '7.1.0' },
    ]);
  });

  test(`keeps the last ${COPIES_KEPT} copies`, async () => {
    const later: MigrationClass[] = [];
    await startAs('7.0.0', later);
    for (let step = 1; step <= 5; step += 1) {
      later.push(adding(`later${step}`, 1_900_000_000_000 + step));
      await startAs(`7.${step}.0`, later, 1_795_000_000_000 + step * 60_000);
    }
    expect(copies().map((name) => name.split('-')[1])).toEqual(['7.3.0', '7.4.0', '7.5.0']);
  });

  test('that fails in its second step has done nothing of the first', async () => {
    await startAs('7.0.0', []);
    const before = await ask('SELECT name FROM sqlite_master ORDER BY name');
    const broken = [adding('first', 1_900_000_000_001), adding('second', 1_900_000_000_002, true)];
    await expect(startAs('7.1.0', broken)).rejects.toThrow(
      /^The data could not be brought to Plumbline 7\.1\.0: out of luck\. It is as it was\. A copy lies at .*before-7\.1\.0/,
    );
    expect(await ask('SELECT name FROM sqlite_master ORDER BY name')).toEqual(before);
    await startAs('7.0.0', []);
  });

  test('from a newer release is refused with both versions, and changes nothing', async () => {
    await startAs('7.1.0', [adding('later', 1_900_000_000_001)]);
    const before = await ask('SELECT name FROM sqlite_master ORDER BY name');
    await expect(startAs('7.0.0', [])).rejects.toThrow(
      'This data was last used by Plumbline 7.1.0, and this is Plumbline 7.0.0, which does not know later1900000000001. Start 7.1.0 or later, or restore a backup made by 7.0.0; nothing was changed.',
    );
    await expect(openDatabase(folder)).rejects.toThrow(`and this is Plumbline ${VERSION}, which`);
    expect(await ask('SELECT name FROM sqlite_master ORDER BY name')).toEqual(before);
    expect(copies()).toEqual([]);
  });

  test('without room for a copy is refused', async () => {
    await expect(expectRoom(folder, 2 ** 50)).rejects.toThrow(/has \d+ MB left and a copy of the data needs/);
    await expectRoom(folder, 1);
  });

  test('whose copy cannot be written says so and changes nothing', async () => {
    await startAs('7.0.0', []);
    const blocked = path.join(folder, `${FILE_NAME}.before-7.1.0-20261118T110640Z.unfinished`);
    // A folder of that name cannot be made a file, whoever runs this.
    mkdirSync(path.join(blocked, 'in-the-way'), { recursive: true });
    const starting = startAs('7.1.0', [adding('later', 1_900_000_000_001)]);
    await expect(starting).rejects.toThrow(
      /could not be copied before its upgrade to 7\.1\.0: .* Nothing was changed\.$/,
    );
    expect(await ask("SELECT name FROM sqlite_master WHERE name = 'later'")).toEqual([]);
  });
});
