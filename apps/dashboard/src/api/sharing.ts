/** Whose history one may read, and who reads one's own (docs/protocol/accounts.md, “A shared history”). */
import { ask } from './ask.js';

export type HistoryLink = { id: string; note: string; createdAt: number; expiresAt: number };
/** The other side of a grant. */
export type Party = { id: string; name: string; since: number };
export type Grants = { links: HistoryLink[]; readers: Party[]; histories: Party[] };
/** `path` is told this once. */
export type MadeLink = { link: HistoryLink; path: string };

const GRANTS = '/history-grants';
const one = (folder: string, id: string) => `${GRANTS}/${folder}/${encodeURIComponent(id)}`;

export const fetchGrants = () => ask<Grants>('GET', GRANTS);
export const makeHistoryLink = (note: string) => ask<MadeLink>('POST', `${GRANTS}/links`, { note });
export const withdrawHistoryLink = (id: string) => ask<object>('DELETE', one('links', id));
export const takeHistoryLink = (token: string) =>
  ask<{ history: Party }>('POST', `${GRANTS}/take`, { token });
export const endReader = (id: string) => ask<object>('DELETE', one('readers', id));
export const endHistory = (id: string) => ask<object>('DELETE', one('histories', id));
