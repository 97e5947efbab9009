import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { Rooms } from '../../live/rooms.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import type { AccountWho } from '../who.js';
import { endLogins } from './start-login.js';

export type SignInFacts = {
  id: string;
  agent: string;
  createdAt: number;
  lastSeenAt: number;
  current: boolean;
};
type Row = { token_hash: string; id: string; agent: string; created_at: number; last_seen_at: number | null };

/** The browsers that are signed in to an account. */
@Injectable()
export class SignIns {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Rooms) private readonly rooms: Rooms,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async list({ accountId, loginHash }: AccountWho): Promise<SignInFacts[]> {
    const sql = `SELECT token_hash, id, agent, created_at, last_seen_at FROM login
      WHERE account_id = ? AND expires_at > ? ORDER BY created_at DESC, id`;
    const rows = await this.database.read.all<Row>(sql, [accountId, this.now()]);
    return rows.map(({ id, agent, created_at, last_seen_at, token_hash }) => ({
      id,
      agent,
      createdAt: created_at,
      lastSeenAt: last_seen_at ?? created_at,
      current: token_hash === loginHash,
    }));
  }

  end({ accountId }: AccountWho, id: string): Promise<Answer> {
    return this.ending(accountId, async (tx) => {
      const sql = 'SELECT token_hash FROM login WHERE account_id = ? AND id = ?';
      const rows = await tx.all<{ token_hash: string }>(sql, [accountId, id]);
      await tx.run('DELETE FROM login WHERE account_id = ? AND id = ?', [accountId, id]);
      return rows.map(({ token_hash }) => token_hash);
    });
  }

  endOthers({ accountId, loginHash }: AccountWho): Promise<Answer> {
    return this.ending(accountId, (tx) => endLogins(tx, accountId, loginHash), { mayBeNone: true });
  }

  logout({ accountId, loginHash }: AccountWho): Promise<Answer> {
    return this.ending(accountId, async (tx) => {
      await tx.run('DELETE FROM login WHERE token_hash = ?', [loginHash]);
      return [loginHash];
    });
  }

  private async ending(
    accountId: string,
    end: (tx: Tx) => Promise<string[]>,
    { mayBeNone = false } = {},
  ): Promise<Answer> {
    const done = await this.database.write.run(async (tx): Promise<Answer<{ ended: string[] }>> => {
      const ended = await end(tx);
      if (ended.length === 0 && !mayBeNone) return refuse('not-found');
      if (ended.length > 0) await noteEvent(tx, { accountId, kind: 'signed-out', at: this.now() });
      return { ok: true, ended };
    });
    if (!done.ok) return done;
    for (const hash of done.ended) this.rooms.closeLogin(hash);
    return { ok: true };
  }
}
