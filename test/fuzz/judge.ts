/** What an answer may be, whatever was sent. */
import { PROBLEMS } from '../../apps/server/src/problems/problems.js';
import type { HttpAnswer } from './http-wire.js';
import { MARK } from './values.js';

export type Finding = { what: string; sent: string; got: string };

const known = PROBLEMS as Record<string, { status: number; message: string }>;
const TRACE =
  /\n\s+at |node_modules|\.[jt]s:\d|\/(tmp|home|usr|root|work)\/|[A-Z][a-z]+Error\b|ECONN|SQLITE_|sqlite/;
/** More reasons than that help nobody. */
const MOST_PROBLEMS = 100;
const MARKED = new RegExp(MARK, 'i');

/** Why a body is not exactly a refusal, or undefined when it is. */
export function faultOfRefusal(body: unknown, status?: number): string | undefined {
  if (typeof body !== 'object' || body === null) return 'the refusal is no object';
  const { ok, code, message, retryAfterMs, problems, theirs, yours, ...more } = body as Record<
    string,
    unknown
  >;
  const problem = known[String(code)];
  if (ok !== false || problem === undefined) return 'the refusal has no known code';
  if (message !== problem.message) return 'the refusal’s sentence is not its own';
  if (status !== undefined && status !== problem.status) return 'the refusal has another status';
  if (retryAfterMs !== undefined && typeof retryAfterMs !== 'number') return 'retryAfterMs is no number';
  if (!areProblems(problems)) return 'its problems are none';
  if (code !== 'clash' && (theirs !== undefined || yours !== undefined))
    return 'a document comes back without a clash';
  if (Object.keys(more).length > 0) return 'the refusal says more than it may';
  return code === 'internal' ? 'the server failed' : undefined;
}

const PROBLEM_FIELDS = new Set(['code', 'path', 'message', 'line']);

/** A bounded list of reasons; each has a code, and texts and numbers only. */
const areProblems = (problems: unknown): boolean =>
  problems === undefined ||
  (Array.isArray(problems) &&
    problems.length <= MOST_PROBLEMS &&
    problems.every(
      (problem: Record<string, unknown>) =>
        typeof problem.code === 'string' && Object.keys(problem).every((field) => PROBLEM_FIELDS.has(field)),
    ));

/** A clash gives the edit back to whoever made it, beside what stands there: that is its purpose. */
const isClash = (status: number, text: string): boolean => status === 409 && /"code":"clash"/.test(text);

/** Why a text must not have left the server, or undefined. */
export function faultOfText(text: string): string | undefined {
  if (MARKED.test(text)) return 'what was sent comes back';
  return TRACE.test(text) ? 'it shows the inside of the server' : undefined;
}

const isEngine = (sent: string, text: string): boolean =>
  /socket\.io/i.test(sent) && /^(\{"code":\d,"message":"[\w ]+"\}|[\w -]{1,80})$/.test(text);

/** Checks one HTTP answer; `sent` is the request line. */
export function faultOfAnswer(answer: HttpAnswer, method: string, sent: string): string | undefined {
  const { status, head, body } = answer;
  const text = body.toString('utf8');
  if (status >= 500 && !(status === 503 && /"code":"busy"/.test(text))) return `status ${status}`;
  if (status < 300 || status === 304) return /root:x:0/.test(text) ? 'a file of the machine' : undefined;
  const spilled = faultOfText(isClash(status, text) ? head : `${head}\n${text}`);
  if (spilled !== undefined) return spilled;
  if (method === 'HEAD' || isEngine(sent, text)) return undefined;
  if (status < 400) return `status ${status}`;
  return faultOfRefusal(parsed(text), status);
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Findings with a count each; the first of a kind is kept whole, so that a run of a million stays readable. */
export class Findings {
  private readonly byWhat = new Map<string, { first: Finding; count: number }>();

  add(what: string, sent: string, got: string): void {
    const kind = `${what} · ${sent
      .split('\n')[0]
      ?.slice(0, 60)
      .replace(/ZqXmRk\w*/gi, '…')}`;
    const held = this.byWhat.get(kind);
    if (held) held.count += 1;
    else if (this.byWhat.size < 200)
      this.byWhat.set(kind, { first: { what, sent: sent.slice(0, 600), got: got.slice(0, 400) }, count: 1 });
  }

  get list(): { what: string; sent: string; got: string; count: number }[] {
    return [...this.byWhat.values()].map(({ first, count }) => ({ ...first, count }));
  }

  get count(): number {
    return [...this.byWhat.values()].reduce((sum, { count }) => sum + count, 0);
  }
}
