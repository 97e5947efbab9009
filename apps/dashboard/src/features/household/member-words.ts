import type { Member } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { agoByTheHour, dateWithYear } from '../../time/moments.js';

/** So long an account is off before it can be removed, as the server has it. */
export const GRACE_MS = 7 * 24 * 3_600_000;

export type Deed = 'make-owner' | 'make-member' | 'switch-off' | 'switch-on' | 'remove';

const day = (at: number): string => dateWithYear(at, localZone(at));

export const isOn = ({ disabledAt }: Member): boolean => disabledAt === undefined;

export function memberWords({ role, createdAt, lastSeenAt, disabledAt }: Member, now: number): string {
  const what = role === 'owner' ? 'Owner' : 'Member';
  const seen = lastSeenAt === null ? 'never here' : `seen ${agoByTheHour(now - lastSeenAt)}`;
  const state = disabledAt === undefined ? seen : offWords(disabledAt, now);
  return `${what} · since ${day(createdAt)} · ${state}`;
}

function offWords(disabledAt: number, now: number): string {
  const off = `switched off ${day(disabledAt)}`;
  const removableAt = disabledAt + GRACE_MS;
  return now < removableAt ? `${off} · can be removed from ${day(removableAt)} on` : off;
}

/** What an owner may do to a member at this moment; nobody is offered to lock themselves out. */
export function deedsFor(member: Member, who: { me: string; owners: number; now: number }): Deed[] {
  const { id, role, disabledAt } = member;
  if (disabledAt !== undefined)
    return who.now >= disabledAt + GRACE_MS ? ['switch-on', 'remove'] : ['switch-on'];
  if (id === who.me) return who.owners > 1 ? ['make-member'] : [];
  return [role === 'owner' ? 'make-member' : 'make-owner', 'switch-off'];
}
