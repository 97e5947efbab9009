/** What a key may be allowed, one by one. `docs/protocol/accounts.md` prints this table. */
export const SCOPES = {
  'history:read': 'reads sessions, weeks, progress and the entries they are computed from',
  'corrections:write': 'corrects and deletes sessions, and takes that back',
  'history:import': 'brings in old sessions from files, and takes that back',
  'documents:read': 'reads routines, settings, goal and plan',
  'documents:write': 'writes new versions of routines, settings, goal and plan',
  'live:read': 'follows a running session',
  'data:export': 'takes out all data as files',
} as const;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];
