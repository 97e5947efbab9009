import { isFloor } from '@plumbline/routine-core/routine';
import { isWork, type Step } from '@plumbline/routine-core/timeline';

/** On hands or belly a bent wrist presses things: then only a long press means anything. Rests stay open to every press. */
export const isLocked = (step: Step | undefined): boolean =>
  step !== undefined && isWork(step) && isFloor(step.position);

export const isGap = (step: Step | undefined): boolean => step !== undefined && !isWork(step);
