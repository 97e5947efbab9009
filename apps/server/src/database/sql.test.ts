import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Database, openDatabase } from './database.js';
import type { Param, Tx } from './sql.js';

describe('many rows at once', () => {
  let dataDir: string;
  let database: Database;

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-rows-'));
    database = await openDatabase(dataDir);
    await database.write.run((tx) =>
      tx.run('CREATE TABLE cell (id INTEGER PRIMARY KEY, number NUMERIC, text TEXT)'),
    );
  });

  afterEach(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const add = (texts: Param[], suffix = '') =>
    database.write.run((tx: Tx) =>
      tx.add(
        'cell',
        ['id', 'number', 'text'],
        texts.map((text, id): Param[] => [id, 1_795_000_000_000 + id, text]),
        suffix,
      ),
    );
  const texts = async () =>
    (await database.read.all<{ text: Param }>('SELECT text FROM cell ORDER BY id')).map(({ text }) => text);

  const ODD = ['', '"', '\\', 'é', '😀', '{"a":[1,null]}', '\n', '\u2028', 'true', '12', null];
  const filled = (count: number, odd: Param[]) => [
    ...odd,
    ...Array.from({ length: count }, (_, id) => `${id}`),
  ];

  it.each([0, 100])('come back as they were given, with %d more beside them', async (count) => {
    await add(filled(count, ODD));
    expect(await texts()).toEqual(filled(count, ODD));
  });

  it('are any texts and numbers, as a parameter would have brought them', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom("'", '"', '\\', '?', ';', '-', '\u0000', '\ud800', 'a', 'é') }),
      fc.constant(null),
    );
    const edges = fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0, 1e21);
    const number = fc.oneof(fc.maxSafeInteger(), fc.double(), edges, fc.constant(null));
    const read = 'SELECT HEX(text) AS bytes, number, typeof(number) AS type FROM cell ORDER BY id';
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(number, text), { minLength: 1, maxLength: 40 }), async (cells) => {
        const rows = cells.map((row, id): Param[] => [id, ...row]);
        const [put, bound] = (await database.write.run(async (tx) => {
          await tx.run('DELETE FROM cell');
          tx.put('cell', ['id', 'number', 'text'], rows);
          const first = await tx.all(read);
          await tx.run('DELETE FROM cell');
          for (const row of rows) await tx.run('INSERT INTO cell (id, number, text) VALUES (?, ?, ?)', row);
          return [first, await tx.all(read)];
        })) as [object[], object[]];
        expect(put).toEqual(bound);
      }),
      { numRuns: 100 },
    );
  });

  it('keep a text with a nought in it whole', async () => {
    await add(filled(100, ['a\u0000b']));
    const [{ length } = { length: 0 }] = await database.read.all<{ length: number }>(
      'SELECT LENGTH(CAST(text AS BLOB)) AS length FROM cell WHERE id = 0',
    );
    expect(length).toBe(3);
  });

  it('are whole numbers where whole numbers went in', async () => {
    await add(filled(100, []));
    const sql = 'SELECT DISTINCT typeof(number) AS type FROM cell';
    expect(await database.read.all(sql)).toEqual([{ type: 'integer' }]);
  });

  it('may be more than one statement holds', async () => {
    await add(Array.from({ length: 3_000 }, (_, id) => `${id}`.padEnd(200, '.')));
    expect(await texts()).toHaveLength(3_000);
  });

  it('heed what is said of a conflict', async () => {
    await add(filled(100, []));
    await add(
      filled(100, []).map((text) => `${text}!`),
      'ON CONFLICT (id) DO UPDATE SET text = excluded.text',
    );
    expect((await texts()).every((text) => String(text).endsWith('!'))).toBe(true);
  });
});
