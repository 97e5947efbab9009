import {
  type CorrectionEntry,
  checkDocument,
  isJournalId,
  isSessionId,
  type Problem,
  parseChanges,
  type Result,
  SERVER_JOURNAL,
} from '@plumbline/routine-core';
import * as v from 'valibot';
import { isDeeperThan, readEntries } from '../../journal/read-entries.js';
import { inOwnWords } from '../../problems/refuse-shape.js';
import { TRANSFER_LIMITS } from './limits.js';
import { type DocumentLine, FORMAT, FORMAT_VERSION, type Line, textOf } from './lines.js';

const LATEST = 8_640_000_000_000_000;
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const instant = whole(0, LATEST);
const journalId = v.custom<string>((id) => id === SERVER_JOURNAL || isJournalId(id), 'is no journal id');
const sessionId = v.custom<string>(isSessionId, 'is no session id');
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const digest = v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'is no SHA-256 as base64url'));

const SCHEMAS = {
  header: v.strictObject({ line: v.literal('header'), format: v.string(), version: v.number() }),
  journal: v.strictObject({ line: v.literal('journal'), journalId, openedPosition: whole(0) }),
  gap: v.strictObject({
    line: v.literal('gap'),
    journalId,
    from: whole(1),
    to: whole(1),
    noticedAt: instant,
  }),
  entry: v.strictObject({ line: v.literal('entry'), journalId, entry: v.unknown() }),
  erased: v.strictObject({ line: v.literal('erased'), journalId, seq: whole(1), sessionId, digest }),
  document: v.strictObject({
    line: v.literal('document'),
    kind: name,
    id: name,
    version: whole(1, 10_000),
    body: v.unknown(),
    madeAt: instant,
    madeBy: name,
  }),
  end: v.strictObject({
    line: v.literal('end'),
    counts: v.strictObject({
      journals: whole(0),
      gaps: whole(0),
      entries: whole(0),
      documents: whole(0),
    }),
    digest,
  }),
} as const;
type Name = keyof typeof SCHEMAS;

const head = { seq: whole(1), at: instant, zone: whole(-1_440, 1_440), sessionId };
const CORRECTIONS = v.variant('kind', [
  v.strictObject({ ...head, kind: v.literal('session-corrected'), changes: v.unknown(), by: name }),
  v.strictObject({ ...head, kind: v.literal('session-deleted'), by: name }),
  v.strictObject({ ...head, kind: v.literal('correction-undone'), of: whole(1), by: name }),
  v.strictObject({ ...head, kind: v.literal('session-erased') }),
]);

/** A problem of one line; `path` is inside it. */
const problem = (code: string, path: string, message: string): Problem => ({ code, path, message });
const refused = (code: string, message: string, path = ''): Result<never> => ({
  ok: false,
  problems: [problem(code, path, message)],
});
const shapes = (issues: readonly v.BaseIssue<unknown>[]): Result<never> => ({
  ok: false,
  problems: issues.map((issue) => problem('shape', ownPath(issue), issueWords(issue))),
});
/** The name of a field that nobody knows is whatever was sent. */
const ownPath = (issue: v.BaseIssue<unknown>): string =>
  (v.getDotPath(issue) ?? '').replace(issue.expected === 'never' ? /[^.]*$/ : /$^/, '…');
/** The library's own words may repeat what was sent. */
const issueWords = ({ type }: v.BaseIssue<unknown>): string =>
  type === 'strict_object' ? 'is missing, or is no field of this line' : 'is not what this format holds here';

const read = <S extends v.GenericSchema>(schema: S, value: unknown): Result<v.InferOutput<S>> => {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? { ok: true, value: parsed.output } : shapes(parsed.issues);
};

/** Reads one line, without its line feed. Whatever is accepted is written again to the very same text. */
export function readLine(text: string): Result<Line> {
  const value = parsed(text);
  if (value === undefined) return refused('not-json', 'is no JSON');
  if (isDeeperThan(value, TRANSFER_LIMITS.depth)) return refused('too-deep', 'is nested too deep');
  const kind = (value as { line?: unknown } | null)?.line;
  if (typeof kind !== 'string' || !Object.hasOwn(SCHEMAS, kind))
    return refused('unknown-line', 'is no line of this format');
  const line = BY_NAME[kind as Name](value);
  if (!line.ok || textOf(line.value) === text) return line;
  return refused('not-canonical', 'is not written as canonical JSON');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const BY_NAME: Record<Name, (value: unknown) => Result<Line>> = {
  header: readHeader,
  journal: (value) => read(SCHEMAS.journal, value),
  gap: readGap,
  entry: readEntry,
  erased: (value) => read(SCHEMAS.erased, value),
  document: readDocument,
  end: (value) => read(SCHEMAS.end, value),
};

function readHeader(value: unknown): Result<Line> {
  const header = read(SCHEMAS.header, value);
  if (!header.ok) return header;
  if (header.value.format !== FORMAT) return refused('wrong-format', 'is no file of a Plumbline account');
  if (header.value.version === FORMAT_VERSION) return header;
  const words = `was written in version ${header.value.version} of the format; this server reads version ${FORMAT_VERSION}`;
  return refused('unknown-version', words, 'version');
}

function readGap(value: unknown): Result<Line> {
  const gap = read(SCHEMAS.gap, value);
  if (gap.ok && gap.value.to < gap.value.from) return refused('shape', 'ends before it begins', 'to');
  return gap;
}

function readEntry(value: unknown): Result<Line> {
  const line = read(SCHEMAS.entry, value);
  if (!line.ok) return line;
  if (line.value.journalId === SERVER_JOURNAL) return readCorrection(line.value.entry);
  const [prepared] = readEntries([line.value.entry]).prepared;
  if (prepared === undefined) return refused('seq-invalid', 'has no usable number', 'entry.seq');
  return { ok: true, value: { line: 'entry', journalId: line.value.journalId, prepared } };
}

/** Only what the server itself would have written on behalf of a person. */
function readCorrection(value: unknown): Result<Line> {
  const entry = read(CORRECTIONS, value);
  if (!entry.ok) return within('entry', entry.problems);
  if (entry.value.kind === 'session-corrected') {
    const changes = parseChanges(entry.value.changes);
    if (!changes.ok) return within('entry.changes', changes.problems);
  }
  return { ok: true, value: { line: 'correction', entry: entry.value as CorrectionEntry } };
}

function readDocument(value: unknown): Result<Line> {
  const line = read(SCHEMAS.document, value);
  if (!line.ok) return line;
  const document: DocumentLine = { ...line.value, body: line.value.body };
  if (document.body === null && document.version === 1)
    return refused('shape', 'withdraws what was never there', 'body');
  const checked = checkDocument(document, document.body);
  return checked.ok ? { ok: true, value: document } : within('body', checked.problems);
}

const within = (path: string, problems: readonly Problem[]): Result<never> => ({
  ok: false,
  problems: problems.map((each) => inOwnWords({ ...each, path: each.path ? `${path}.${each.path}` : path })),
});
