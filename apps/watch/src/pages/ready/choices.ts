import {
  type ChoiceKey,
  choiceKey,
  LEVEL_NAMES,
  type LevelName,
  type MovementId,
  movementOf,
  type Routine,
} from '@plumbline/routine-core/routine';
import type { CompileOptions } from '@plumbline/routine-core/timeline';
import { texts } from '../../texts.js';
import type { ReadyRow } from './view.js';

/** What the wearer chose last for a routine. */
export type Choices = {
  level: LevelName;
  withOptional: boolean;
  choices: Record<ChoiceKey, MovementId>;
  /** Who counts repetitions: the watch's rhythm, or the wearer, who taps when done. */
  advance: 'tempo' | 'tap';
};

export const FIRST_CHOICES: Choices = { level: 'low', withOptional: false, choices: {}, advance: 'tempo' };

type Fork = { key: ChoiceKey; movements: MovementId[] };

const nextOf = <T>(all: readonly T[], now: T): T => all[(all.indexOf(now) + 1) % all.length] as T;

/** The exercises that leave a choice, among the blocks that will be done. */
function forksOf(routine: Routine, withOptional: boolean): Fork[] {
  return routine.blocks
    .filter((block) => withOptional || !block.optional)
    .flatMap((block) =>
      block.exercises.map((exercise, index) => ({
        key: choiceKey(block.id, index),
        movements: exercise.oneOf.map((plan) => plan.movement),
      })),
    )
    .filter((fork) => fork.movements.length > 1);
}

const chosenIn = (fork: Fork, { choices }: Choices): MovementId => {
  const chosen = choices[fork.key];
  return chosen !== undefined && fork.movements.indexOf(chosen) >= 0
    ? chosen
    : (fork.movements[0] as MovementId);
};

/** What was stored, as far as it still fits. */
export function readChoices(value: unknown): Choices {
  if (typeof value !== 'object' || value === null) return FIRST_CHOICES;
  const { level, withOptional, choices, advance } = value as Partial<Choices>;
  return {
    level: level !== undefined && LEVEL_NAMES.indexOf(level) >= 0 ? level : FIRST_CHOICES.level,
    withOptional: withOptional === true,
    choices: typeof choices === 'object' && choices !== null ? choices : {},
    advance: advance === 'tap' ? 'tap' : 'tempo',
  };
}

const hasRanges = (routine: Routine) => routine.kind === 'routine';

/** The lines of the ready page, each turned by a press. A micro set has nothing to choose. */
export function rowsOf(routine: Routine, chosen: Choices): ReadyRow[] {
  if (!hasRanges(routine)) return [];
  const optional = routine.blocks.some((block) => block.optional);
  return [
    { touch: 'level', label: texts.levelLabel, value: texts.level[chosen.level] },
    ...(optional
      ? [{ touch: 'optional', label: texts.optionalLabel, value: chosen.withOptional ? texts.on : texts.off }]
      : []),
    ...forksOf(routine, chosen.withOptional).map((fork) => ({
      touch: fork.key,
      label: texts.choiceLabel,
      value: movementOf(chosenIn(fork, chosen)).name,
    })),
    { touch: 'advance', label: texts.advanceLabel, value: texts.advance[chosen.advance] },
  ];
}

/** The choices after one press. */
export function turn(routine: Routine, chosen: Choices, touch: string): Choices {
  if (touch === 'level') return { ...chosen, level: nextOf(LEVEL_NAMES, chosen.level) };
  if (touch === 'optional') return { ...chosen, withOptional: !chosen.withOptional };
  if (touch === 'advance') return { ...chosen, advance: chosen.advance === 'tempo' ? 'tap' : 'tempo' };
  const fork = forksOf(routine, chosen.withOptional).find((one) => one.key === touch);
  if (fork === undefined) return chosen;
  const next = nextOf(fork.movements, chosenIn(fork, chosen));
  return { ...chosen, choices: { ...chosen.choices, [fork.key]: next } };
}

export const optionsOf = ({ level, withOptional, choices, advance }: Choices): CompileOptions => ({
  level,
  withOptional,
  choices,
  advance,
});
