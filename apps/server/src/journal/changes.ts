import { Inject, Injectable } from '@nestjs/common';
import { PUSH_LIMITS } from '@plumbline/routine-core';
import type { Who } from '../accounts/who.js';
import { DATABASE, type Database } from '../database/database.js';
import { bundledDocuments } from '../documents/bundled-documents.js';
import { documentIn, newestRowsAfter, type Stretch } from '../documents/document-rows.js';
import type { Answer } from '../problems/problems.js';
import type { LyingEntry } from './entry-runs.js';
import { PULL_ENTRIES, type Pulled } from './forms.js';
import { entriesBetween } from './lying-entries.js';
import { PAGE_BYTES, pageOf } from './page.js';
import { sealAt } from './seal.js';

type PulledEntry = Pulled['entries'][number];
type PulledDocument = Pulled['documents'][number];
/** `limit` is for those with little memory: a phone, a watch. `seal` is that of the answer that named `since`. */
export type Asked = { since: number; seal?: string | undefined; limit?: number | undefined };

/** What happened in an account since a position. Devices get documents, people the entries as well. */
@Injectable()
export class Changes {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async pull(who: Who, asked: Asked): Promise<Answer<Pulled>> {
    const { limit: items = PULL_ENTRIES } = asked;
    const position = await this.positionOf(who.accountId);
    const reset = await this.isOfOtherTimes(who.accountId, asked, position);
    const since = reset ? 0 : asked.since;
    const stretch = { since, through: position, limit: items + 1 };
    const found = {
      documents: await this.documentsIn(who.accountId, stretch),
      entries: who.kind === 'device' ? [] : await this.entriesIn(who.accountId, stretch),
      through: position,
    };
    const { reached, more, ...page } = pageOf(found, { items, bytes: PAGE_BYTES });
    const documents = since === 0 ? [...bundledDocuments, ...page.documents] : page.documents;
    const seal = await sealAt(this.database.read, who.accountId, reached);
    const pulled = { ok: true as const, position: reached, documents, entries: page.entries, more };
    return { ...pulled, ...(seal && { seal }), ...(reset && { reset }) };
  }

  /** This data was restored from an older copy since: its cursor is from the future, or something else lies there now. */
  private async isOfOtherTimes(
    accountId: string,
    { since, seal }: Asked,
    position: number,
  ): Promise<boolean> {
    if (since > position) return true;
    return seal !== undefined && seal !== (await sealAt(this.database.read, accountId, since));
  }

  async positionOf(accountId: string): Promise<number> {
    const sql = 'SELECT position FROM account WHERE id = ?';
    return (await this.database.read.one<{ position: number }>(sql, [accountId]))?.position ?? 0;
  }

  private async documentsIn(accountId: string, stretch: Stretch): Promise<PulledDocument[]> {
    return (await newestRowsAfter(this.database.read, accountId, stretch)).map(documentIn);
  }

  private async entriesIn(accountId: string, stretch: Stretch): Promise<PulledEntry[]> {
    return (await entriesBetween(this.database.read, accountId, stretch)).map(asPulled);
  }
}

function asPulled({ journalId, position, seq, isErased, isQuarantined, body }: LyingEntry): PulledEntry {
  const place = { journalId, position };
  if (isErased) return { ...place, entry: { seq, ...(JSON.parse(body) as object) } };
  if (!isQuarantined) return { ...place, entry: JSON.parse(body) };
  const bytes = Buffer.byteLength(body);
  // Kept on disk as it came, but one giant must not make the answer one.
  const entry = bytes > PUSH_LIMITS.entryBytes ? { seq, bytes } : JSON.parse(body);
  return { ...place, quarantined: true, entry };
}
