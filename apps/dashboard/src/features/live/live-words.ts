/** A step as a sentence. What is said aloud must not hold the seconds, or it would be said every second. */
import type { Step } from '@plumbline/routine-core';
import { movementName, placeName } from '../../words/movement-words.js';

const gapWords = { 'lead-in': 'Get ready', rest: 'Rest', switch: 'Switch sides', change: 'Change' } as const;

function isGap(kind: Step['kind']): kind is keyof typeof gapWords {
  return kind in gapWords;
}

/** "Side plank, left". */
export function movementWords(step: Pick<Step, 'movement' | 'side'>): string {
  return step.side === undefined
    ? movementName(step.movement)
    : `${movementName(step.movement)}, ${step.side}`;
}

/** The line above the number: what kind of moment this is. */
export function kindWords(step: Step): string {
  if (isGap(step.kind)) return gapWords[step.kind];
  return `Set ${step.set} of ${step.sets}`;
}

/** A gap says where to be next before what to do, because getting there takes the time. */
export function nextWords(step: Step): string {
  return `${placeName(step.movement)} – ${movementWords(step)}`;
}

/** Said once when a step begins. */
export function spokenStep(step: Step, isPaused: boolean): string {
  if (isPaused) return 'Paused.';
  if (isGap(step.kind)) return `${gapWords[step.kind]}. Next: ${nextWords(step)}.`;
  const unit = step.kind === 'reps' ? 'reps' : 'seconds';
  return `${movementWords(step)}. ${step.target} ${unit}, set ${step.set} of ${step.sets}.`;
}
