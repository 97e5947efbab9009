import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Player, shortTimeline } from '../../testing/play.js';
import { atShares, everyMs, onlyAtTaps, playScript, script, scriptWithClock } from '../../testing/script.js';
import { bundledRoutines, findRoutine } from '../bundled/index.js';
import { type CompileOptions, compileTimeline, type Timeline } from '../timeline/index.js';

/** What must not depend on when somebody looked. */
const told = ({ state, entries, cues }: Player) => ({ state, entries, cues });

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
const options: fc.Arbitrary<CompileOptions> = fc.record({
  level: fc.constantFrom('low' as const, 'middle' as const, 'high' as const),
  withOptional: fc.boolean(),
  firstSide: fc.constantFrom('left' as const, 'right' as const),
  choices: fc.constantFrom({}, { 'back/1': 'apart' as const }),
});
const bundledTimeline: fc.Arbitrary<Timeline> = fc
  .tuple(fc.constantFrom(...bundledRoutines), options)
  .map(([routine, wanted]) => compileTimeline(routine, wanted));

describe('entries, state and cues are the same', () => {
  test('whether a short session is looked at every 20 ms, every second, at random or only at its taps', () => {
    const timeline = shortTimeline();
    fc.assert(
      fc.property(scriptWithClock(15_000), shares, (acts, looksAt) => {
        const wanted = told(playScript(timeline, acts, onlyAtTaps));
        for (const looks of [everyMs(20), everyMs(1000), atShares(looksAt)])
          expect(told(playScript(timeline, acts, looks))).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
  });

  test('whether a bundled routine is looked at every second, at random or only at its taps', () => {
    fc.assert(
      fc.property(bundledTimeline, script(120_000), shares, (timeline, acts, looksAt) => {
        const wanted = told(playScript(timeline, acts, onlyAtTaps));
        for (const looks of [everyMs(1000), atShares(looksAt)])
          expect(told(playScript(timeline, acts, looks))).toEqual(wanted);
      }),
      { numRuns: 15 },
    );
  });

  test('when repetitions wait for a tap', () => {
    const timeline = shortTimeline({ advance: 'tap' });
    fc.assert(
      fc.property(script(15_000), shares, (acts, looksAt) => {
        const wanted = told(playScript(timeline, acts, onlyAtTaps));
        expect(told(playScript(timeline, acts, everyMs(500)))).toEqual(wanted);
        expect(told(playScript(timeline, acts, atShares(looksAt)))).toEqual(wanted);
      }),
    );
  });

  test('when the article’s routine is looked at once, at its end', () => {
    const routine = findRoutine('back-posture');
    if (!routine) throw new Error('no routine');
    const timeline = compileTimeline(routine, { level: 'middle', withOptional: true });
    const once = told(playScript(timeline, [], onlyAtTaps));
    expect(once.state).toMatchObject({ status: 'ended', how: 'complete' });
    expect(told(playScript(timeline, [], everyMs(250)))).toEqual(once);
  });
});
