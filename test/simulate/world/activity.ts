import {
  applyEntry,
  compileTimeline,
  type EntryDraft,
  findRoutine,
  look,
  makeRoutine,
  parseRoutine,
  REMINDER_ANSWERS,
  REMINDER_IDS,
  type Routine,
  type SessionState,
  SILENCE_REASONS,
  startSession,
  type Timeline,
} from '@plumbline/routine-core';
import type { Chance } from '../chance.js';

const OPTIONS = { level: 'low', withOptional: false } as const;
/** A routine that the household writes for itself, in versions; a watch may play it before the server has it. */
export const OWN_ROUTINE = 'own-stretch';
const ROUTINES = ['micro-squeeze', 'micro-cat', 'micro-doorway', 'first-week', OWN_ROUTINE] as const;
const ENDS = [
  'complete',
  'complete',
  'complete',
  'paused',
  'skipped',
  'saved',
  'discarded',
  'forgotten',
] as const;
const LEAD_MS = 3_000;

function routineFor(id: (typeof ROUTINES)[number], chance: Chance): Routine {
  const found = findRoutine(id === OWN_ROUTINE ? 'micro-cat' : id);
  if (found === undefined) throw new Error(`no routine ${id}`);
  if (id !== OWN_ROUTINE) return found;
  const parsed = parseRoutine({ ...(makeRoutine(found) as object), id, version: chance.between(1, 3) });
  if (!parsed.ok) throw new Error('the own routine cannot be read');
  return parsed.value;
}

/** A session as far as it has come. */
class Playing {
  readonly drafts: EntryDraft[] = [];

  constructor(
    private readonly timeline: Timeline,
    private state: SessionState,
  ) {}

  lookAt(now: number): void {
    const { state, entries } = look(this.timeline, this.state, now);
    this.state = state;
    this.drafts.push(...entries);
  }

  say(draft: EntryDraft): void {
    const applied = applyEntry(this.timeline, this.state, draft);
    if (!applied.ok) return;
    this.state = applied.value;
    this.drafts.push(draft);
  }

  get step(): number {
    return this.state.step;
  }
}

/** What a watch writes when its wearer does a routine, each draft at the instant it is made. */
export function sessionFrom(at: number, sessionId: string, chance: Chance): EntryDraft[] {
  const routine = routineFor(chance.pick(ROUTINES), chance);
  const timeline = compileTimeline(routine, OPTIONS);
  const { id: routineId, version: routineVersion } = routine;
  const started = {
    kind: 'session-started',
    sessionId,
    routineId,
    routineVersion,
    options: OPTIONS,
  } as const;
  const playing = new Playing(timeline, startSession({ at, zone: 60, ...started }));
  const [middle, end] = [at + chance.between(1, timeline.totalMs), at + timeline.totalMs + 1];
  playing.lookAt(middle);
  const how = chance.pick(ENDS);
  playOut(playing, how, { sessionId, middle, end, pauseMs: chance.between(1_000, 60_000) });
  const blockId = routine.blocks[0]?.id ?? '';
  if (how !== 'forgotten' && chance.happens(0.4))
    playing.say({ kind: 'effort', at: end + 90_000, sessionId, blockId, value: chance.between(0, 10) });
  return [{ at, ...started }, ...playing.drafts];
}

type Moments = { sessionId: string; middle: number; end: number; pauseMs: number };

function playOut(playing: Playing, how: (typeof ENDS)[number], { sessionId, middle, end, pauseMs }: Moments) {
  if (how === 'complete') playing.lookAt(end);
  if (how === 'saved' || how === 'discarded')
    playing.say({ kind: 'session-ended', at: middle, sessionId, how });
  if (how === 'paused') {
    playing.say({ kind: 'paused', at: middle, sessionId });
    playing.say({ kind: 'resumed', at: middle + pauseMs, sessionId, leadMs: LEAD_MS });
    playing.lookAt(end + pauseMs + LEAD_MS);
  }
  if (how === 'skipped') {
    playing.say({ kind: 'pain', at: middle, sessionId, step: playing.step });
    playing.say({ kind: 'step-skipped', at: middle, sessionId, step: playing.step });
    playing.lookAt(end);
  }
}

/** What a watch writes between sessions; now and then something that only a newer server could read. */
export function smallThing(at: number, chance: Chance): EntryDraft {
  const reminders = [chance.pick(REMINDER_IDS)];
  const dueAt = at - chance.between(0, 1_200_000);
  const drawn = chance.next();
  if (drawn < 0.5)
    return { kind: 'reminder-answered', at, reminders, dueAt, answer: chance.pick(REMINDER_ANSWERS) };
  if (drawn < 0.8)
    return { kind: 'reminder-suppressed', at, reminders, dueAt, reason: chance.pick(SILENCE_REASONS) };
  const counts = reminders.map((reminder) => {
    return { reminder, reason: chance.pick(SILENCE_REASONS), count: chance.between(1, 9) };
  });
  if (drawn < 0.9) return { kind: 'suppressions-folded', at, day: '2026-11-15', counts };
  return { kind: 'levitated', at, height: chance.between(1, 9) } as unknown as EntryDraft;
}
