import {
  type CompileOptions,
  LEVEL_NAMES,
  type ProgressionLevel,
  tempoLevelOf,
} from '@plumbline/routine-core';
import * as v from 'valibot';

const progression = v.pipe(
  v.string(),
  v.regex(/^[0-6]$/),
  v.transform((text) => Number(text) as ProgressionLevel),
);

/** `level` is one of the routine's own ranges, or a progression level from 0 to 6. */
export const WorkoutQuery = v.object({
  level: v.optional(v.union([v.picklist(LEVEL_NAMES), progression]), 'low'),
  withOptional: v.optional(v.picklist(['true', 'false']), 'false'),
});

/** As the watch compiles it: a progression level brings the tempo of its range with it. */
export function optionsOf({ level, withOptional }: v.InferOutput<typeof WorkoutQuery>): CompileOptions {
  const whole = { withOptional: withOptional === 'true' };
  return typeof level === 'number'
    ? { level: tempoLevelOf(level), progression: level, ...whole }
    : { level, ...whole };
}
