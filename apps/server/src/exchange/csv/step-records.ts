import {
  type CompileOptions,
  isWork,
  levelOf,
  type Span,
  type Step,
  type StepResult,
  spansOf,
} from '@plumbline/routine-core';
import { isoAt } from '../instants.js';
import type { ToldSession } from '../sessions/told-session.js';
import { guarded } from './texts.js';

/** In this order for ever; a new column is added at the end. `docs/protocol/exchange.md` says what each holds. */
export const STEP_COLUMNS = [
  'session_id',
  'day',
  'started_at',
  'ended_at',
  'status',
  'how',
  'routine_id',
  'routine_version',
  'routine',
  'level',
  'corrected',
  'note',
  'step',
  'block',
  'kind',
  'movement',
  'side',
  'set',
  'sets',
  'unit',
  'target',
  'done',
  'result',
  'began_at',
  'took_seconds',
  'effort',
  'pain',
  'imported',
] as const;
export type StepColumn = (typeof STEP_COLUMNS)[number];
export type StepRecord = Partial<Record<StepColumn, string | number>>;

const flag = (is: boolean | undefined): string => (is ? 'yes' : '');
/** Seconds to the millisecond, without noughts that say nothing. */
const seconds = (ms: number): number => Math.round(ms) / 1000;

/** A row for each step of the timeline, reached or not; a session that cannot be read has one row without a step. */
export function stepRecords(session: ToldSession): StepRecord[] {
  const { played } = session;
  const about = aboutSession(session);
  if (played === undefined) return [about];
  const spans = spansOf(played.timeline, entriesOf(session), played.state.endedAt);
  return played.timeline.steps.map((step) => ({ ...about, ...aboutStep(session, step, spans) }));
}

const entriesOf = ({ known }: ToldSession) => known.placed.map(({ entry }) => entry);

function aboutSession({ summary, played }: ToldSession): StepRecord {
  const { startedAt, endedAt, zone } = summary;
  return {
    session_id: summary.sessionId,
    day: summary.day,
    started_at: isoAt(startedAt, zone),
    ended_at: endedAt === undefined ? '' : isoAt(endedAt, zone),
    status: summary.status,
    how: summary.how ?? '',
    routine_id: guarded(summary.routineId),
    routine_version: summary.routineVersion,
    routine: guarded(summary.routineName),
    level: played ? levelWord(played.state.options) : '',
    corrected: flag(summary.corrected),
    note: guarded(summary.note ?? ''),
    imported: summary.imported ?? '',
  };
}

/** A name of the routine's own ranges, or the number of a progression level. */
const levelWord = (options: CompileOptions): string | number =>
  options.progression === undefined ? options.level : levelOf(options);

function aboutStep({ summary, played }: ToldSession, step: Step, spans: readonly Span[]): StepRecord {
  const { results = [], efforts = {}, painSteps = [] } = played?.state ?? {};
  const result = results.find((each) => each.step === step.index);
  const began = beganAt(step, spans);
  return {
    step: step.index,
    block: guarded(step.blockId),
    kind: step.kind,
    movement: step.movement,
    side: step.side ?? '',
    set: step.set,
    sets: step.sets,
    ...(isWork(step) ? measured(step, result) : {}),
    result: result?.status ?? (isWork(step) ? 'missed' : ''),
    began_at: began === undefined ? '' : isoAt(began, summary.zone),
    took_seconds: result ? seconds(result.tookMs) : '',
    effort: isWork(step) ? (efforts[step.blockId] ?? '') : '',
    pain: flag(painSteps.includes(step.index)),
  };
}

const measured = (step: Step, result: StepResult | undefined): StepRecord => {
  const done = result?.done ?? 0;
  const isHold = step.kind === 'hold';
  return { unit: isHold ? 'seconds' : 'reps', target: step.target, done: isHold ? seconds(done) : done };
};

/** Of a step that was begun anew: when its last attempt began. */
function beganAt(step: Step, spans: readonly Span[]): number | undefined {
  const own = spans.filter((span) => span.step === step.index);
  const last = own.at(-1)?.attempt;
  return own.find(({ attempt }) => attempt === last)?.from;
}
