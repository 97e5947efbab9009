import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_ID } from '../../testing/play.js';
import { exerciseResults, planAgainstDone, summarise } from '../adherence/index.js';
import { correctedImport } from '../correction/index.js';
import type { Entry, ImportedSet } from '../journal/index.js';
import { parseEntry } from '../parse/index.js';
import { MOVEMENT_IDS } from '../routine/index.js';
import { importedSession } from './index.js';

const AT = 1_600_000_000_000;
const MINUTE = 60_000;
const head = { at: AT, zone: 825, sessionId: SESSION_ID };
const begun = (more: object = {}) =>
  ({ ...head, kind: 'session-imported', source: 'csv', endedAt: AT + 20 * MINUTE, ...more }) as const;
const sets = (movement: string, own: readonly ImportedSet[], more: object = {}) =>
  ({ ...head, kind: 'sets-imported', movement, unit: 'ms', sets: own, ...more }) as const;
const numbered = (drafts: readonly object[]): Entry[] =>
  drafts.map((draft, index) => ({ seq: index + 1, ...draft }) as Entry);
const played = (...drafts: object[]) => {
  const imported = importedSession(numbered(drafts));
  if (!imported) throw new Error('nothing was imported');
  return imported;
};
const planOf = ({ timeline, state }: ReturnType<typeof played>) => planAgainstDone(timeline, state);

describe('a session of earlier days', () => {
  test('with nothing but its length is a pause: nobody counted any work', () => {
    const imported = played(begun());
    expect(planOf(imported)).toMatchObject({
      rows: [],
      workMs: 0,
      pausedMs: 20 * MINUTE,
      totalMs: 20 * MINUTE,
    });
    expect(summarise(imported.timeline, imported.state)).toMatchObject({
      ...{ routineId: 'imported', routineName: 'Imported session', status: 'ended', how: 'complete' },
      ...{ day: '2020-09-14', completeShare: 1 },
    });
  });

  test('has a step for each set, numbered within its movement and side, and one rest with all rests', () => {
    const imported = played(
      begun({ restMs: 90_000, level: 4 }),
      sets('side', [{ done: 8_000, target: 10_000 }], { side: 'left' }),
      sets('side', [{ done: 10_000, target: 10_000, tookMs: 11_000 }], { side: 'right' }),
      sets('side', [{ done: 0, target: 10_000, status: 'missed' }], { side: 'left' }),
      sets('bridge', [{ done: 10 }, { done: 4, target: 10, pain: true }], { unit: 'reps', blockId: 'core' }),
      { ...head, kind: 'effort', blockId: 'core', value: 7 },
    );
    const { rows, workMs, restMs, pausedMs, totalMs } = planOf(imported);
    const told = rows.map(({ movement, side = '', set, sets: of, done, target, status }) =>
      [movement, side, `${set}/${of}`, `${done}/${target}`, status].join(' '),
    );
    expect(told).toEqual([
      'side left 1/2 8/10 cut',
      'side right 1/1 10/10 done',
      'side left 2/2 0/10 missed',
      'bridge  1/2 10/10 done',
      'bridge  2/2 4/10 cut',
    ]);
    expect({ workMs, restMs, pausedMs, totalMs }).toEqual({
      ...{ workMs: 19_000, restMs: 90_000 },
      ...{ pausedMs: 20 * MINUTE - 109_000, totalMs: 20 * MINUTE },
    });
    expect(exerciseResults(imported.timeline, imported.state).at(-1)).toEqual({
      ...{ movement: 'bridge', unit: 'reps', sets: 2, setsDone: 1, target: 20, done: 14, best: 10, level: 4 },
      ...{ effort: 7, pain: true },
    });
  });

  test('is none where a watch says that it played this session, or nothing says that it began', () => {
    const started = { ...head, kind: 'session-started', routineId: 'x', routineVersion: 1, options: {} };
    expect(importedSession(numbered([started, begun()]))).toBeUndefined();
    expect(importedSession(numbered([sets('plank', [{ done: 1 }])]))).toBeUndefined();
    expect(importedSession([])).toBeUndefined();
  });

  test('takes corrections: a new end moves its length, a step what was done', () => {
    const imported = played(begun(), sets('plank', [{ done: 8_000, target: 10_000 }]));
    const state = correctedImport(imported, {
      endedAt: AT + 5 * MINUTE,
      steps: [{ step: 0, heldMs: 12_000 }],
      efforts: [{ blockId: 'imported', value: 3 }],
    });
    const plan = planAgainstDone(imported.timeline, state);
    expect(plan).toMatchObject({ workMs: 8_000, totalMs: 5 * MINUTE });
    expect([plan.rows[0]?.done, plan.rows[0]?.status, state.efforts.imported]).toEqual([12, 'done', 3]);
  });

  const set = fc.record(
    {
      done: fc.nat(100_000),
      target: fc.nat(100_000),
      tookMs: fc.nat(100_000),
      status: fc.constantFrom('done', 'cut', 'skipped', 'missed'),
      pain: fc.constant(true),
    },
    { requiredKeys: ['done'] },
  );
  const told = fc.record({
    movement: fc.constantFrom(...MOVEMENT_IDS),
    unit: fc.constantFrom('ms', 'reps'),
    sets: fc.array(set, { minLength: 1, maxLength: 10 }),
  });

  test('always adds up, and all that makes it reads back as an entry', () => {
    fc.assert(
      fc.property(fc.array(told), fc.nat(100_000_000), fc.nat(1_000_000), (all, lengthMs, restMs) => {
        const begins = begun({ endedAt: AT + lengthMs, restMs });
        const drafts = [begins, ...all.map((one) => ({ ...head, kind: 'sets-imported', ...one }))];
        for (const entry of numbered(drafts)) expect(parseEntry(entry).ok).toBe(true);
        const { workMs, restMs: rest, pausedMs, totalMs, rows, completeShare } = planOf(played(...drafts));
        expect(workMs + rest + pausedMs).toBe(totalMs);
        expect(totalMs).toBeGreaterThanOrEqual(lengthMs);
        expect(rows).toHaveLength(all.reduce((sum, one) => sum + one.sets.length, 0));
        expect(completeShare).toBeGreaterThanOrEqual(0);
        expect(completeShare).toBeLessThanOrEqual(1);
      }),
    );
  });
});
