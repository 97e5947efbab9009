import type { Step } from '@plumbline/routine-core/timeline';
import type { Input } from '../device/keys.js';
import { isGap, isLocked } from './floor-lock.js';

/** What the wearer can ask of a running session. */
export type Wish =
  | 'menu'
  | 'resume'
  | 'skip'
  | 'back'
  | 'more'
  | 'less'
  | 'done'
  | 'ask-end'
  | 'save'
  | 'discard'
  | 'carry-on';

/** A touch of the screen beside the keys and the crown. */
export type Gesture = Input | { kind: 'touch'; press: 'click' | 'long' };

const LONG = 'long';

/** What a press means while the step runs; undefined means nothing, as every single press does under the floor lock. */
export function wishOf(gesture: Gesture, step: Step | undefined): Wish | undefined {
  if (gesture.kind === 'swipe' || gesture.kind === 'crown') return undefined;
  if (gesture.press === LONG) return 'menu';
  if (step?.open === true) return gesture.kind === 'key' && gesture.key === 'back' ? 'menu' : 'done';
  if (isLocked(step)) return undefined;
  if (gesture.kind === 'key' && isGap(step)) {
    if (gesture.key === 'up') return 'more';
    if (gesture.key === 'down') return 'less';
  }
  return 'menu';
}
