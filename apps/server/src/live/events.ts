import type { Rule } from '../api/operation.js';

/** The events a client may send, and who may. A key holds all the scopes that are named. */
export const EVENTS = {
  'journal:push': { access: ['device'], scopes: 'no-key' },
  'changes:pull': { access: ['device', 'account'], scopes: ['history:read', 'documents:read'] },
  'live:join': { access: ['account'], scopes: ['live:read'] },
} as const satisfies Record<string, Rule>;

export type EventName = keyof typeof EVENTS;
