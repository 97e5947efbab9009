import {
  type EffortMark,
  effortAverages,
  exerciseSums,
  type MovementId,
  meanOf,
} from '@plumbline/routine-core';
import type { Read } from '../documents/document-rows.js';
import type { Results } from './keep/session-results.js';
import { type WeekRules, weekRules } from './keep/week-rules.js';
import { type Asked, type Range, weeksUpTo } from './range.js';

type Row = { day: string; started_at: number; session_id: string; results: string };
type Session = { day: string; startedAt: number; sessionId: string } & Results;
export type RangeAsked = Asked & { weeks: number };

/** So many sessions in a range that no wearer gets there; a broken device shall not make the page grow without end. */
const MOST_SESSIONS = 2_000;

export async function readExercises(read: Read, asked: RangeAsked) {
  const rules = await weekRules(read, asked.accountId);
  const range = weeksUpTo(rules.weekOf(asked.today), asked.weeks);
  const sessions = await sessionsIn(read, asked.accountId, range);
  return {
    ok: true as const,
    ...range,
    weeks: asked.weeks,
    sessions: sessions.length,
    exercises: exerciseSums(sessions),
    effort: effortIn(sessions, rules),
  };
}

/** One movement, a point for each side of each session, oldest first. */
export async function readExercise(read: Read, asked: RangeAsked, movement: MovementId) {
  const rules = await weekRules(read, asked.accountId);
  const range = weeksUpTo(rules.weekOf(asked.today), asked.weeks);
  const sessions = await sessionsIn(read, asked.accountId, range);
  const points = sessions.flatMap(({ exercises, day, startedAt, sessionId }) =>
    exercises
      .filter((result) => result.movement === movement)
      .map(({ movement: _, ...result }) => ({ sessionId, startedAt, day, ...result })),
  );
  return { ok: true as const, ...range, weeks: asked.weeks, movement, points };
}

/** Of more than there may be, the newest. */
async function sessionsIn(read: Read, accountId: string, { from, through }: Range): Promise<Session[]> {
  const sql = `SELECT day, started_at, session_id, results FROM session_result
    WHERE account_id = ? AND day >= ? AND day <= ?
    ORDER BY day DESC, started_at DESC, session_id DESC LIMIT ${MOST_SESSIONS}`;
  const rows = await read.all<Row>(sql, [accountId, from, through]);
  return rows.reverse().map(({ day, started_at, session_id, results }) => ({
    day,
    startedAt: Number(started_at),
    sessionId: session_id,
    ...(JSON.parse(results) as Results),
  }));
}

function effortIn(sessions: readonly Session[], { weekOf }: WeekRules) {
  const marksBy = (keyOf: (session: Session, block: string) => string): EffortMark[] =>
    sessions.flatMap((session) =>
      Object.entries(session.efforts).map(([block, value]) => ({ key: keyOf(session, block), value })),
    );
  const blocks = marksBy((_session, block) => block);
  const weeks = effortAverages(marksBy(({ day }) => weekOf(day)));
  return {
    ...(blocks.length > 0 ? { mean: meanOf(blocks.map(({ value }) => value)) } : {}),
    weeks: weeks.map(({ key, count, mean }) => ({ firstDay: key, count, mean })),
    blocks: effortAverages(blocks),
  };
}
