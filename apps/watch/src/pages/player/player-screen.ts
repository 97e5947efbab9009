import { type Movement, movementOf } from '@plumbline/routine-core/routine';
import type { SessionView } from '@plumbline/routine-core/session';
import type { Step } from '@plumbline/routine-core/timeline';
import { colours } from '../../drawing/colours.js';
import type { PlayerFace } from '../../play/player.js';
import { texts } from '../../texts.js';

/** The whole player screen in words and figures: one number, one ring, few words. */
export type PlayerScreen = {
  head: string;
  number: string;
  word: string;
  foot: string;
  warn: boolean;
  colour: number;
  /** 0 … 1 of the ring. */
  progress: number;
  sets: { done: number; of: number };
};

const secondsOf = (ms: number): string => String(Math.ceil(ms / 1000));

const sideOf = (step: Step): string => (step.side === undefined ? '' : texts.side[step.side]);

/** One form cue for each set, in turn. */
const cueOf = (movement: Movement, step: Step): string =>
  movement.cues.length === 0 ? '' : (movement.cues[(step.set - 1) % movement.cues.length] as string);

const setsOf = (step: Step) => ({ done: step.set - 1, of: step.sets });

type Words = Pick<PlayerScreen, 'head' | 'number' | 'word' | 'foot' | 'colour'>;

const holdWords = (step: Step, movement: Movement, view: SessionView): Words => ({
  head: movement.name,
  number: secondsOf(view.remainingMs ?? 0),
  word: sideOf(step) || texts.kind.hold,
  foot: cueOf(movement, step),
  colour: colours.work,
});

const repWords = (step: Step, movement: Movement, { rep }: SessionView): Words => ({
  head: movement.name,
  number: rep === undefined ? String(step.target) : String(rep.number),
  word: rep === undefined ? texts.kind.reps : texts.phase[rep.phase],
  foot: rep === undefined ? texts.tapWhenDone : texts.ofReps(rep.of),
  colour: colours.work,
});

/** In a gap the way into the next position comes first, then the movement's name. */
const gapWords = (step: Step, movement: Movement, view: SessionView): Words => ({
  head: texts.kind[step.kind],
  number: secondsOf(view.remainingMs ?? 0),
  word: step.kind === 'switch' ? sideOf(step) : movement.positionName,
  foot: [movement.name, step.kind === 'switch' ? '' : sideOf(step)].filter((text) => text !== '').join(', '),
  colour: step.kind === 'lead-in' ? colours.ready : colours.rest,
});

function wordsOf(step: Step, view: SessionView): Words {
  const movement = movementOf(step.movement);
  if (step.kind === 'hold') return holdWords(step, movement, view);
  return step.kind === 'reps' ? repWords(step, movement, view) : gapWords(step, movement, view);
}

const doneScreen = (saved: boolean): PlayerScreen => ({
  head: '',
  number: '',
  word: texts.summary.complete,
  foot: saved ? '' : texts.notSaved,
  warn: !saved,
  colour: colours.work,
  progress: 1,
  sets: { done: 0, of: 0 },
});

/** What the face of a session says. A countdown after a pause takes the number's place. */
export function screenOf({ view, saved }: Pick<PlayerFace, 'view' | 'saved'>): PlayerScreen {
  const { step } = view;
  if (step === undefined) return doneScreen(saved);
  const words = wordsOf(step, view);
  const waiting = view.leadMs > 0;
  return {
    ...words,
    ...(waiting ? { head: texts.goOn, number: secondsOf(view.leadMs), colour: colours.ready } : {}),
    ...(saved ? {} : { foot: texts.notSaved }),
    warn: !saved,
    progress: view.progress,
    sets: setsOf(step),
  };
}

/** The line above an open menu. */
export function menuTitle({ menu, view, timeline }: PlayerFace): string {
  if (menu?.name === 'end') return texts.menu.endTitle;
  if (menu?.name === 'recover') return texts.recover.body(timeline.routineName);
  const { step } = view;
  return step === undefined ? texts.paused : movementOf(step.movement).name;
}
