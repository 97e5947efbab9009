import {
  isWork,
  type SessionState,
  type Span,
  type Step,
  type StepChange,
  type StepResult,
  type Timeline,
} from '@plumbline/routine-core';

/** A bout of work, or the time between two. Pauses lie in neither. */
export type SetFacts = {
  from: number;
  to: number;
  durationMs: number;
  /** Of work: which step it was. */
  step?: Step;
  repetitions?: number;
};
/** `isSaid`: its person said afterwards what was done. */
type Outcome = { result: StepResult | undefined; isSaid: boolean };
type Attempt = { step: number; from: number; to: number; durationMs: number; isLast: boolean };

/** The attempts at each step, in the order they were made; the time of a pause inside one is left out. */
function attemptsIn(spans: readonly Span[]): Attempt[] {
  const attempts = new Map<number, Attempt>();
  for (const { step, attempt, from, to } of spans) {
    if (step === undefined) continue;
    const known = attempts.get(attempt) ?? { step, from, to, durationMs: 0, isLast: true };
    attempts.set(attempt, { ...known, to, durationMs: known.durationMs + (to - from) });
  }
  const all = [...attempts.values()];
  return all.map((one, index) => ({
    ...one,
    isLast: !all.slice(index + 1).some(({ step }) => step === one.step),
  }));
}

/** What was done counts for the last attempt; of one that was broken off before only the time is known. */
function workSet(
  step: Step,
  { from, to, durationMs, isLast }: Attempt,
  { result, isSaid }: Outcome,
): SetFacts {
  const set = { from, to, durationMs, step };
  if (!isLast || result === undefined) return set;
  if (step.kind === 'reps') return { ...set, repetitions: result.done };
  return isSaid ? { ...set, durationMs: result.done } : set;
}

/** Gaps, and work that was skipped; neighbours are one rest. */
function withRest(sets: SetFacts[], { from, to, durationMs }: Attempt): void {
  const last = sets.at(-1);
  if (last && last.step === undefined)
    sets[sets.length - 1] = { ...last, to, durationMs: last.durationMs + durationMs };
  else sets.push({ from, to, durationMs });
}

/** What the person added afterwards to a step that the watch never saw. */
function addedSets(timeline: Timeline, { results }: SessionState, seen: ReadonlySet<number>, at: number) {
  return results.flatMap(({ step: index, done }): SetFacts[] => {
    const step = timeline.steps[index];
    if (!step || !isWork(step) || done === 0 || seen.has(index)) return [];
    const isHold = step.kind === 'hold';
    return [
      { from: at, to: at, step, durationMs: isHold ? done : 0, ...(isHold ? {} : { repetitions: done }) },
    ];
  });
}

type Lived = { timeline: Timeline; state: SessionState; spans: readonly Span[]; said: readonly StepChange[] };

/** A session as sets, oldest first. Unless steps were corrected, their durations make up its time without pauses. */
export function setsOf({ timeline, state, spans, said }: Lived): SetFacts[] {
  const sets: SetFacts[] = [];
  const attempts = attemptsIn(spans);
  for (const attempt of attempts) {
    const step = timeline.steps[attempt.step] as Step;
    const result = state.results.find((each) => each.step === attempt.step);
    const isSkipped = attempt.isLast && result?.status === 'skipped';
    const isSaid = said.some((change) => change.step === attempt.step);
    if (isWork(step) && !isSkipped) sets.push(workSet(step, attempt, { result, isSaid }));
    else withRest(sets, attempt);
  }
  const seen = new Set(attempts.map(({ step }) => step));
  return [...sets, ...addedSets(timeline, state, seen, spans.at(-1)?.to ?? state.startedAt)];
}
