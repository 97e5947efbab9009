import type { Routine } from '@plumbline/routine-core/routine';

/** The main routine, then its first week, then what else there is, the small sets last. */
const FIRST = ['back-posture', 'first-week'];

const rank = ({ id, kind }: Routine): number => {
  const place = FIRST.indexOf(id);
  if (place >= 0) return place;
  return kind === 'routine' ? FIRST.length : FIRST.length + 1;
};

export const inOrder = (routines: readonly Routine[]): Routine[] =>
  routines
    .map((routine, index) => ({ routine, index }))
    .sort((one, other) => rank(one.routine) - rank(other.routine) || one.index - other.index)
    .map(({ routine }) => routine);
