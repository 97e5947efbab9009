import type { ApiKey, Scope } from '../../../api/index.js';
import { localZone } from '../../../time/clock.js';
import { ago, dateWithYear } from '../../../time/moments.js';

/** What a key may, as its maker reads it. */
export const SCOPE_WORDS: Record<Scope, string> = {
  'history:read': 'Read sessions, weeks and progress',
  'corrections:write': 'Correct and delete sessions',
  'history:import': 'Bring in old sessions from files',
  'documents:read': 'Read routines, settings, goal and plan',
  'documents:write': 'Change routines, settings, goal and plan',
  'live:read': 'Follow a running session',
  'data:export': 'Take out all data as files',
};
export const SCOPES = Object.keys(SCOPE_WORDS) as Scope[];

export const isLive = ({ revokedAt, expiresAt }: ApiKey, now: number): boolean =>
  revokedAt === undefined && (expiresAt === undefined || expiresAt > now);

const day = (at: number): string => dateWithYear(at, localZone(at));

/** Since when there is a key, whether it is used, and until when it works. */
export function keyWords(key: ApiKey, now: number): string {
  const used = key.lastUsedAt === null ? 'never used' : `last used ${ago(now - key.lastUsedAt)}`;
  return [`Made ${day(key.createdAt)}`, used, endWords(key, now)].filter((part) => part !== '').join(' · ');
}

function endWords({ revokedAt, expiresAt }: ApiKey, now: number): string {
  if (revokedAt !== undefined) return `revoked ${day(revokedAt)}`;
  if (expiresAt === undefined) return '';
  return `${expiresAt > now ? 'ends' : 'ended'} ${day(expiresAt)}`;
}
