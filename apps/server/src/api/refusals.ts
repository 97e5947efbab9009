import { PROBLEMS, type ProblemCode, statusOf } from '../problems/problems.js';
import type { Operation } from './operation.js';

/** What every request may hear: from the door, from a limit, from the disk, from a bug. */
const ANYWHERE: ProblemCode[] = ['invalid', 'misdirected', 'slow-down', 'internal', 'busy', 'stopping'];

/** What an address may hear because of what it is; words of its own come beside them. */
function fromShape(method: string, path: string, { access, scopes, body }: Operation): ProblemCode[] {
  const writes = method !== 'GET';
  const isOpen = access.includes('anyone');
  return [
    ...(isOpen ? [] : (['unauthorized', 'forbidden', 'revoked'] as const)),
    ...(scopes === 'no-key' ? [] : (['scope-missing', 'expired'] as const)),
    ...(writes ? (['wrong-origin', 'cannot-write'] as const) : []),
    ...(body || writes ? (['too-large'] as const) : []),
    ...(path.includes('{') || access.includes('reader') ? (['not-found'] as const) : []),
  ];
}

/** Every status an address may be refused with, and the codes that have it. */
export function refusalsOf(address: string, operation: Operation): Map<number, ProblemCode[]> {
  const [method = '', path = ''] = address.split(' ');
  const codes = new Set([...ANYWHERE, ...fromShape(method, path, operation), ...(OWN[address] ?? [])]);
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    if (codes.has(code)) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  }
  return byStatus;
}

/** What single addresses say beside that. A test holds every refusal that the protocol's examples get against it. */
const OWN: Record<string, ProblemCode[]> = {
  'GET /api/v1/ready': ['cannot-write'],
  'POST /api/v1/claim': ['wrong-token', 'already-claimed', 'name-taken', 'weak-password'],
  'POST /api/v1/login': ['wrong-login', 'second-factor-needed', 'disabled'],
  'POST /api/v1/login/second': ['wrong-second-code', 'ticket-over', 'disabled'],
  'POST /api/v1/password': ['wrong-password', 'weak-password', 'ticket-over'],
  'POST /api/v1/join': ['wrong-invitation', 'name-taken', 'weak-password'],
  'POST /api/v1/invitations': ['too-many'],
  'POST /api/v1/second-factor': ['already-on', 'wrong-password', 'ticket-over'],
  'POST /api/v1/second-factor/confirm': ['already-on', 'wrong-second-code', 'ticket-over'],
  'POST /api/v1/second-factor/off': ['wrong-password', 'wrong-second-code', 'ticket-over'],
  'POST /api/v1/members/{id}/role': ['last-owner'],
  'POST /api/v1/members/{id}/disable': ['last-owner'],
  'DELETE /api/v1/members/{id}': ['last-owner', 'disable-first'],
  'POST /api/v1/pair': ['wrong-code'],
  'POST /api/v1/history-grants/links': ['too-many'],
  'POST /api/v1/history-grants/take': ['wrong-link', 'own-link'],
  'POST /api/v1/keys': ['too-many'],
  'POST /api/v1/calendar-feeds': ['too-many'],
  'PUT /api/v1/documents/{kind}/{id}': ['clash', 'too-many'],
  'DELETE /api/v1/documents/{kind}/{id}': ['clash', 'too-many'],
  'POST /api/v1/sessions/{id}/corrections': ['too-late', 'too-many'],
  'POST /api/v1/sessions/{id}/corrections/{seq}/undo': ['too-late', 'too-many'],
  'DELETE /api/v1/sessions/{id}': ['too-late', 'too-many'],
  'POST /api/v1/webhooks': ['address-refused', 'too-many'],
  'POST /api/v1/import': ['preview-first', 'other-file', 'file-refused'],
  'POST /api/v1/import/preview': ['file-refused'],
  'POST /api/v1/session-imports': ['nothing-new', 'other-file', 'file-refused'],
  'POST /api/v1/session-imports/preview': ['file-refused'],
  'DELETE /api/v1/session-imports/{id}': ['too-late', 'too-many'],
  'POST /api/v1/session-imports/{id}/restore': ['too-late', 'too-many'],
};
