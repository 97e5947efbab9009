import type { Account } from '../journal/identity.js';
import type { LinkAnswer } from '../link/link.js';

/** Whom the phone says it is paired with; undefined when it does not say. */
export function accountOf({ accountId, accountName }: LinkAnswer): Account | undefined {
  const name = typeof accountName === 'string' ? accountName : '';
  if (typeof accountId === 'string' && accountId !== '') return { id: accountId, name };
  return name === '' ? undefined : { name };
}
