import type { DocumentVersion, Problem } from '@plumbline/routine-core';

/** Every refusal the server can give: its HTTP status and its sentence. `docs/protocol.md` prints this table. */
export const PROBLEMS = {
  invalid: { status: 400, message: 'The message is not in the form this address expects.' },
  'binary-refused': { status: 400, message: 'Binary messages are not taken; send JSON.' },
  'unknown-event': { status: 404, message: 'There is no event of that name.' },
  unauthorized: { status: 401, message: 'Sign in first, or send a token that is still valid.' },
  revoked: { status: 401, message: 'This device or key was removed from its account.' },
  expired: { status: 401, message: 'This key has expired. Make another one.' },
  'wrong-login': { status: 401, message: 'That name and password do not belong together.' },
  'second-factor-needed': {
    status: 401,
    message: 'The password is right. Now the code of the second factor.',
  },
  'wrong-second-code': { status: 401, message: 'This code is wrong or was used already.' },
  'ticket-over': { status: 401, message: 'This link or step has run out or was used. Begin again.' },
  'wrong-password': { status: 403, message: 'That is not the password of this account.' },
  disabled: { status: 403, message: 'This account is switched off. Ask the owner of the server.' },
  'wrong-invitation': {
    status: 403,
    message: 'This invitation is not valid: used, withdrawn or older than seven days.',
  },
  'wrong-link': {
    status: 403,
    message: 'This link is not valid: taken, withdrawn or older than seven days.',
  },
  'wrong-token': {
    status: 403,
    message: 'This claim link is not valid. Start the server again for a fresh one.',
  },
  'wrong-origin': {
    status: 403,
    message: 'The request comes from another web address than this server’s own.',
  },
  forbidden: { status: 403, message: 'This sign-in may not do that.' },
  'scope-missing': { status: 403, message: 'This key was not given the scope that this needs.' },
  'wrong-code': { status: 403, message: 'This pairing code is wrong, used or older than ten minutes.' },
  'not-found': { status: 404, message: 'There is nothing here, or it belongs to somebody else.' },
  'already-claimed': { status: 409, message: 'This server already has an owner. Sign in instead.' },
  'name-taken': { status: 409, message: 'Somebody here already bears that name.' },
  'own-link': {
    status: 409,
    message: 'This link leads to your own history. Give it to whoever may read it.',
  },
  'last-owner': { status: 409, message: 'A server has at least one owner. Make another one first.' },
  'disable-first': {
    status: 409,
    message: 'Switch the account off first; after seven days it can be removed.',
  },
  'already-on': { status: 409, message: 'The second factor is on already.' },
  clash: { status: 409, message: 'Somebody else has changed it since; here are both.' },
  'not-over': { status: 409, message: 'This session is still going on.' },
  'too-late': { status: 409, message: 'Thirty days have passed; this can no longer be taken back.' },
  'too-many': { status: 409, message: 'There are as many of these as one account may have.' },
  'too-large': {
    status: 413,
    message: 'That is more than the server takes at once. Send it in smaller parts.',
  },
  'preview-first': {
    status: 409,
    message: 'This account holds something already. Look at a preview, then name the file by its digest.',
  },
  'other-file': { status: 409, message: 'This is not the file that was previewed.' },
  'nothing-new': {
    status: 409,
    message: 'Nothing in this file is new: its sessions are here already, or none was chosen.',
  },
  misdirected: {
    status: 421,
    message: 'This server does not answer under that name; set PUBLIC_URL to allow it.',
  },
  'weak-password': { status: 422, message: 'The password needs at least 10 signs, and at most 200.' },
  'file-refused': {
    status: 422,
    message: 'This file cannot be taken as it is; the problems say which lines, and why.',
  },
  'address-refused': {
    status: 422,
    message: 'This server does not send to that address; the operator may allow it by OUTGOING_ALLOW.',
  },
  'slow-down': { status: 429, message: 'That was too often. Wait a moment and try again.' },
  internal: { status: 500, message: 'Something went wrong on the server; its log says what.' },
  busy: { status: 503, message: 'The server has too much to write. Try again shortly.' },
  'cannot-write': {
    status: 503,
    message: 'The server’s disk is full or takes no writes; nothing was stored. Its owner has to look.',
  },
  stopping: { status: 503, message: 'The server is stopping. Try again in a moment.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The answer to anything that is not done, the same on both transports. */
export type Refusal = {
  ok: false;
  code: ProblemCode;
  message: string;
  retryAfterMs?: number;
  /** Of `second-factor-needed`: what the second step takes, once, within five minutes. */
  ticket?: string;
  /** Of `internal`: the number under which the server's log knows more. */
  requestId?: string;
  /** Of a document or a correction that cannot be taken: every reason, with its path. */
  problems?: readonly Problem[];
  /** Of a clash: the newest version, or null when there is none, and the edit as it was read. */
  theirs?: DocumentVersion | null;
  yours?: { kind: string; id: string; basedOn: number; body: unknown };
};
export type Answer<T extends object = object> = ({ ok: true } & T) | Refusal;

export function refuse(code: ProblemCode, retryAfterMs?: number): Refusal {
  const refusal: Refusal = { ok: false, code, message: PROBLEMS[code].message };
  return retryAfterMs === undefined ? refusal : { ...refusal, retryAfterMs };
}

export const statusOf = (code: ProblemCode): number => PROBLEMS[code].status;

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'code' in value;

const byStatus = new Map<number, ProblemCode>([
  [400, 'invalid'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'not-found'],
  [413, 'too-large'],
  [414, 'invalid'],
  [415, 'invalid'],
  [421, 'misdirected'],
  [429, 'slow-down'],
  [503, 'busy'],
]);

/** True of codes that say something about the server and nothing about who asked. */
export const isServerFault = (code: ProblemCode): boolean => statusOf(code) >= 500;

/** What the platform itself refused, by the status it chose. Anything unnamed is a bug of ours. */
export function codeForStatus(status: number): ProblemCode {
  return byStatus.get(status) ?? (status >= 400 && status < 500 ? 'invalid' : 'internal');
}
