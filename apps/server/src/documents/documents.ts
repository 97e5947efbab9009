import { Inject, Injectable } from '@nestjs/common';
import { checkDocument, type DocumentVersion } from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Committed } from '../live/committed.js';
import { type Answer, refuse } from '../problems/problems.js';
import { refuseShape } from '../problems/refuse-shape.js';
import { bundledDocuments } from './bundled-documents.js';
import {
  type DocumentKey,
  documentIn,
  type KeptDocument,
  keptIn,
  newestRow,
  newestRows,
  type Place,
  standingNames,
  versionRow,
  versionRows,
} from './document-rows.js';
import { followDecision } from './follow-decision.js';
import { type StoredEdit, storeDocument } from './store-document.js';

/** Reasons are for a person to read; beyond these they are no help. */

export type Put = DocumentKey & { basedOn: number; body: unknown; madeBy: string };
type Listed = Answer<{ documents: DocumentVersion[]; next?: string }>;
type Versions = Answer<{ versions: DocumentVersion[]; next?: string }>;
export type VersionsAsked = { before: number; limit: number };
export type ListAsked = { after?: string | undefined; limit: number };

/** No kind and no id holds a dot. */
const nameOf = ({ kind, id }: Place) => `${kind}.${id}`;
const placeOf = (name: string): Place => {
  const [kind = '', id = ''] = name.split('.');
  return { kind, id };
};

/** Routines, settings, week plan and weeks away of an account: whole versions, each made on a named one. */
@Injectable()
export class Documents {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async put(put: Put): Promise<Answer<{ document: KeptDocument }>> {
    const checked = checkDocument({ ...put, version: put.basedOn + 1 }, put.body);
    if (!checked.ok) return refuseShape(checked.problems);
    const edit = { ...put, madeAt: this.now() };
    const stored = await this.database.write.run(async (tx): Promise<Answer<StoredEdit>> => {
      const done = await storeDocument(tx, edit);
      if (done.ok && done.fresh) await followDecision(tx, put.accountId, done.document);
      return done;
    });
    if (!stored.ok) return stored;
    if (stored.fresh) this.tell(put.accountId, stored.document);
    return { ok: true, document: stored.document };
  }

  async get(key: DocumentKey): Promise<Answer<{ document: DocumentVersion }>> {
    const own = await newestRow(this.database.read, key);
    const document = own ? keptIn(own) : bundled(key);
    return document ? { ok: true, document } : refuse('not-found');
  }

  /** One version, also of a document that was withdrawn since. */
  async version(key: DocumentKey, version: number): Promise<Answer<{ document: DocumentVersion }>> {
    const own = await versionRow(this.database.read, key, version);
    const document = own ? keptIn(own) : bundled(key, version);
    return document ? { ok: true, document } : refuse('not-found');
  }

  /** What holds now, by kind and id; what was withdrawn is left out. */
  async list(accountId: string, { after = '', limit }: ListAsked): Promise<Listed> {
    const { read } = this.database;
    const all = [...bundledDocuments, ...(await standingNames(read, accountId))].map(nameOf);
    const rest = all.filter((name) => name > after).sort();
    const names = rest.slice(0, limit);
    const own = (await newestRows(read, accountId, names.map(placeOf))).map(documentIn);
    const documents = [...bundledDocuments, ...own]
      .filter((each) => names.includes(nameOf(each)))
      .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    const last = documents.at(-1);
    const answer = { ok: true as const, documents };
    return rest.length > limit && last ? { ...answer, next: nameOf(last) } : answer;
  }

  async versions(key: DocumentKey, { before, limit }: VersionsAsked): Promise<Versions> {
    const rows = await versionRows(this.database.read, key, { before, limit: limit + 1 });
    if (rows.length === 0 && before === Number.MAX_SAFE_INTEGER) {
      const only = bundled(key);
      return only ? { ok: true, versions: [only] } : refuse('not-found');
    }
    const versions = rows.slice(0, limit).map(keptIn);
    const last = versions.at(-1);
    const answer = { ok: true as const, versions };
    return rows.length > limit && last ? { ...answer, next: String(last.version) } : answer;
  }

  /** After COMMIT: what is told is what a pull would find. */
  private tell(accountId: string, { madeAt: _at, madeBy: _by, ...document }: KeptDocument): void {
    const { position } = document;
    const message = { position, after: position - 1, documents: [document] };
    this.committed.tellDocuments({ accountId, message });
  }
}

const bundled = (key: DocumentKey, version?: number): DocumentVersion | undefined =>
  bundledDocuments.find(
    (each) =>
      each.kind === key.kind && each.id === key.id && (version === undefined || each.version === version),
  );
