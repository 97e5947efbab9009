import type { Rule } from '../api/operation.js';
import type { ProblemCode } from '../problems/problems.js';
import type { Who } from './who.js';

/** Why somebody may not do what a rule guards, or undefined when they may. The same on both roads. */
export function barTo(who: Who, { access, scopes }: Rule): ProblemCode | undefined {
  if (who.kind === 'account' && who.role === 'owner' && access.includes('owner')) return undefined;
  if (who.kind !== 'key') return access.includes(who.kind) ? undefined : 'forbidden';
  if (!access.includes('account') || scopes === 'no-key') return 'forbidden';
  return scopes.every((scope) => who.scopes.includes(scope)) ? undefined : 'scope-missing';
}
