import { Controller, Get, Inject } from '@nestjs/common';
import { DATABASE, type Database } from '../../database/database.js';
import { marks } from '../../database/sql.js';
import { From } from '../access.js';
import type { AccountWho } from '../who.js';
import { type EventKind, newestOfEach } from './events.js';
import type { Event, ServerEvent } from './forms.js';

const AT_MOST = 200;
/** What an owner sees of others: who belongs here and who tries to get in, never a member's comings and goings. */
const OF_SERVER: EventKind[] = [
  'sign-in-failed',
  'second-factor-on',
  'second-factor-off',
  'invitation-made',
  'invitation-used',
  'invitation-revoked',
  'role-changed',
  'member-disabled',
  'member-enabled',
  'member-removed',
];
type Row = { kind: string; first_at: number; at: number; count: number; detail: string };

@Controller('api/v1')
export class AuditController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get('security-events')
  async own(@From() { accountId }: AccountWho) {
    const sql = `SELECT kind, first_at, at, count, detail FROM security_event
      WHERE id IN (${newestOfEach('account_id = ?', AT_MOST)}) ORDER BY at DESC, id`;
    const rows = await this.database.read.all<Row>(sql, [accountId]);
    return { ok: true, events: rows.map((row) => eventOf(row)) };
  }

  @Get('server-events')
  async ofServer(@From() { accountId }: AccountWho) {
    const sql = `SELECT kind, first_at, at, count, detail, account_id, account.name AS name FROM security_event
      LEFT JOIN account ON account.id = account_id
      WHERE security_event.id IN (${newestOfEach(`kind IN (${marks(OF_SERVER.length)})`, AT_MOST)})
      ORDER BY at DESC, security_event.id`;
    type Told = Row & { account_id: string | null; name: string | null };
    const rows = await this.database.read.all<Told>(sql, OF_SERVER);
    const events = rows.map(({ account_id, name, ...row }): ServerEvent => {
      const told = eventOf(account_id === accountId ? row : { ...row, detail: '' });
      return name === null ? told : { ...told, member: name };
    });
    return { ok: true, events };
  }
}

const eventOf = ({ kind, first_at, at, count, detail }: Row): Event => ({
  kind,
  at,
  ...(count > 1 && { firstAt: first_at, count }),
  ...(detail !== '' && { detail }),
});
