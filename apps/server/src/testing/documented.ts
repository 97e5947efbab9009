import { canonicalJson } from '@plumbline/routine-core';
import * as v from 'valibot';
import { OPERATIONS } from '../api/operations.js';
import { PROBLEMS } from '../problems/problems.js';

const patterns = Object.entries(OPERATIONS).map(([address, operation]) => {
  const [method = '', path = ''] = address.split(' ');
  const source = path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+');
  return { address, method, path: new RegExp(`^${source}$`), operation };
});

const isRefusalAsPromised = (status: number, body: Record<string, unknown>): boolean => {
  const problem = (PROBLEMS as Record<string, { status: number; message: string }>)[String(body.code)];
  return problem !== undefined && problem.status === status && problem.message === body.message;
};

/**
 * Why an answer is not the documented one, or undefined when it is. Every test that asks the server passes here, so
 * that the description which others write their clients by cannot fall behind: not a field more, not a field less.
 */
export function undocumented(
  method: string,
  route: string,
  answer: { status: number; body: Record<string, unknown> },
): string | undefined {
  const { status, body } = answer;
  const path = route.split('?')[0] ?? '';
  if (!path.startsWith('/api/') || method === 'HEAD') return undefined;
  if (status !== 200)
    return isRefusalAsPromised(status, body)
      ? undefined
      : `${method} ${path} answers ${status} without a known code`;
  const known = patterns.find((pattern) => pattern.method === method && pattern.path.test(path));
  if (known === undefined) return `${method} ${path} is answered, but not documented`;
  const read = v.safeParse(known.operation.answer, body);
  if (!read.success)
    return `${known.address}: ${read.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`).join(', ')}`;
  return canonicalJson(read.output) === canonicalJson(body)
    ? undefined
    : `${known.address} answers with fields that are not documented`;
}
