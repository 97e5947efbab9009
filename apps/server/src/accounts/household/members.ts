import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { Rooms } from '../../live/rooms.js';
import { type Answer, isRefusal, type Refusal, refuse } from '../../problems/problems.js';
import { type EventKind, noteEvent } from '../audit/events.js';
import type { Member, Role } from './forms.js';

/** So long an account stays off before it can be removed: time to notice a mistake, and to take the data out. */
export const GRACE_MS = 7 * 24 * 3_600_000;

type Row = {
  id: string;
  name: string;
  role: Role;
  created_at: number;
  last_seen_at: number | null;
  disabled_at: number | null;
};
const COLUMNS = 'id, name, role, created_at, last_seen_at, disabled_at';
/** `by` is the owner who does it. */
type Deed = { by: string; id: string };

const memberOf = ({ created_at, last_seen_at, disabled_at, ...row }: Row): Member => ({
  ...row,
  createdAt: created_at,
  lastSeenAt: last_seen_at,
  ...(disabled_at !== null && { disabledAt: disabled_at }),
});

/** Who has an account on this server. Nothing here reads what an account holds. */
@Injectable()
export class Members {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Rooms) private readonly rooms: Rooms,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async list(): Promise<Member[]> {
    const sql = `SELECT ${COLUMNS} FROM account ORDER BY created_at, id`;
    return (await this.database.read.all<Row>(sql)).map(memberOf);
  }

  changeRole(deed: Deed, role: Role): Promise<Answer> {
    return this.database.write.run(async (tx): Promise<Answer> => {
      const member = await memberIn(tx, deed.id);
      if (isRefusal(member)) return member;
      if (role === member.role) return { ok: true };
      if (role === 'member' && (await isLastOwner(tx, member))) return refuse('last-owner');
      await tx.run('UPDATE account SET role = ? WHERE id = ?', [role, deed.id]);
      await this.note(tx, deed, { kind: 'role-changed', name: member.name });
      return { ok: true };
    });
  }

  /** Nothing of the account gets in from the commit on; what is open is closed. */
  async disable(deed: Deed): Promise<Answer> {
    const done = await this.database.write.run(async (tx): Promise<Answer> => {
      const member = await memberIn(tx, deed.id);
      if (isRefusal(member)) return member;
      if (member.disabled_at !== null) return { ok: true };
      if (await isLastOwner(tx, member)) return refuse('last-owner');
      await tx.run('UPDATE account SET disabled_at = ? WHERE id = ?', [this.now(), deed.id]);
      for (const table of ['login', 'ticket', 'pairing_code'])
        await tx.run(`DELETE FROM ${table} WHERE account_id = ?`, [deed.id]);
      await this.note(tx, deed, { kind: 'member-disabled', name: member.name });
      return { ok: true };
    });
    if (done.ok) this.rooms.closeAccount(deed.id);
    return done;
  }

  enable(deed: Deed): Promise<Answer> {
    return this.database.write.run(async (tx): Promise<Answer> => {
      const member = await memberIn(tx, deed.id);
      if (isRefusal(member)) return member;
      if (member.disabled_at === null) return { ok: true };
      await tx.run('UPDATE account SET disabled_at = NULL WHERE id = ?', [deed.id]);
      await this.note(tx, deed, { kind: 'member-enabled', name: member.name });
      return { ok: true };
    });
  }

  /** With everything that belongs to it: every table hangs on the account. */
  async remove(deed: Deed): Promise<Answer> {
    const done = await this.database.write.run(async (tx): Promise<Answer> => {
      const member = await memberIn(tx, deed.id);
      if (isRefusal(member)) return member;
      if (member.disabled_at === null) return refuse('disable-first');
      const leftMs = member.disabled_at + GRACE_MS - this.now();
      if (leftMs > 0) return refuse('disable-first', leftMs);
      await tx.run('DELETE FROM account WHERE id = ?', [deed.id]);
      await this.note(tx, deed, { kind: 'member-removed', name: member.name });
      return { ok: true };
    });
    if (done.ok) this.rooms.closeAccount(deed.id);
    return done;
  }

  /** In the owner's own record, and in that of the member who is still there. */
  private async note(tx: Tx, { by, id }: Deed, { kind, name }: { kind: EventKind; name: string }) {
    const at = this.now();
    await noteEvent(tx, { accountId: by, kind, at, detail: name });
    if (id !== by && kind !== 'member-removed') await noteEvent(tx, { accountId: id, kind, at });
  }
}

async function memberIn(tx: Tx, id: string): Promise<Row | Refusal> {
  return (await tx.one<Row>(`SELECT ${COLUMNS} FROM account WHERE id = ?`, [id])) ?? refuse('not-found');
}

async function isLastOwner(tx: Tx, { id, role }: Row): Promise<boolean> {
  if (role !== 'owner') return false;
  // Two owners may step down at once, on two machines: whoever comes second waits here and then sees it.
  await tx.run(`UPDATE account SET role = role WHERE role = 'owner'`);
  const sql = `SELECT id FROM account WHERE role = 'owner' AND disabled_at IS NULL AND id <> ? LIMIT 1`;
  return (await tx.one(sql, [id])) === undefined;
}
