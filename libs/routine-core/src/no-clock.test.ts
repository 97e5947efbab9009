import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import {
  begin,
  draft,
  lookAt,
  type Player,
  SESSION_ID,
  START_AT,
  tap,
  unwrap,
  ZONE,
} from '../testing/play.js';
import { planAgainstDone, summarise } from './adherence/index.js';
import { findRoutine } from './bundled/index.js';
import { correctedState } from './correction/index.js';
import { patternMs, patternOf } from './cues/index.js';
import { printSession, printTimeline } from './debug/index.js';
import { weekAround } from './documents/index.js';
import { canonicalJson, newJournalId, newSessionId, utf8Length } from './journal/index.js';
import {
  checkDocument,
  makeRoutine,
  parseChanges,
  parseEntry,
  parsePush,
  parseRoutine,
} from './parse/index.js';
import { LEVEL_NAMES } from './routine/index.js';
import { nextWake, recover, replay, viewSession } from './session/index.js';
import { compileTimeline, type Timeline } from './timeline/index.js';
import { dayOf } from './units/index.js';

const examples = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../examples/routines');
const files = readdirSync(examples).map((name) => readFileSync(path.join(examples, name), 'utf8'));

const NAMES = [
  'Date',
  'Promise',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Intl',
  'BigInt',
] as const;
type World = Record<string, unknown>;

/** Throwers throw only meanwhile: the test runner looks at everything that was ever global when it tidies up. */
let isForbidden = false;

function thrower(name: string): unknown {
  const real = (globalThis as unknown as World)[name];
  const target = (typeof real === 'function' ? real : {}) as object;
  const trap =
    (verb: string, pass: (...given: never[]) => unknown) =>
    (...given: unknown[]): unknown => {
      if (isForbidden) throw new Error(`${name} was ${verb}`);
      return pass(...(given as never[]));
    };
  return new Proxy(target, {
    get: trap('read', Reflect.get),
    apply: trap('called', Reflect.apply),
    construct: trap('made', Reflect.construct) as (target: object) => object,
  });
}

/** Runs `act` in a world without clock, chance and waiting, and puts the world back whatever happens. */
function withoutClock<T>(act: () => T): T {
  const world = globalThis as unknown as World;
  const before = NAMES.map((name) => [name, world[name]] as const);
  const { random } = Math;
  for (const name of NAMES) world[name] = thrower(name);
  Math.random = () => {
    throw new Error('Math.random was called');
  };
  isForbidden = true;
  try {
    return act();
  } finally {
    isForbidden = false;
    Math.random = random;
    for (const [name, value] of before) world[name] = value;
  }
}

/** A session with every kind of entry in it, to its end. */
function play(timeline: Timeline): Player {
  const acts = [
    draft(12_000, { kind: 'step-restarted', step: 1 }),
    draft(34_000, { kind: 'step-adjusted', step: 2, byMs: 10_000 }),
    draft(50_000, { kind: 'paused' }),
    draft(60_000, { kind: 'resumed', leadMs: 3000 }),
    draft(61_000, { kind: 'pain', step: 2 }),
    draft(70_000, { kind: 'step-skipped', step: 3 }),
    draft(71_000, { kind: 'effort', blockId: 'warm-up', value: 4 }),
    draft(72_000, { kind: 'clock-moved', byMs: 3_600_000 }),
  ];
  const player = acts.reduce((current, act) => tap(timeline, current, act), begin(timeline));
  return lookAt(timeline, player, START_AT + 3_600_000 + 2 * timeline.totalMs);
}

/** The library's main paths, as text: from a file to a printed session. */
function mainPaths(): string {
  const told = files.map((text) => {
    const routine = unwrap(parseRoutine(JSON.parse(text)));
    const again = unwrap(parseRoutine(makeRoutine(routine)));
    return LEVEL_NAMES.map((level) => {
      const timeline = compileTimeline(again, { level, withOptional: true });
      const { state, entries, cues } = play(timeline);
      const replayed = unwrap(
        replay(
          timeline,
          entries.map((entry) => unwrap(parseEntry(entry))),
        ),
      );
      const changes = { endedAt: START_AT + 60_000, steps: [{ step: 1, heldMs: 500 }], note: 'x' };
      const corrected = unwrap(correctedState(() => timeline, entries, changes));
      const push = { journalId: newJournalId(START_AT, () => 0.5), first: 1, sentAt: START_AT, entries };
      return [
        printTimeline(timeline),
        printSession(timeline, replayed),
        canonicalJson([state, cues, planAgainstDone(timeline, state), summarise(timeline, state)]),
        canonicalJson(cues.map((cue) => patternMs(patternOf(cue.kind)))),
        canonicalJson(unwrap(parsePush(push))),
        printSession(corrected.timeline, corrected.state),
        canonicalJson(viewSession(timeline, begin(timeline).state, START_AT + 33_333)),
        String(nextWake(timeline, begin(timeline).state, START_AT + 33_333)),
        canonicalJson(recover(timeline, begin(timeline).state, START_AT + 5000, START_AT + 99_000)),
      ].join('\n');
    }).join('\n');
  });
  const decided = [
    ...['settings', 'week-plan', 'away-weeks', 'routine'].map((kind) =>
      checkDocument(
        { kind, id: 'main', version: 1 },
        { days: [], weeks: [{ day: '2026-02-30', why: 'ill' }] },
      ),
    ),
    weekAround('2026-10-25', 7),
    parseChanges({ note: 'x', steps: [{ step: 1 }] }),
  ];
  const refused = [parseRoutine({ format: 2 }), parseEntry({ kind: 'x' }), replay(() => undefined, [])];
  const small = [newSessionId(START_AT, () => 0.25), dayOf(START_AT, ZONE), utf8Length(SESSION_ID)];
  return [
    ...told,
    canonicalJson(refused),
    canonicalJson(decided),
    ...small,
    findRoutine('back-posture')?.name,
  ].join('\n');
}

describe('the core without Date, Math.random, timers and promises', () => {
  test('goes its main paths to the same letters', () => {
    const expected = mainPaths();
    expect(withoutClock(mainPaths)).toBe(expected);
    expect(expected.length).toBeGreaterThan(50_000);
  });

  const REACHED: readonly (readonly [string, () => unknown])[] = [
    ['the clock', () => Date.now()],
    ['a new date', () => new Date()],
    ['chance', () => Math.random()],
    ['a timer', () => setTimeout(() => undefined, 0)],
    ['a promise', () => Promise.resolve()],
  ];
  test.each(REACHED)('whoever reaches for %s would be caught', (_name, reach) => {
    expect(() => withoutClock(reach)).toThrow(/was (read|called|made)/);
    expect(reach).not.toThrow();
  });
});
