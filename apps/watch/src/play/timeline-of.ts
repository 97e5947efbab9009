import { findRoutine } from '@plumbline/routine-core/bundled';
import { type CompileOptions, compileTimeline, type Timeline } from '@plumbline/routine-core/timeline';

/** The compiled routine; undefined when this program does not carry it. */
export function timelineOf(routineId: string, options: CompileOptions): Timeline | undefined {
  const routine = findRoutine(routineId);
  return routine === undefined ? undefined : compileTimeline(routine, options);
}
