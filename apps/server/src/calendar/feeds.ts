import { Inject, Injectable } from '@nestjs/common';
import { hashToken, newId, newToken } from '../accounts/secrets.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { type Answer, refuse } from '../problems/problems.js';
import type { Feed } from './forms.js';

const MAX_FEEDS = 10;
type Made = { feed: Feed; path: string };
type Row = { id: string; name: string; created_at: number };

const feedOf = ({ id, name, created_at }: Row): Feed => ({ id, name, createdAt: created_at });
const pathOf = (secret: string) => `/calendar/${secret}.ics`;
const FIND = 'SELECT id, name, created_at FROM calendar_feed WHERE account_id = ?';

/** The secret addresses of an account's calendar. Only their hashes are kept. */
@Injectable()
export class CalendarFeeds {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  make(accountId: string, name: string): Promise<Answer<Made>> {
    const secret = newToken('plb_i_');
    const feed = { id: newId(), name, createdAt: this.now() };
    return this.database.write.run(async (tx): Promise<Answer<Made>> => {
      const held = await tx.all<Row>(FIND, [accountId]);
      if (held.length >= MAX_FEEDS) return refuse('too-many');
      const columns = ['id', 'account_id', 'name', 'token_hash', 'created_at'] as const;
      await tx.add('calendar_feed', columns, [[feed.id, accountId, name, hashToken(secret), feed.createdAt]]);
      return { ok: true, feed, path: pathOf(secret) };
    });
  }

  async list(accountId: string): Promise<Feed[]> {
    const rows = await this.database.read.all<Row>(`${FIND} ORDER BY created_at, id`, [accountId]);
    return rows.map(feedOf);
  }

  /** A new address for the same feed; the old one is void at once. */
  replace(accountId: string, id: string): Promise<Answer<Made>> {
    const secret = newToken('plb_i_');
    return this.database.write.run(async (tx): Promise<Answer<Made>> => {
      const sql = 'UPDATE calendar_feed SET token_hash = ? WHERE account_id = ? AND id = ?';
      if ((await tx.run(sql, [hashToken(secret), accountId, id])) !== 1) return refuse('not-found');
      const row = (await tx.one<Row>(`${FIND} AND id = ?`, [accountId, id])) as Row;
      return { ok: true, feed: feedOf(row), path: pathOf(secret) };
    });
  }

  remove(accountId: string, id: string): Promise<Answer> {
    return this.database.write.run(async (tx): Promise<Answer> => {
      const sql = 'DELETE FROM calendar_feed WHERE account_id = ? AND id = ?';
      return (await tx.run(sql, [accountId, id])) === 1 ? { ok: true } : refuse('not-found');
    });
  }

  /** Whose calendar an address shows. Any wrong secret costs what another does: one look-up by its hash. */
  async accountOf(secret: string): Promise<string | undefined> {
    const sql = `SELECT account_id FROM calendar_feed JOIN account ON account.id = account_id
      WHERE token_hash = ? AND disabled_at IS NULL`;
    const row = await this.database.read.one<{ account_id: string }>(sql, [hashToken(secret)]);
    return row?.account_id;
  }
}
