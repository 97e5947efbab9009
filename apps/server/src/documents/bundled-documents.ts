import { bundledRoutines, type DocumentVersion, makeRoutine } from '@plumbline/routine-core';

/** The routines that come with the program are documents that have always been there. */
export const bundledDocuments: readonly DocumentVersion[] = bundledRoutines.map((routine) => ({
  kind: 'routine',
  id: routine.id,
  version: routine.version,
  position: 0,
  body: makeRoutine(routine),
}));
