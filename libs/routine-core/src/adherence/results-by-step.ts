import type { StepResult } from '../session/index.js';

/** The result of each step at its index; steps that were not left have none. */
export function resultsByStep(results: readonly StepResult[]): readonly (StepResult | undefined)[] {
  const resultOf: (StepResult | undefined)[] = [];
  for (const result of results) resultOf[result.step] = result;
  return resultOf;
}
