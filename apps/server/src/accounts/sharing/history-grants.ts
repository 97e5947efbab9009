import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import type { Rule } from '../../api/operation.js';
import { DATABASE, type Database } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import { Limits } from '../limits.js';
import type { AccountWho, Who } from '../who.js';
import type { Party } from './forms.js';
import { sharerBy, useLink } from './history-links.js';

/** One account lets another read its history, until either ends it. */
type Grant = { ownerId: string; readerId: string };
type Asking = { who: Who; rule: Rule; of: string | undefined };

const GRANT = 'account_id = ? AND reader_id = ?';
const cells = ({ ownerId, readerId }: Grant) => [ownerId, readerId];

@Injectable()
export class HistoryGrants {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /**
   * Whose history a request is about: one's own, or, by `of`, that of who lets a signed-in person read it. Keys and devices
   * act for their own account alone, and an address without `reader` in its row is never about another's.
   */
  async ownerAsked({ who, rule, of }: Asking): Promise<Answer<{ ownerId: string }>> {
    if (of === undefined) return { ok: true, ownerId: who.accountId };
    if (who.kind !== 'account' || !rule.access.includes('reader')) return refuse('forbidden');
    const mayRead = of === who.accountId || (await this.holds({ ownerId: of, readerId: who.accountId }));
    return mayRead ? { ok: true, ownerId: of } : refuse('not-found');
  }

  async readersOf(accountId: string): Promise<Party[]> {
    const sql = `SELECT account.id AS id, account.name AS name, history_grant.created_at AS since
      FROM history_grant JOIN account ON account.id = history_grant.reader_id
      WHERE history_grant.account_id = ? ORDER BY history_grant.created_at, account.id`;
    return this.database.read.all<Party>(sql, [accountId]);
  }

  /** An account that is switched off is silent here as everywhere. */
  async historiesFor(accountId: string): Promise<Party[]> {
    const sql = `SELECT account.id AS id, account.name AS name, history_grant.created_at AS since
      FROM history_grant JOIN account ON account.id = history_grant.account_id AND account.disabled_at IS NULL
      WHERE history_grant.reader_id = ? ORDER BY history_grant.created_at, account.id`;
    return this.database.read.all<Party>(sql, [accountId]);
  }

  /** Taken by who holds the link: neither side can name the other before. */
  async take({ accountId, name }: AccountWho, token: string): Promise<Answer<{ history: Party }>> {
    const tooOften = this.limits.take(['link', accountId]);
    if (tooOften) return tooOften;
    const at = this.now();
    const done = await this.database.write.run(async (tx): Promise<Answer<{ history: Party }>> => {
      const sharer = await sharerBy(tx, token, at);
      if (sharer === undefined) return refuse('wrong-link');
      if (sharer.id === accountId) return refuse('own-link');
      if (!(await useLink(tx, token))) return refuse('wrong-link');
      const grant = { ownerId: sharer.id, readerId: accountId };
      const since = await sinceOf(tx, grant);
      if (since === undefined) await this.begin(tx, grant, { owner: sharer.name, reader: name });
      return { ok: true, history: { ...sharer, since: since ?? at } };
    });
    if (done.ok) this.limits.forget(['link', accountId]);
    return done;
  }

  /** By either side, for both at once. */
  end(grant: Grant): Promise<Answer> {
    return this.database.write.run(async (tx): Promise<Answer> => {
      const names = await namesIn(tx, grant);
      const gone = names && (await tx.run(`DELETE FROM history_grant WHERE ${GRANT}`, cells(grant))) === 1;
      if (!gone) return refuse('not-found');
      const at = this.now();
      await noteEvent(tx, { accountId: grant.ownerId, kind: 'reader-ended', at, detail: names.reader });
      await noteEvent(tx, { accountId: grant.readerId, kind: 'history-ended', at, detail: names.owner });
      return { ok: true };
    });
  }

  private async begin(tx: Tx, grant: Grant, { owner, reader }: Names): Promise<void> {
    const at = this.now();
    const columns = ['account_id', 'reader_id', 'created_at'];
    const twice = 'ON CONFLICT (account_id, reader_id) DO NOTHING';
    await tx.add('history_grant', columns, [[...cells(grant), at]], twice);
    await noteEvent(tx, { accountId: grant.ownerId, kind: 'reader-added', at, detail: reader });
    await noteEvent(tx, { accountId: grant.readerId, kind: 'history-taken', at, detail: owner });
  }

  private async holds({ ownerId, readerId }: Grant): Promise<boolean> {
    const sql = `SELECT 1 AS one FROM history_grant JOIN account ON account.id = account_id
      WHERE ${GRANT} AND account.disabled_at IS NULL`;
    return (await this.database.read.one(sql, [ownerId, readerId])) !== undefined;
  }
}

type Names = { owner: string; reader: string };
/** Both names as they are now, or undefined where there is no such grant. */
function namesIn(tx: Tx, grant: Grant): Promise<Names | undefined> {
  const sql = `SELECT owning.name AS owner, reading.name AS reader FROM history_grant
    JOIN account owning ON owning.id = account_id JOIN account reading ON reading.id = reader_id WHERE ${GRANT}`;
  return tx.one<Names>(sql, cells(grant));
}

async function sinceOf(tx: Tx, grant: Grant): Promise<number | undefined> {
  const sql = `SELECT created_at AS since FROM history_grant WHERE ${GRANT}`;
  return (await tx.one<{ since: number }>(sql, cells(grant)))?.since;
}
