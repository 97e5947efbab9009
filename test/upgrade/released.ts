/** The data files that releases left behind (test/upgrade/data/README.md). */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
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

/** The journals, as rows. */
export const journalsIn = (folder: string): Promise<Row[]> =>
  ask(folder, (all) =>
    all(
      'SELECT account_id, journal_id, seq, position, quarantined, digest, body FROM entry ORDER BY 1, 2, 3',
    ),
  );
