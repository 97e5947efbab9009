import type { EntryDraft } from '../journal/index.js';
import { ok, type Result, refuse } from '../result/index.js';
import { isWork, type Step, type Timeline } from '../timeline/index.js';
import type { Instant, Millis, ZoneMinutes } from '../units/index.js';
import {
  elapsedAt,
  runningStep,
  type SessionState,
  type StepOutcome,
  type StepResult,
} from './session-state.js';

type Draft<K extends EntryDraft['kind']> = Extract<EntryDraft, { readonly kind: K }>;
/** What applying needs of an entry: numbered or not, the session does not care. */
export type Applicable = EntryDraft & { readonly zone?: ZoneMinutes };

/** A session at its first instant. Throws nothing, knows no timeline yet. */
export function startSession(entry: Draft<'session-started'> & { readonly zone: ZoneMinutes }): SessionState {
  const { sessionId, routineId, routineVersion, options, at, zone } = entry;
  return {
    sessionId,
    routineId,
    routineVersion,
    options,
    startedAt: at,
    zone,
    status: 'running',
    step: 0,
    anchorAt: at,
    resumeAt: at,
    keptMs: 0,
    pausedMs: 0,
    adjustedMs: 0,
    results: [],
    efforts: {},
    painSteps: [],
    lastAt: at,
    refused: 0,
  };
}

/** Repetitions that fit into the counted time, when nobody said how many they were. */
function repsIn(step: Step, elapsedMs: Millis): number {
  const repMs = (step.tempo || []).reduce((sum, phase) => sum + phase.durationMs, 0);
  return repMs > 0 && !step.open ? Math.min(step.target, Math.floor(elapsedMs / repMs)) : 0;
}

function doneIn(
  step: Step,
  elapsedMs: Millis,
  said: { readonly heldMs?: Millis; readonly reps?: number },
): number {
  if (step.kind === 'hold') return said.heldMs === undefined ? elapsedMs : said.heldMs;
  if (step.kind === 'reps') return said.reps === undefined ? repsIn(step, elapsedMs) : said.reps;
  return 0;
}

const targetOf = (step: Step): number => (step.kind === 'hold' ? step.durationMs : step.target);
const outcomeOf = (step: Step, done: number): StepOutcome =>
  isWork(step) && done < targetOf(step) ? 'cut' : 'done';

const withResult = (results: readonly StepResult[], result: StepResult): readonly StepResult[] => {
  // Nearly always the next step: a whole session replays in the time of its steps, not of their square.
  const last = results[results.length - 1];
  if (!last || last.step < result.step) return [...results, result];
  const earlier = results.find((each) => each.step === result.step);
  const merged = earlier ? { ...result, tookMs: result.tookMs + earlier.tookMs } : result;
  return results
    .filter((each) => each.step !== result.step)
    .concat(merged)
    .sort((a, b) => a.step - b.step);
};

/** Takes back the rest of a countdown that was paid as pause in advance. */
const settleLead = (state: SessionState, at: Instant): SessionState =>
  state.status === 'running' && at < state.resumeAt
    ? {
        ...state,
        pausedMs: state.pausedMs - (state.resumeAt - at),
        resumeAt: at,
        anchorAt: at - state.keptMs,
      }
    : state;

interface Moving {
  readonly to: number;
  readonly at: Instant;
  readonly results: readonly StepResult[];
}

/**
 * Begins the step `to` at `at`; a paused session stays paused, before the new step's first millisecond. Written field by field,
 * because a server replays millions of steps and spreading costs ten times as much.
 */
function moveTo(state: SessionState, { to, at, results }: Moving): SessionState {
  const moved: SessionState = {
    sessionId: state.sessionId,
    routineId: state.routineId,
    routineVersion: state.routineVersion,
    options: state.options,
    startedAt: state.startedAt,
    zone: state.zone,
    status: state.status,
    step: to,
    anchorAt: at,
    resumeAt: at,
    keptMs: 0,
    pausedMs: state.pausedMs,
    adjustedMs: 0,
    results,
    efforts: state.efforts,
    painSteps: state.painSteps,
    lastAt: at,
    refused: state.refused,
  };
  return state.pausedAt === undefined ? moved : { ...moved, pausedAt: state.pausedAt };
}

interface Leaving {
  readonly at: Instant;
  readonly to: number;
  readonly said?: { readonly heldMs?: Millis; readonly reps?: number };
  readonly status?: StepOutcome;
}

function leave(timeline: Timeline, before: SessionState, leaving: Leaving): SessionState {
  const { at, to } = leaving;
  const state = settleLead(before, at);
  const step = runningStep(timeline, state);
  if (!step) return moveTo(state, { to, at, results: state.results });
  const elapsedMs = elapsedAt(timeline, state, at);
  const done = doneIn(step, elapsedMs, leaving.said || {});
  const status = leaving.status || outcomeOf(step, done);
  const results = withResult(state.results, { step: step.index, status, tookMs: elapsedMs, done });
  return moveTo(state, { to, at, results });
}

const stepDone = (
  timeline: Timeline,
  state: SessionState,
  entry: Draft<'step-done'>,
): Result<SessionState> => {
  if (entry.step !== state.step || !runningStep(timeline, state))
    return refuse({ code: 'step-not-running', step: entry.step, running: state.step });
  if (state.status === 'paused') return refuse({ code: 'session-paused' });
  return ok(leave(timeline, state, { at: entry.at, to: state.step + 1, said: entry }));
};

const stepSkipped = (
  timeline: Timeline,
  state: SessionState,
  entry: Draft<'step-skipped'>,
): Result<SessionState> =>
  entry.step === state.step && runningStep(timeline, state)
    ? ok(leave(timeline, state, { at: entry.at, to: state.step + 1, status: 'skipped' }))
    : refuse({ code: 'step-not-running', step: entry.step, running: state.step });

function stepRestarted(
  timeline: Timeline,
  state: SessionState,
  entry: Draft<'step-restarted'>,
): Result<SessionState> {
  if (entry.step > state.step || entry.step < 0 || !timeline.steps[entry.step])
    return refuse({ code: 'step-ahead', step: entry.step, running: state.step });
  return ok(leave(timeline, state, { at: entry.at, to: entry.step, status: 'cut' }));
}

function stepAdjusted(
  timeline: Timeline,
  state: SessionState,
  entry: Draft<'step-adjusted'>,
): Result<SessionState> {
  const step = runningStep(timeline, state);
  if (!step || entry.step !== state.step)
    return refuse({ code: 'step-not-running', step: entry.step, running: state.step });
  if (isWork(step)) return refuse({ code: 'not-a-gap', step: entry.step });
  const elapsedMs = elapsedAt(timeline, state, entry.at);
  // A gap never becomes shorter than what has already gone by.
  const least = elapsedMs - step.durationMs;
  return ok({ ...state, adjustedMs: Math.max(least, state.adjustedMs + entry.byMs) });
}

function paused(timeline: Timeline, before: SessionState, at: Instant): Result<SessionState> {
  if (before.status !== 'running') return refuse({ code: 'session-paused' });
  const state = settleLead(before, at);
  return ok({ ...state, keptMs: elapsedAt(timeline, state, at), status: 'paused', pausedAt: at });
}

function resumed(state: SessionState, at: Instant, leadMs: Millis): Result<SessionState> {
  const { pausedAt, ...rest } = state;
  if (state.status !== 'paused' || pausedAt === undefined) return refuse({ code: 'session-running' });
  const resumeAt = at + Math.max(0, leadMs);
  const pausedMs = state.pausedMs + (resumeAt - pausedAt);
  return ok({ ...rest, status: 'running', resumeAt, anchorAt: resumeAt - state.keptMs, pausedMs });
}

/** Ends the session; the step it ends in is cut, never lost. */
function ended(timeline: Timeline, before: SessionState, entry: Draft<'session-ended'>): SessionState {
  const { at, how } = entry;
  const { pausedAt, ...rest } = before;
  const pausedMs = before.pausedMs + (pausedAt === undefined ? 0 : at - pausedAt);
  const state: SessionState = { ...rest, pausedMs };
  const left = runningStep(timeline, state)
    ? leave(timeline, state, { at, to: state.step })
    : settleLead(state, at);
  const auto = entry.auto === true ? ({ autoEnded: true } as const) : {};
  return { ...left, status: 'ended', how, endedAt: at, ...auto };
}

const shifted = (state: SessionState, byMs: Millis): SessionState => ({
  ...state,
  startedAt: state.startedAt + byMs,
  anchorAt: state.anchorAt + byMs,
  resumeAt: state.resumeAt + byMs,
  lastAt: state.lastAt + byMs,
  ...(state.pausedAt === undefined ? {} : { pausedAt: state.pausedAt + byMs }),
});

function step(timeline: Timeline, state: SessionState, entry: EntryDraft): Result<SessionState> {
  switch (entry.kind) {
    case 'step-done':
      return stepDone(timeline, state, entry);
    case 'step-skipped':
      return stepSkipped(timeline, state, entry);
    case 'step-restarted':
      return stepRestarted(timeline, state, entry);
    case 'step-adjusted':
      return stepAdjusted(timeline, state, entry);
    case 'paused':
      return paused(timeline, state, entry.at);
    case 'resumed':
      return resumed(state, entry.at, entry.leadMs);
    case 'session-ended':
      return ok(ended(timeline, state, entry));
    case 'pain':
      return ok({ ...state, painSteps: state.painSteps.concat(entry.step) });
    default:
      return refuse({ code: 'session-already-started' });
  }
}

/**
 * What a session becomes by one more entry.
 *
 * An entry earlier than its predecessor counts at the predecessor's instant: watches move their clocks, sessions do not
 * run backwards. Entries that do not fit are refused with a code and change nothing; `docs/session-states.md` lists them.
 * Effort may still be told after the end; everything else after the end is refused.
 */
export function applyEntry(timeline: Timeline, state: SessionState, given: Applicable): Result<SessionState> {
  if ('sessionId' in given && given.sessionId !== undefined && given.sessionId !== state.sessionId) {
    return refuse({ code: 'other-session', sessionId: given.sessionId });
  }
  if (given.kind === 'effort')
    return ok({ ...state, efforts: { ...state.efforts, [given.blockId]: given.value } });
  if (state.status === 'ended') return refuse({ code: 'session-over' });
  if (given.kind === 'clock-moved') return ok(shifted(state, given.byMs));
  const entry = given.at < state.lastAt ? { ...given, at: state.lastAt } : given;
  const next = step(timeline, state, entry);
  return next.ok && next.value.lastAt !== entry.at ? ok({ ...next.value, lastAt: entry.at }) : next;
}

/** For tables and docs: every reason for which `applyEntry` refuses. */
export const SESSION_REFUSALS = [
  'other-session',
  'session-over',
  'session-already-started',
  'session-paused',
  'session-running',
  'step-not-running',
  'step-ahead',
  'not-a-gap',
] as const;
