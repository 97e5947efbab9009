import type { Routine } from '../routine/index.js';
import { bundledRoutines } from './bundled-routines.js';

export { bundledRoutines } from './bundled-routines.js';

/** A bundled routine by id and, when given, version. Sessions name both. */
export const findRoutine = (id: string, version?: number): Routine | undefined =>
  bundledRoutines.find(
    (routine) => routine.id === id && (version === undefined || routine.version === version),
  );
