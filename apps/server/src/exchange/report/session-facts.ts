import type { ExerciseResult, MovementId, Side } from '@plumbline/routine-core';

/** What the report reads of a session that was kept. */
export type SessionRow = {
  day: string;
  counted: boolean;
  workMs: number;
  totalMs: number;
  exercises: readonly ExerciseResult[];
  /** Empty when its person noted nothing. */
  note: string;
};
export type Note = { day: string; note: string };
export type Mark = { day: string; movement: MovementId; side?: Side };

export const notesIn = (sessions: readonly SessionRow[]): Note[] =>
  sessions.flatMap(({ day, note }) => (note === '' ? [] : { day, note }));

export const marksIn = (sessions: readonly SessionRow[]): Mark[] =>
  sessions.flatMap(({ day, exercises }) =>
    exercises
      .filter(({ pain }) => pain)
      .map(({ movement, side }) => ({ day, movement, ...(side === undefined ? {} : { side }) })),
  );

type Levels = { levelFrom: number; levelTo: number };

/** The level an exercise began and ended these weeks at. */
export function levelsIn(sessions: readonly SessionRow[]) {
  const results = sessions.flatMap(({ exercises }) => exercises);
  return (movement: MovementId, side: Side | undefined): Levels => {
    const own = results.filter((each) => each.movement === movement && each.side === side);
    return { levelFrom: own.at(0)?.level ?? 0, levelTo: own.at(-1)?.level ?? 0 };
  };
}
