import { crc32 } from 'node:zlib';
import { meanOf, type SessionSummary, type Span, spansOf } from '@plumbline/routine-core';
import type { ToldSession } from '../sessions/told-session.js';
import { FIT_EXERCISES } from './exercises.js';
import { FitFile } from './fit-file.js';
import { fitLocalTime, fitMs, fitTime } from './fit-time.js';
import { FIT } from './messages.js';
import { type SetFacts, setsOf } from './sets.js';
import { addWorkout, workoutSteps } from './workout-steps.js';

const START = { event: FIT.event.timer, eventType: FIT.eventType.start, eventGroup: 0 };
const STOP = { event: FIT.event.timer, eventType: FIT.eventType.stopAll, eventGroup: 0 };

/** When a session was, and how much of it its timer ran. */
type Course = { startedAt: number; endedAt: number; timerMs: number; pauses: Span[]; sets: SetFacts[] };

/** A session that has ended, as an activity with its sets. The same facts make the same bytes. */
export function activityFile(session: ToldSession): Buffer {
  const { summary, played } = session;
  const course = courseOf(session);
  const file = new FitFile();
  addHead(file, summary, course);
  if (played) addWorkout(file, played.timeline, workoutSteps(played.timeline));
  addTimed(file, course);
  addSums(file, session, course);
  return file.bytes();
}

function courseOf({ summary, known, played }: ToldSession): Course {
  const { startedAt, endedAt = startedAt } = summary;
  if (!played) return { startedAt, endedAt, timerMs: endedAt - startedAt, pauses: [], sets: [] };
  const entries = known.placed.map(({ entry }) => entry);
  const spans = spansOf(played.timeline, entries, endedAt);
  const pauses = spans.filter(({ step }) => step === undefined);
  const pausedMs = pauses.reduce((sum, { from, to }) => sum + (to - from), 0);
  const said = known.corrections.changes.steps ?? [];
  const sets = setsOf({ ...played, spans, said });
  return { startedAt, endedAt, timerMs: endedAt - startedAt - pausedMs, pauses, sets };
}

function addHead(file: FitFile, { sessionId }: SessionSummary, { startedAt, endedAt }: Course): void {
  const maker = { manufacturer: FIT.manufacturer, product: 0 };
  file.add('fileId', {
    type: FIT.file.activity,
    ...maker,
    // By serial number and time others know a file that they have already.
    serialNumber: crc32(sessionId) || 1,
    timeCreated: fitTime(startedAt),
  });
  file.add('deviceInfo', {
    timestamp: fitTime(endedAt),
    deviceIndex: 0,
    ...maker,
    productName: 'Plumbline',
  });
}

/** Timer and sets in the order of their instants. */
function addTimed(file: FitFile, { startedAt, endedAt, pauses, sets }: Course): void {
  const timer = [{ at: startedAt, what: START }, ...pauses.flatMap((pause) => stopAndGo(pause, endedAt))];
  const isStopped = pauses.at(-1)?.to === endedAt;
  const events = [...timer, ...(isStopped ? [] : [{ at: endedAt, what: STOP }])].map(({ at, what }) => ({
    at,
    add: () => file.add('event', { timestamp: fitTime(at), ...what }),
  }));
  const bouts = sets.map((set, messageIndex) => ({ at: set.to, add: () => addSet(file, set, messageIndex) }));
  for (const { add } of [...events, ...bouts].sort((one, other) => one.at - other.at)) add();
}

const stopAndGo = ({ from, to }: Span, endedAt: number) => [
  { at: from, what: STOP },
  ...(to === endedAt ? [] : [{ at: to, what: START }]),
];

function addSet(file: FitFile, { from, to, durationMs, step, repetitions }: SetFacts, messageIndex: number) {
  const times = { timestamp: fitTime(to), startTime: fitTime(from), duration: fitMs(durationMs) };
  if (step === undefined) return file.add('set', { ...times, messageIndex, setType: FIT.setType.rest });
  const { category, name } = FIT_EXERCISES[step.movement];
  return file.add('set', {
    ...times,
    messageIndex,
    setType: FIT.setType.active,
    repetitions,
    category,
    categorySubtype: name,
    wktStepIndex: step.index,
  });
}

function addSums(file: FitFile, { summary, played }: ToldSession, course: Course): void {
  const { startedAt, endedAt, timerMs } = course;
  const lasted = { totalElapsedTime: fitMs(endedAt - startedAt), totalTimerTime: fitMs(timerMs) };
  const timestamp = fitTime(endedAt);
  const stop = { eventType: FIT.eventType.stop };
  const sport = { sport: FIT.sport, subSport: FIT.subSport };
  const same = { messageIndex: 0, timestamp, startTime: fitTime(startedAt), ...sport, ...lasted, ...stop };
  file.add('lap', { ...same, event: FIT.event.lap, lapTrigger: FIT.lapTrigger });
  file.add('session', {
    ...same,
    event: FIT.event.session,
    firstLapIndex: 0,
    numLaps: 1,
    trigger: FIT.sessionTrigger,
    sportProfileName: summary.routineName,
    workoutRpe: effortIn(Object.values(played?.state.efforts ?? {})),
  });
  file.add('activity', {
    timestamp,
    totalTimerTime: lasted.totalTimerTime,
    numSessions: 1,
    type: FIT.activityType,
    event: FIT.event.activity,
    ...stop,
    localTimestamp: fitLocalTime(endedAt, summary.zone),
  });
}

/** The field counts effort from 0 to 100. */
const effortIn = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.round(10 * meanOf(values));
