import { compileTimeline, type Entry, findRoutine, look, startSession } from '@plumbline/routine-core';

/** What a push carries in all measurements: a watch's message of half a workout. */
export const PUSH_ENTRIES = 30;
const OPTIONS = { level: 'low', withOptional: false } as const;
const ZONE = 60;
const HOUR = 3_600_000;
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

/** A client's pushes without end: session after session, half an hour apart, in parts of thirty entries. */
export function* pushesOf(client: number, startAt: number): Generator<Push> {
  const journalId = idOf(client, 0);
  let waiting: object[] = [];
  let seq = 0;
  for (let count = 1; ; count += 1) {
    const drafts = playedSession(idOf(client, count), startAt + count * HOUR);
    waiting = waiting.concat(drafts.map((draft) => ({ ...draft, zone: ZONE })));
    while (waiting.length >= PUSH_ENTRIES) {
      const part = waiting.splice(0, PUSH_ENTRIES);
      const entries = part.map((entry) => {
        seq += 1;
        return { ...entry, seq } as Entry;
      });
      yield { journalId, first: 1, sentAt: startAt, entries };
    }
  }
}
