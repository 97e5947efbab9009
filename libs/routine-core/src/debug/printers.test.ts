import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { begin, draft, lookAt, START_AT, tap } from '../../testing/play.js';
import { bundledRoutines, findRoutine } from '../bundled/index.js';
import { LEVEL_NAMES, type Routine } from '../routine/index.js';
import { type CompileOptions, compileTimeline } from '../timeline/index.js';
import { printSession, printTimeline } from './index.js';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../golden');

/** Run once with GOLDEN=write after a change that is meant, and read the difference. */
function expectGolden(name: string, text: string): void {
  const file = path.join(folder, `${name}.txt`);
  if (process.env.GOLDEN === 'write') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

const article = findRoutine('back-posture') as Routine;
const compile = (options: Partial<CompileOptions>, routine = article) =>
  compileTimeline(routine, { level: 'low', withOptional: true, ...options });

describe('printTimeline', () => {
  test.each(LEVEL_NAMES)('draws the article’s routine at the %s level', (level) => {
    expectGolden(`back-posture-${level}`, printTimeline(compile({ level })));
  });

  test('draws repetitions that end by a tap, the right side first, and the other band movement', () => {
    const options = { advance: 'tap', firstSide: 'right', choices: { 'back/1': 'apart' } } as const;
    expectGolden('back-posture-by-tap', printTimeline(compile(options)));
  });

  test('draws a progression level under its number', () => {
    expectGolden('back-posture-level-4', printTimeline(compile({ progression: 4, withOptional: false })));
  });

  test.each(bundledRoutines.filter((each) => each !== article).map((each) => [each.id, each] as const))(
    'draws %s',
    (id, routine) => expectGolden(id, printTimeline(compile({}, routine))),
  );
});

describe('printSession', () => {
  const timeline = compile({ withOptional: false });

  test('draws a session that was skipped in, paused, cut and saved', () => {
    const acts = [
      draft(12_000, { kind: 'step-done', step: 1 }),
      draft(50_000, { kind: 'paused' }),
      draft(80_000, { kind: 'resumed', leadMs: 3000 }),
      draft(90_000, { kind: 'step-skipped', step: 4 }),
      draft(100_000, { kind: 'step-skipped', step: 5 }),
      draft(200_000, { kind: 'session-ended', how: 'saved' }),
    ];
    const player = acts.reduce((current, act) => tap(timeline, current, act), begin(timeline));
    expectGolden('session-saved', printSession(timeline, player.state));
  });

  test('draws a session that runs, and one that is complete', () => {
    const running = lookAt(timeline, begin(timeline), START_AT + 40_000);
    const complete = lookAt(timeline, running, START_AT + timeline.totalMs);
    expectGolden('session-running', printSession(timeline, running.state));
    expectGolden('session-complete', printSession(timeline, complete.state));
  });
});
