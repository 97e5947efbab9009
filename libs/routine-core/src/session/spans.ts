import type { Entry } from '../journal/index.js';
import type { Timeline } from '../timeline/index.js';
import type { Instant } from '../units/index.js';
import { applyEntry, startSession } from './apply-entry.js';
import { runningStep, type SessionState } from './session-state.js';

/**
 * A stretch of time in which one step ran, or, without `step`, in which nothing was counted: a pause with its countdown.
 * A step that was begun anew has spans of several attempts; a pause inside an attempt does not end it.
 */
export interface Span {
  readonly step?: number;
  /** 0, 1, 2 … in the order steps were entered. */
  readonly attempt: number;
  readonly from: Instant;
  /** Always later than `from`. */
  readonly to: Instant;
}

const span = (step: number | undefined, attempt: number, from: Instant, to: Instant): Span[] =>
  to > from ? [{ ...(step === undefined ? {} : { step }), attempt, from, to }] : [];

/** What was going on from the last entry until `to`, by the state that entry left. */
function spansUntil(timeline: Timeline, state: SessionState, attempt: number, to: Instant): Span[] {
  const { lastAt: from, status, resumeAt } = state;
  const step = runningStep(timeline, state);
  if (status === 'paused' || !step) return span(undefined, attempt, from, to);
  const resumed = Math.min(Math.max(resumeAt, from), Math.max(to, from));
  return span(undefined, attempt, from, resumed).concat(span(step.index, attempt, resumed, to));
}

const shifted = (spans: readonly Span[], byMs: number): Span[] =>
  spans.map((each) => ({ ...each, from: each.from + byMs, to: each.to + byMs }));

/** Neighbours that belong together, as entries that change neither step nor pause leave them. */
function joined(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const next of spans) {
    const last = whole[whole.length - 1];
    const goesOn = last && last.step === next.step && last.attempt === next.attempt && last.to === next.from;
    if (goesOn) whole[whole.length - 1] = { ...last, to: next.to };
    else whole.push(next);
  }
  return whole;
}

/** As long as a person says it was: what lies behind the end is cut off, what is missing to it was a pause. */
function endedAt(spans: readonly Span[], startedAt: Instant, end: Instant): Span[] {
  const kept = spans
    .filter(({ from }) => from < end)
    .map((each) => ({ ...each, to: Math.min(each.to, end) }));
  const last = kept[kept.length - 1];
  const from = last ? last.to : startedAt;
  return kept.concat(span(undefined, last ? last.attempt : 0, from, end));
}

const LEAVES: readonly string[] = ['step-done', 'step-skipped', 'step-restarted'];

/**
 * How a session spent its time: spans without a hole from its start to its last entry, or to `end`, by the clock as it
 * was last set. Entries that do not fit are passed over as `replay` does. Empty without a beginning.
 */
export function spansOf(timeline: Timeline, entries: readonly Entry[], end?: Instant): readonly Span[] {
  const first = entries.findIndex((entry) => entry.kind === 'session-started');
  const started = entries[first];
  if (started?.kind !== 'session-started') return [];
  let state = startSession(started);
  let spans: Span[] = [];
  let attempt = 0;
  for (const entry of entries.slice(first + 1)) {
    const next = applyEntry(timeline, state, entry);
    if (!next.ok || entry.kind === 'effort') continue;
    if (entry.kind === 'clock-moved') spans = shifted(spans, entry.byMs);
    else for (const each of spansUntil(timeline, state, attempt, next.value.lastAt)) spans.push(each);
    if (LEAVES.indexOf(entry.kind) >= 0) attempt += 1;
    state = next.value;
  }
  return joined(end === undefined ? spans : endedAt(spans, state.startedAt, end));
}
