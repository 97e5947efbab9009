/** The data files that releases left behind (test/upgrade/data/README.md). */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { canonicalJson } from '@plumbline/routine-core';
import { ask, type Row } from '../sigkill/disk.js';

const data = path.join(import.meta.dirname ?? 'test/upgrade', 'data');

export const RELEASES = ['0.1.0'] as const;

/** A data folder as that release would be stopped in it. */
export function folderOf(version: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-upgrade-'));
  const packed = readFileSync(path.join(data, `${version}.sqlite.gz`));
  writeFileSync(path.join(folder, 'plumbline.sqlite'), gunzipSync(packed), { mode: 0o600 });
  return folder;
}

/** What the release itself handed out for its account. */
export const exportOf = (version: string): string =>
  gunzipSync(readFileSync(path.join(data, `${version}.export.gz`))).toString('utf8');

/** The journals, as rows; bodies as canonical JSON, because releases have not always written their keys in order. */
export const journalsIn = (folder: string): Promise<Row[]> =>
  ask(folder, async (all) => {
    const rows = await all(
      'SELECT account_id, journal_id, seq, position, quarantined, body FROM entry ORDER BY 1, 2, 3',
    );
    return rows.map((row) => ({ ...row, body: canonicalJson(JSON.parse(String(row.body))) }));
  });
