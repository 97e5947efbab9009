import { canonicalJson, DOCUMENT_LIMITS } from '@plumbline/routine-core';
import type { DocumentLine } from '../format/lines.js';
import { clashes, type Decided, HERE, type Here } from './decided.js';

/** Versions of documents: each is made on the one before, so it is added only where that one is the same here. */
export class DocumentMerge {
  /** Whether the version before was one of the file's: by `kind id`. */
  private readonly lines = new Map<string, 'follows' | 'parted'>();
  /** Ids that are new and not written yet, by kind. */
  private fresh = new Map<string, number>();

  forgetStored(): void {
    this.fresh = new Map();
  }

  async decide(here: Here, document: DocumentLine): Promise<Decided> {
    const key = `${document.kind} ${document.id}`;
    const decided = await this.look(here, document, this.lines.get(key));
    this.lines.set(key, decided.verdict === 'clashes' ? 'parted' : 'follows');
    return decided;
  }

  private async look(here: Here, document: DocumentLine, line: string | undefined): Promise<Decided> {
    const { kind, id, version, body } = document;
    const key = [here.accountId, kind, id, version];
    const sql = 'SELECT body FROM document WHERE account_id = ? AND kind = ? AND id = ? AND version = ?';
    const stored = await here.read.one<{ body: string }>(sql, key);
    if (line === 'parted') return clashes('document-differs');
    if (stored !== undefined) return stored.body === canonicalJson(body) ? HERE : clashes('document-differs');
    if (version === 1 && (await this.isFull(here, kind))) return clashes('too-many');
    return { verdict: 'added', write: { to: 'document', document } };
  }

  private async isFull({ read, accountId }: Here, kind: string): Promise<boolean> {
    const sql = 'SELECT COUNT(*) AS count FROM document WHERE account_id = ? AND kind = ? AND newest = 1';
    const row = await read.one<{ count: number }>(sql, [accountId, kind]);
    const fresh = this.fresh.get(kind) ?? 0;
    if (Number(row?.count ?? 0) + fresh >= DOCUMENT_LIMITS.routines) return true;
    this.fresh.set(kind, fresh + 1);
    return false;
  }
}
