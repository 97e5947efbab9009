import { compileTimeline, type Entry, findRoutine, look, startSession } from '@plumbline/routine-core';

/** What a push carries in all measurements: a watch's message of half a workout. */
export const PUSH_ENTRIES = 30;
const OPTIONS = { level: 'low', withOptional: false } as const;
const ZONE = 60;
const HOUR = 3_600_000;
/** As many as a push of 64 kB holds with some room. */
const DAYS_A_PUSH = 6;
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id of the right form that says which client and which of its sessions it is. */
export const idOf = (client: number, count: number): string => {
  const signs = (value: number, width: number) =>
    Array.from({ length: width }, (_, i) => SIGNS[Math.floor(value / 32 ** (width - 1 - i)) % 32]).join('');
  return `0BENCH${signs(client, 8)}${signs(count, 12)}`;
};

/** One whole workout as the watch's player writes it, step by step by the clock. */
function playedSession(sessionId: string, startAt: number): object[] {
  const routine = findRoutine('back-posture');
  if (routine === undefined) throw new Error('the bundled routines are missing');
  const timeline = compileTimeline(routine, OPTIONS);
  const { id: routineId, version: routineVersion } = routine;
  const started = {
    kind: 'session-started',
    at: startAt,
    sessionId,
    routineId,
    routineVersion,
    options: OPTIONS,
  } as const;
  const { entries } = look(timeline, startSession({ ...started, zone: ZONE }), startAt + timeline.totalMs);
  return [started, ...entries];
}

export type Push = { journalId: string; first: number; sentAt: number; entries: Entry[] };

type Cut = { startAt: number; gapMs: number; size: number };

/** Session after session, `gapMs` apart, numbered on and cut into parts. */
function* partsOf(client: number, { startAt, gapMs, size }: Cut): Generator<Push> {
  const journalId = idOf(client, 0);
  let waiting: object[] = [];
  let seq = 0;
  for (let count = 1; ; count += 1) {
    const drafts = playedSession(idOf(client, count), startAt + count * gapMs);
    waiting = waiting.concat(drafts.map((draft) => ({ ...draft, zone: ZONE })));
    while (waiting.length >= size) {
      const entries = waiting.splice(0, size).map((entry) => {
        seq += 1;
        return { ...entry, seq } as Entry;
      });
      yield { journalId, first: 1, sentAt: startAt, entries };
    }
  }
}

/** A client's pushes without end: session after session, an hour apart, in parts of thirty entries. */
export const pushesOf = (client: number, startAt: number): Generator<Push> =>
  partsOf(client, { startAt, gapMs: HOUR, size: PUSH_ENTRIES });

/** The same, one entry at a time: a watch that is followed while it plays. */
export const singlesOf = (client: number, startAt: number): Generator<Push> =>
  partsOf(client, { startAt, gapMs: HOUR, size: 1 });

export const DAY_MS = 24 * HOUR;
const ANSWERS = ['done', 'not-now', 'snoozed'] as const;

/** What the watch asked at each waking hour of a day, and what it was told. */
function remindersOn(dayAt: number): object[] {
  return Array.from({ length: 12 }, (_, hour) => {
    const dueAt = dayAt + (hour + 1) * HOUR;
    const reminders = ['sitting-break'];
    return hour % 3 === 2
      ? { kind: 'reminder-suppressed', at: dueAt, reminders, dueAt, reason: 'sleep' }
      : { kind: 'reminder-answered', at: dueAt + 5_000, reminders, dueAt, answer: ANSWERS[hour % 3] };
  });
}

/** Days one after the other as one person lives them: a workout in the morning, reminders over the day; some days a push. */
export function* daysOf(client: number, { from, days }: { from: number; days: number }): Generator<Push> {
  const journalId = idOf(client, 0);
  let seq = 0;
  for (let day = 0; day < days; ) {
    const entries: Entry[] = [];
    const until = Math.min(days, day + DAYS_A_PUSH);
    for (; day < until; day += 1) {
      const dayAt = from + day * DAY_MS;
      for (const draft of [...playedSession(idOf(client, day + 1), dayAt), ...remindersOn(dayAt)]) {
        seq += 1;
        entries.push({ ...draft, zone: ZONE, seq } as Entry);
      }
    }
    yield { journalId, first: 1, sentAt: from + days * DAY_MS, entries };
  }
}
