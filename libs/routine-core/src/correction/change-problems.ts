import type { Problem } from '../result/index.js';
import { isWork, type Step, type Timeline } from '../timeline/index.js';
import { DAY_MS, type Instant, type Millis } from '../units/index.js';
import type { SessionChanges, StepChange } from './correction-entry.js';

/** Nobody trains longer than this; a session that seems to was forgotten. */
export const LONGEST_SESSION_MS: Millis = DAY_MS;

const fits = (step: Step, change: StepChange): boolean =>
  'skipped' in change || (step.kind === 'hold' ? 'heldMs' in change : 'reps' in change);

function stepProblems(timeline: Timeline | undefined, change: StepChange, path: string): Problem[] {
  const step = timeline ? timeline.steps[change.step] : undefined;
  if (!step || !isWork(step))
    return [{ code: 'step-unknown', path: `${path}.step`, message: 'is no work step of this session' }];
  const measure = step.kind === 'hold' ? 'heldMs' : 'reps';
  return fits(step, change) ? [] : [{ code: 'wrong-measure', path, message: `is measured by ${measure}` }];
}

/**
 * Why changes do not fit a session that began at `startedAt`, each with its path: `end-out-of-range`, `step-unknown`,
 * `wrong-measure`, `block-unknown`. Without a timeline no step and no block is known. For whoever takes them in; what
 * is on disk is laid over whatever it says.
 */
export function changeProblems(
  timeline: Timeline | undefined,
  startedAt: Instant,
  { endedAt, steps = [], efforts = [] }: SessionChanges,
): Problem[] {
  const problems = steps.reduce<Problem[]>(
    (all, change, index) => all.concat(stepProblems(timeline, change, `steps.${index}`)),
    [],
  );
  const message = 'must lie within a day after the start';
  if (endedAt !== undefined && (endedAt < startedAt || endedAt > startedAt + LONGEST_SESSION_MS))
    problems.push({ code: 'end-out-of-range', path: 'endedAt', message });
  const blocks = timeline ? timeline.blocks : [];
  efforts.forEach(({ blockId }, index) => {
    if (!blocks.some(({ id }) => id === blockId))
      problems.push({
        code: 'block-unknown',
        path: `efforts.${index}.blockId`,
        message: 'is no block of it',
      });
  });
  return problems;
}
