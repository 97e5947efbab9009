import { Inject, Injectable } from '@nestjs/common';
import { bundledRoutines, makeRoutine, PUSH_LIMITS } from '@plumbline/routine-core';
import type { Who } from '../accounts/who.js';
import { DATABASE, type Database } from '../database/database.js';
import type { Answer } from '../problems/problems.js';
import { PULL_ENTRIES, type Pulled } from './forms.js';

type PulledEntry = Pulled['entries'][number];
type Row = { journal_id: string; position: number; seq: number; quarantined: number; body: string };

/** What happened in an account since a position. Devices get documents, people the entries as well. */
@Injectable()
export class Changes {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async pull(who: Who, asked: number): Promise<Answer<Pulled>> {
    const position = await this.positionOf(who.accountId);
    // A cursor from the future was given before this data was restored from an older copy.
    const reset = asked > position;
    const since = reset ? 0 : asked;
    const documents = since === 0 ? bundledDocuments() : [];
    const found = who.kind === 'device' ? [] : await this.entriesAfter(who.accountId, since, position);
    const more = found.length > PULL_ENTRIES;
    const entries = found.slice(0, PULL_ENTRIES);
    const reached = more ? (entries.at(-1) as PulledEntry).position : position;
    const pulled = { ok: true as const, position: reached, documents, entries, more };
    return reset ? { ...pulled, reset } : pulled;
  }

  async positionOf(accountId: string): Promise<number> {
    const sql = 'SELECT position FROM account WHERE id = ?';
    return (await this.database.read.one<{ position: number }>(sql, [accountId]))?.position ?? 0;
  }

  private async entriesAfter(accountId: string, since: number, through: number): Promise<PulledEntry[]> {
    const sql = `SELECT journal_id, position, seq, quarantined, body FROM entry
      WHERE account_id = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?`;
    const rows = await this.database.read.all<Row>(sql, [accountId, since, through, PULL_ENTRIES + 1]);
    return rows.map(asPulled);
  }
}

function asPulled({ journal_id, position, seq, quarantined, body }: Row): PulledEntry {
  const place = { journalId: journal_id, position };
  if (quarantined === 0) return { ...place, entry: JSON.parse(body) };
  const bytes = Buffer.byteLength(body);
  // Kept on disk as it came, but one giant must not make the answer one.
  const entry = bytes > PUSH_LIMITS.entryBytes ? { seq, bytes } : JSON.parse(body);
  return { ...place, quarantined: true, entry };
}

/** The routines that come with the program are documents that have always been there. */
const bundledDocuments = (): Pulled['documents'] =>
  bundledRoutines.map((routine) => ({
    kind: 'routine',
    id: routine.id,
    version: routine.version,
    position: 0,
    body: makeRoutine(routine),
  }));
