import type { Entry, ImportedSet, ImportSource } from '../journal/index.js';
import { DEFAULT_PACE, movementOf, type Routine } from '../routine/index.js';
import type { CompileOptions, Step, Timeline } from '../timeline/index.js';
import { isWork } from '../timeline/index.js';
import { type Millis, SECOND_MS } from '../units/index.js';
import type { SessionState, StepResult } from './session-state.js';

type Of<K extends Entry['kind']> = Extract<Entry, { readonly kind: K }>;
type Begun = Of<'session-imported'>;
type Sets = Of<'sets-imported'>;

/** What a session is called that names no routine. */
export const IMPORTED_ROUTINE = 'imported';

/** A session of earlier days, in the shape of one that was played. */
export interface ImportedSession {
  readonly source: ImportSource;
  /** A stand-in without blocks: nobody can play it. */
  readonly routine: Routine;
  readonly timeline: Timeline;
  readonly state: SessionState;
}

const isBegun = (entry: Entry): entry is Begun => entry.kind === 'session-imported';
const isSets = (entry: Entry): entry is Sets => entry.kind === 'sets-imported';

function optionsOf({ level }: Begun): CompileOptions {
  if (typeof level === 'number') return { level: 'low', progression: level, withOptional: false };
  return { level: level || 'low', withOptional: false };
}

function routineOf({ routineId, routineVersion, routineName, micro }: Begun): Routine {
  const id = routineId || IMPORTED_ROUTINE;
  return {
    format: 1,
    id,
    version: routineVersion || 0,
    name: routineName || routineId || 'Imported session',
    kind: micro ? 'micro-set' : 'routine',
    pace: DEFAULT_PACE,
    blocks: [],
  };
}

type Told = { readonly step: Step; readonly set: ImportedSet };
const targetOf = ({ done, target }: ImportedSet): number => (target === undefined ? done : target);

function stepOf({ movement, side, unit, blockId }: Sets, set: ImportedSet, index: number): Step {
  const target = targetOf(set);
  const isHold = unit === 'ms';
  return {
    index,
    kind: isHold ? 'hold' : 'reps',
    blockId: blockId || IMPORTED_ROUTINE,
    movement,
    position: movementOf(movement).position,
    set: 1,
    sets: 1,
    ...(side ? { side } : {}),
    durationMs: isHold ? target : set.tookMs || 0,
    target: isHold ? target / SECOND_MS : target,
  };
}

const keyOf = ({ blockId, movement, side, kind }: Step): string =>
  `${blockId} ${movement} ${side || ''} ${kind}`;

/** Every set knows which it is of how many of its movement and side within its block. */
function numbered(told: readonly Told[]): readonly Told[] {
  const counts: Record<string, number> = {};
  const numbers = told.map(({ step }) => {
    const count = (counts[keyOf(step)] || 0) + 1;
    counts[keyOf(step)] = count;
    return count;
  });
  return told.map(({ step, set }, index) => ({
    set,
    step: { ...step, set: numbers[index] as number, sets: counts[keyOf(step)] as number },
  }));
}

function toldIn(entries: readonly Entry[]): readonly Told[] {
  const told: Told[] = [];
  for (const entry of entries.filter(isSets))
    for (const set of entry.sets) told.push({ set, step: stepOf(entry, set, told.length) });
  return numbered(told);
}

function resultOf({ step, set }: Told): StepResult | undefined {
  if (set.status === 'missed') return undefined;
  const held = step.kind === 'hold' ? set.done : 0;
  const tookMs = set.tookMs === undefined ? held : set.tookMs;
  const status = set.status || (set.done >= targetOf(set) ? 'done' : 'cut');
  return { step: step.index, status, tookMs, done: set.done };
}

/** All rests as one gap behind the last set: a file tells how long they were, not always where they lay. */
function restBehind(steps: readonly Step[], restMs: Millis): readonly Step[] {
  const last = steps[steps.length - 1];
  if (!last || restMs === 0) return [];
  const { side: _side, ...rest } = last;
  return [{ ...rest, index: steps.length, kind: 'rest', durationMs: restMs, target: 0 }];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function effortsIn(entries: readonly Entry[]): Record<string, number> {
  const efforts: Record<string, number> = {};
  for (const entry of entries) if (entry.kind === 'effort') efforts[entry.blockId] = entry.value;
  return efforts;
}

type Laid = { readonly timeline: Timeline; readonly results: readonly StepResult[]; readonly pain: number[] };

function stateOf(begun: Begun, entries: readonly Entry[], { timeline, results, pain }: Laid): SessionState {
  const { sessionId, at, zone, endedAt } = begun;
  const lengthMs = Math.max(0, endedAt - at);
  const countedMs = sum(results.map(({ tookMs }) => tookMs));
  return {
    sessionId,
    routineId: timeline.routineId,
    routineVersion: timeline.routineVersion,
    options: timeline.options,
    startedAt: at,
    zone,
    status: 'ended',
    how: begun.how || 'complete',
    endedAt: Math.max(at, endedAt),
    step: timeline.steps.length,
    anchorAt: at,
    resumeAt: at,
    keptMs: 0,
    // Time that nobody counted is pause: it adds no work.
    pausedMs: Math.max(0, lengthMs - countedMs),
    adjustedMs: 0,
    results,
    efforts: effortsIn(entries),
    painSteps: pain,
    lastAt: at,
    refused: 0,
  };
}

/**
 * The session that imported entries tell of, as if it had been played: a step for each set, in the order told, and one rest
 * with the time of all rests behind them. Undefined without a `session-imported`, or where a watch says that it played
 * this session: what was watched goes before what was told.
 */
export function importedSession(entries: readonly Entry[]): ImportedSession | undefined {
  const begun = entries.find(isBegun);
  if (!begun || entries.some((entry) => entry.kind === 'session-started')) return undefined;
  const told = toldIn(entries);
  const routine = routineOf(begun);
  const work = told.map(({ step }) => step);
  const rest = restBehind(work, begun.restMs || 0);
  const steps = work.concat(rest);
  const results = told
    .map(resultOf)
    .filter((result): result is StepResult => result !== undefined)
    .concat(
      rest.map(({ index, durationMs }) => ({ step: index, status: 'done', tookMs: durationMs, done: 0 })),
    );
  const timeline: Timeline = {
    routineId: routine.id,
    routineVersion: routine.version,
    routineName: routine.name,
    options: optionsOf(begun),
    steps,
    blocks: [],
    totalMs: sum(steps.filter(isWork).map(({ durationMs }) => durationMs)),
  };
  const pain = told.filter(({ set }) => set.pain).map(({ step }) => step.index);
  return {
    source: begun.source,
    routine,
    timeline,
    state: stateOf(begun, entries, { timeline, results, pain }),
  };
}

/** The same session with another end: what lies between is its length, and no set is lost. */
export function endImportedAt(state: SessionState, wanted: number): SessionState {
  const endedAt = Math.max(wanted, state.startedAt);
  const countedMs = sum(state.results.map(({ tookMs }) => tookMs));
  return { ...state, endedAt, pausedMs: Math.max(0, endedAt - state.startedAt - countedMs) };
}
