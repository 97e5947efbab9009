import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_ID, shortTimeline } from '../../testing/play.js';
import { onlyAtTaps, playScript, scriptWithClock } from '../../testing/script.js';
import { PUSH_LIMITS } from '../journal/index.js';
import { hasSeq, parseEntry, parsePush } from './index.js';

const head = { seq: 1, at: 1_760_000_000_000, zone: 765 };
const session = { ...head, sessionId: SESSION_ID };
const OPTIONS = { level: 'low', withOptional: false };

const GOOD: readonly (readonly [string, Record<string, unknown>])[] = [
  ['session-started', { ...session, routineId: 'short', routineVersion: 3, options: OPTIONS }],
  [
    'session-started',
    {
      ...session,
      routineId: 'x',
      routineVersion: 1,
      options: {
        ...OPTIONS,
        progression: 6,
        choices: { 'back/1': 'apart' },
        advance: 'tap',
        firstSide: 'right',
      },
    },
  ],
  ['step-done', { ...session, step: 0 }],
  ['step-done', { ...session, step: 1, heldMs: 10_000 }],
  ['step-done', { ...session, step: 1, reps: 0 }],
  ['step-skipped', { ...session, step: 1 }],
  ['step-restarted', { ...session, step: 1 }],
  ['step-adjusted', { ...session, step: 1, byMs: -10_000 }],
  ['paused', session],
  ['resumed', { ...session, leadMs: 0 }],
  ['session-ended', { ...session, how: 'saved' }],
  ['effort', { ...session, blockId: 'core', value: 10 }],
  ['pain', { ...session, step: 4 }],
  ['clock-moved', { ...head, byMs: -3_600_000 }],
  ['reminder-answered', { ...head, reminders: ['sitting-break'], dueAt: 0, answer: 'snoozed' }],
  [
    'reminder-answered',
    {
      ...head,
      reminders: ['shoulder-reset', 'squeezes'],
      dueAt: head.at,
      answer: 'done',
      shownAt: head.at,
      microSet: SESSION_ID,
    },
  ],
  ['reminder-suppressed', { ...head, reminders: ['cat-stretch'], dueAt: head.at, reason: 'not-worn' }],
  [
    'suppressions-folded',
    {
      ...head,
      day: '2028-02-29',
      counts: [{ reminder: 'sitting-break', reason: 'moved', count: 9 }],
    },
  ],
  ['import-begun', { ...head, source: 'csv', digest: 'x'.repeat(43), sessions: 0, name: 'old.csv' }],
  ['import-ended', { ...head, sessions: 12 }],
  ['session-imported', { ...session, source: 'fit', endedAt: head.at }],
  [
    'session-imported',
    {
      ...{ ...session, source: 'csv', endedAt: head.at + 60_000, restMs: 1, how: 'saved', routineId: 'x' },
      ...{ routineVersion: 2, routineName: 'X', level: 6, micro: true, note: 'Windy.' },
    },
  ],
  ['sets-imported', { ...session, movement: 'plank', unit: 'ms', sets: [{ done: 0 }] }],
  [
    'sets-imported',
    {
      ...{ ...session, movement: 'side', side: 'left', unit: 'ms', blockId: 'core' },
      sets: [{ done: 9_000, target: 10_000, tookMs: 9_500, status: 'cut', pain: true }],
    },
  ],
];

const set = { ...session, kind: 'sets-imported', movement: 'plank', unit: 'ms', sets: [{ done: 1 }] };
const done = { ...session, kind: 'step-done', step: 1 };
const started = { ...session, kind: 'session-started', routineId: 'x', routineVersion: 1, options: OPTIONS };
const answered = {
  ...head,
  kind: 'reminder-answered',
  reminders: ['bridges'],
  dueAt: head.at,
  answer: 'done',
};
const silent = {
  ...head,
  kind: 'reminder-suppressed',
  reminders: ['bridges'],
  dueAt: head.at,
  reason: 'dnd',
};
const folded = {
  ...head,
  kind: 'suppressions-folded',
  day: '2026-11-16',
  counts: [{ reminder: 'bridges', reason: 'dnd', count: 1 }],
};
const BAD: readonly (readonly [string, unknown, string, readonly string[]])[] = [
  ['null', null, 'kind-unknown', ['kind']],
  ['a number', 7, 'kind-unknown', ['kind']],
  ['a list', [done], 'kind-unknown', ['kind']],
  ['no kind', head, 'kind-unknown', ['kind']],
  ['a kind of tomorrow', { ...session, kind: 'step-dreamt' }, 'kind-unknown', ['kind']],
  ['a kind named like a method', { ...session, kind: 'constructor' }, 'kind-unknown', ['kind']],
  ['a kind that is no text', { ...session, kind: 3 }, 'kind-unknown', ['kind']],
  ['a sequence number of zero', { ...done, seq: 0 }, 'entry-shape', ['seq']],
  ['a sequence number as text', { ...done, seq: '1' }, 'entry-shape', ['seq']],
  ['half a millisecond', { ...done, at: 0.5 }, 'entry-shape', ['at']],
  ['an instant before 1970', { ...done, at: -1 }, 'entry-shape', ['at']],
  ['a zone of two days', { ...done, zone: 2880 }, 'entry-shape', ['zone']],
  ['a missing zone', { ...done, zone: undefined }, 'entry-shape', ['zone']],
  ['a negative step', { ...done, step: -1 }, 'entry-shape', ['step']],
  ['half a step', { ...done, step: 1.5 }, 'entry-shape', ['step']],
  ['a negative hold', { ...done, heldMs: -1 }, 'entry-shape', ['heldMs']],
  ['a short session id', { ...done, sessionId: 'ABC' }, 'entry-shape', ['sessionId']],
  ['an id with the letter U', { ...done, sessionId: `0${'U'.repeat(25)}` }, 'entry-shape', ['sessionId']],
  ['a negative lead', { ...session, kind: 'resumed', leadMs: -1 }, 'entry-shape', ['leadMs']],
  [
    'an effort of eleven',
    { ...session, kind: 'effort', blockId: 'core', value: 11 },
    'entry-shape',
    ['value'],
  ],
  [
    'a block without a name',
    { ...session, kind: 'effort', blockId: '', value: 1 },
    'entry-shape',
    ['blockId'],
  ],
  ['an unknown way to end', { ...session, kind: 'session-ended', how: 'bored' }, 'entry-shape', ['how']],
  [
    'an unknown level',
    { ...started, options: { ...OPTIONS, level: 'max' } },
    'entry-shape',
    ['options.level'],
  ],
  [
    'a choice of no movement',
    { ...started, options: { ...OPTIONS, choices: { 'a/0': 'squat' } } },
    'entry-shape',
    ['options.choices.a/0'],
  ],
  ['an answer to no reminder', { ...answered, reminders: [] }, 'entry-shape', ['reminders']],
  ['a habit of another house', { ...answered, reminders: ['floss'] }, 'entry-shape', ['reminders.0']],
  ['a reminder due at no time', { ...answered, dueAt: undefined }, 'entry-shape', ['dueAt']],
  ['an answer nobody can give', { ...answered, answer: 'later' }, 'entry-shape', ['answer']],
  ['a micro set without an id', { ...answered, microSet: 'x' }, 'entry-shape', ['microSet']],
  ['a silence without a reason', { ...silent, reason: 'mood' }, 'entry-shape', ['reason']],
  ['imported sets of no movement', { ...set, movement: 'squat' }, 'entry-shape', ['movement']],
  ['imported sets of none', { ...set, sets: [] }, 'entry-shape', ['sets']],
  ['an imported set that takes away', { ...set, sets: [{ done: -1 }] }, 'entry-shape', ['sets.0.done']],
  ['an imported set of half a second', { ...set, sets: [{ done: 0.5 }] }, 'entry-shape', ['sets.0.done']],
  [
    'an imported session of no source',
    { ...session, kind: 'session-imported', source: 'rumour', endedAt: 1 },
    'entry-shape',
    ['source'],
  ],
  ['a fold of no day', { ...folded, day: '2026-02-29' }, 'entry-shape', ['day']],
  ['a fold of nothing', { ...folded, counts: [] }, 'entry-shape', ['counts']],
  [
    'a fold that takes away',
    { ...folded, counts: [{ reminder: 'bridges', reason: 'dnd', count: -1 }] },
    'entry-shape',
    ['counts.0.count'],
  ],
  [
    'several faults at once',
    { ...started, at: 'now', routineVersion: 0, options: {} },
    'entry-shape',
    ['at', 'routineVersion', 'options.level', 'options.withOptional'],
  ],
];

describe('an entry', () => {
  test.each(GOOD)('of kind %s is read as it was written', (kind, body) => {
    expect(parseEntry({ kind, ...body })).toEqual({ ok: true, value: { kind, ...body } });
  });

  test.each(BAD)('with %s is refused', (_, value, code, paths) => {
    const parsed = parseEntry(value);
    if (parsed.ok) throw new Error('it was read');
    expect(parsed.problems.map((problem) => problem.code)).toEqual(paths.map(() => code));
    expect(parsed.problems.map((problem) => problem.path)).toEqual(paths);
  });

  test.each(GOOD)('of kind %s keeps fields that nobody knows yet', (kind, body) => {
    const more = { kind, ...body, heart: 71, nested: { list: [1, null] } };
    expect(parseEntry(more)).toEqual({ ok: true, value: more });
  });

  /** A field that nobody knows is never read the short way. */
  const readLong = (entry: object) => {
    const read = parseEntry({ ...entry, stranger: 1 });
    if (!read.ok) return read;
    const { stranger, ...value } = read.value as typeof read.value & { stranger: number };
    return { ok: true, value };
  };
  const odd = fc.constantFrom<unknown>(
    ...[0, -1, 1, 7, 0.5, 2 ** 53, 8_640_000_000_000_001, null, undefined, true, '', 'x', 'low', SESSION_ID],
    ...[
      [],
      ['plank'],
      [{ done: 1 }],
      [{ done: -1 }],
      {},
      { level: 'low' },
      { level: 'high', withOptional: true },
    ],
  );
  const keyOf = (entry: object) =>
    fc.constantFrom(...Object.keys(entry), 'reps', 'heldMs', 'options', 'choices');

  test('is read the short way as it is the long way, however it was changed', () => {
    const changed = fc
      .constantFrom(...GOOD)
      .chain(([kind, body]) =>
        fc.tuple(
          fc.constant({ kind, ...body }),
          fc.dictionary(keyOf({ kind, ...body }), odd, { maxKeys: 2 }),
        ),
      );
    fc.assert(
      fc.property(changed, fc.boolean(), ([entry, changes], isLost) => {
        const given: Record<string, unknown> = { ...entry, ...changes };
        if (isLost) for (const key of Object.keys(changes)) delete given[key];
        expect(parseEntry(given)).toEqual(readLong(given));
      }),
      { numRuns: 2_000 },
    );
  });

  test('that a session made is always readable', () => {
    fc.assert(
      fc.property(scriptWithClock(15_000), (acts) => {
        const { entries } = playScript(shortTimeline(), acts, onlyAtTaps);
        for (const entry of entries) expect(parseEntry(entry)).toEqual({ ok: true, value: entry });
      }),
    );
  });

  test('that is any JSON at all never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...GOOD), (value, [kind, body]) => {
        for (const key of ['at', 'step', 'options', 'sessionId'])
          expect(typeof parseEntry({ kind, ...body, [key]: value }).ok).toBe('boolean');
        expect(typeof parseEntry(value).ok).toBe('boolean');
      }),
    );
  });
});

test.each([
  [{ seq: 1 }, true],
  [{ seq: 1, kind: 7 }, true],
  [{ seq: 0 }, false],
  [{ seq: 1.5 }, false],
  [{ seq: '1' }, false],
  [{}, false],
  [null, false],
  [5, false],
])('whether %j can be filed by number: %s', (value, wanted) => {
  expect(hasSeq(value)).toBe(wanted);
});

describe('a push', () => {
  const push = { journalId: SESSION_ID, first: 1, sentAt: 1_760_000_000_000, entries: [done] };

  test('is read with its entries as they came, whatever they are', () => {
    const odd = { ...push, entries: [null, 7, { seq: 'x' }] };
    expect(parsePush(odd)).toEqual({ ok: true, value: odd });
  });

  test('may be empty, and may be full', () => {
    expect(parsePush({ ...push, entries: [] }).ok).toBe(true);
    expect(parsePush({ ...push, entries: new Array(PUSH_LIMITS.entries).fill(done) }).ok).toBe(true);
  });

  test.each([
    ['no object', 7, ['(push)']],
    ['nothing in it', {}, ['journalId', 'first', 'sentAt', 'entries']],
    ['a journal id of another form', { ...push, journalId: 'server' }, ['journalId']],
    ['a first number of zero', { ...push, first: 0 }, ['first']],
    ['an instant with a fraction', { ...push, sentAt: 1.5 }, ['sentAt']],
    ['entries that are no list', { ...push, entries: {} }, ['entries']],
    ['one entry too many', { ...push, entries: new Array(PUSH_LIMITS.entries + 1).fill(done) }, ['entries']],
  ])('with %s is refused', (_, value, paths) => {
    const parsed = parsePush(value);
    if (parsed.ok) throw new Error('it was read');
    expect(parsed.problems.map(({ code, path }) => [code, path])).toEqual(
      paths.map((path) => ['push-shape', path]),
    );
  });
});
