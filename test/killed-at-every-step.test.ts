/** The packaged program, killed by the system at every step of the routine: it loses at most the running step. */
import { describe, expect, test } from '@jest/globals';
import { compileTimeline, type Entry, findRoutine, replay } from '@plumbline/routine-core';
import { createWatch } from '@plumbline/zepp-runtime/node';
import { journalOf, packaged, type Watch } from './stage/paired-watch.js';

const STARTED_AT = Date.UTC(2026, 10, 22, 18, 0, 0);
const SECOND_MS = 1000;
const OPTIONS = { level: 'low', withOptional: false } as const;
const routine = findRoutine('back-posture');
if (!routine) throw new Error('no back-posture');
const timeline = compileTimeline(routine, OPTIONS);

async function inFirstLeadIn(device: string): Promise<Watch> {
  const watch = await createWatch({ package: packaged(), device, startAt: STARTED_AT, speed: 'virtual' });
  watch.launch();
  for (const text of ['Back and posture', 'Understood', 'Start']) {
    await watch.settled();
    watch.tapText(text);
  }
  await watch.settled();
  return watch;
}

const stateOf = (entries: readonly Entry[]) => {
  const replayed = replay(timeline, entries);
  if (!replayed.ok) throw new Error(JSON.stringify(replayed.problems));
  return replayed.value;
};

const finished = (watch: Watch): number[] => stateOf(journalOf(watch)).results.map((result) => result.step);

/** Dies in the middle of the running step, stays dead for `awayMs`, is opened again. */
async function dieAndReopen(watch: Watch, awayMs: number): Promise<void> {
  watch.kill();
  await watch.advance(awayMs);
  watch.launch();
  await watch.advance(SECOND_MS / 2);
}

async function playUntilStep(watch: Watch, step: number): Promise<void> {
  const before = timeline.steps.slice(0, step).reduce((sum, each) => sum + each.durationMs, 0);
  await watch.advance(before + (timeline.steps[step]?.durationMs ?? 0) / 2);
}

async function playToTheEnd(watch: Watch): Promise<void> {
  for (let second = 0; second < 1200; second += 1) {
    if (stateOf(journalOf(watch)).status === 'ended') return;
    await watch.advance(SECOND_MS);
  }
  throw new Error('the session did not end');
}

const cases = timeline.steps.map((step) => ({ step: step.index, kind: step.kind, movement: step.movement }));

describe('the packaged program, killed', () => {
  test.each(cases)(
    'in step $step ($kind, $movement) it asks after a minute away and goes on at that step',
    async ({ step }) => {
      const watch = await inFirstLeadIn(step % 2 === 0 ? 'balance' : 'bip_6');
      try {
        await playUntilStep(watch, step);
        const before = finished(watch);
        expect(before).toEqual(timeline.steps.slice(0, step).map((each) => each.index));
        await dieAndReopen(watch, 60 * SECOND_MS);
        expect(watch.texts()).toContain('Continue');
        watch.tapText('Continue');
        await watch.settled();
        expect(stateOf(journalOf(watch)).step).toBe(step);
        await playToTheEnd(watch);
        const state = stateOf(journalOf(watch));
        expect(state.how).toBe('complete');
        expect(state.results.map((result) => result.status)).toEqual(timeline.steps.map(() => 'done'));
        expect(state.results.length).toBe(timeline.steps.length);
        expect(state.refused).toBe(0);
      } finally {
        watch.close();
      }
    },
  );

  test('for a few seconds it goes on by the clock without a question', async () => {
    const watch = await inFirstLeadIn('balance');
    await watch.advance(15 * SECOND_MS);
    await dieAndReopen(watch, 3 * SECOND_MS);
    expect(watch.texts()).not.toContain('Continue');
    await playToTheEnd(watch);
    const state = stateOf(journalOf(watch));
    expect((state.endedAt ?? 0) - state.startedAt).toBe(timeline.totalMs);
    watch.close();
  });

  test('at every step one after the other, it still finishes each step exactly once', async () => {
    const watch = await inFirstLeadIn('balance');
    for (const step of timeline.steps) {
      await watch.advance(step.durationMs / 2);
      await dieAndReopen(watch, 2 * SECOND_MS);
      await watch.advance(Math.max(0, step.durationMs / 2 - 2 * SECOND_MS));
    }
    await playToTheEnd(watch);
    const done = journalOf(watch).filter((entry) => entry.kind === 'step-done');
    expect(done.map((entry) => 'step' in entry && entry.step)).toEqual(
      timeline.steps.map((step) => step.index),
    );
    watch.close();
  });
});
