import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { draft, START_AT, shortTimeline, startEntry, unwrap } from '../../testing/play.js';
import { CUE_KINDS, patternMs, patternOf, stepCues } from '../cues/index.js';
import type { EntryBody } from '../journal/index.js';
import { applyEntry, look, SESSION_REFUSALS, type SessionState, startSession } from './index.js';

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../../docs/session-states.md');
const page = readFileSync(file, 'utf8');

/** The first table below a heading, as rows of cells, without its head. */
function tableBelow(heading: string): string[][] {
  const lines = page
    .slice(page.indexOf(`\n## ${heading}\n`))
    .split('\n')
    .slice(2);
  const first = lines.findIndex((line) => line.startsWith('|'));
  const rows = lines.slice(first).slice(
    0,
    lines.slice(first).findIndex((line) => !line.startsWith('|')),
  );
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const withoutTicks = (cell: string): string => cell.replace(/`/g, '');

const TIMELINE = shortTimeline();
const STARTED = startSession(startEntry(TIMELINE));
const WORKING = look(TIMELINE, STARTED, START_AT + 9000).state;
const COLUMNS: readonly SessionState[] = [
  WORKING,
  look(TIMELINE, STARTED, START_AT + 16_000).state,
  unwrap(applyEntry(TIMELINE, WORKING, draft(9000, { kind: 'paused' }))),
  { ...WORKING, step: TIMELINE.steps.length },
  unwrap(applyEntry(TIMELINE, WORKING, draft(9000, { kind: 'session-ended', how: 'saved' }))),
];

/** What each row of the table speaks of, for a session whose cursor is at `step`. */
const ROWS: Readonly<
  Record<string, (step: number) => { kind: EntryBody['kind'] } & Record<string, unknown>>
> = {
  '`step-done` of the running step': (step) => ({ kind: 'step-done', step }),
  '`step-done` of another step': (step) => ({ kind: 'step-done', step: step - 1 }),
  '`step-skipped` of the running step': (step) => ({ kind: 'step-skipped', step }),
  '`step-skipped` of another step': (step) => ({ kind: 'step-skipped', step: step + 1 }),
  '`step-restarted`, this step or an earlier one': () => ({ kind: 'step-restarted', step: 0 }),
  '`step-restarted`, a step ahead': (step) => ({ kind: 'step-restarted', step: step + 1 }),
  '`step-adjusted` of the running step': (step) => ({ kind: 'step-adjusted', step, byMs: 10_000 }),
  '`step-adjusted` of another step': (step) => ({ kind: 'step-adjusted', step: step - 1, byMs: 10_000 }),
  '`paused`': () => ({ kind: 'paused' }),
  '`resumed`': () => ({ kind: 'resumed', leadMs: 3000 }),
  '`session-ended`': () => ({ kind: 'session-ended', how: 'saved' }),
  '`effort`': () => ({ kind: 'effort', blockId: 'hold', value: 4 }),
  '`pain`': (step) => ({ kind: 'pain', step }),
  '`clock-moved`': () => ({ kind: 'clock-moved', byMs: 60_000 }),
  '`session-started`': () => startEntry(TIMELINE),
  'any entry of another session': (step) => ({ kind: 'pain', step, sessionId: '0'.repeat(26) }),
};

/** A cell, as the code would write it. */
function cellOf(state: SessionState, row: string): string {
  const make = ROWS[row];
  if (!make) throw new Error(`the test does not know the row ${row}`);
  const next = applyEntry(TIMELINE, state, draft(20_000, make(state.step)));
  if (!next.ok) return `\`${next.problems[0]?.code}\``;
  const { status, step } = next.value;
  if (step === state.step) return status;
  return step === state.step + 1 ? `${status}, next step` : `${status}, that step`;
}

describe('docs/session-states.md', () => {
  test.each(tableBelow('What each entry does'))('tells the truth about %s', (row, ...cells) => {
    expect(cells).toEqual(COLUMNS.map((state) => cellOf(state, row as string)));
  });

  test('has a row for every kind of entry', () => {
    const rows = tableBelow('What each entry does').map(([row]) => row);
    expect(rows).toEqual(Object.keys(ROWS));
  });

  test('explains every refusal, and none that cannot happen', () => {
    const codes = tableBelow('Refusals').map(([code]) => withoutTicks(code as string));
    expect(codes).toEqual([...SESSION_REFUSALS]);
  });

  test('says when each cue is felt', () => {
    const kinds = tableBelow('Cues').map(([, kind]) => withoutTicks(kind as string));
    expect([...kinds].sort()).toEqual([...CUE_KINDS].sort());
  });

  test('counts no cue in an open step but its beginning', () => {
    const open = shortTimeline({ advance: 'tap' });
    const cues = open.steps.filter((step) => step.open).map((step) => stepCues(open, step, 0));
    expect(cues.length).toBeGreaterThan(0);
    for (const each of cues) expect(each).toEqual([{ kind: 'go', offsetMs: 0 }]);
  });

  test('draws every pattern as it is', () => {
    const drawn = CUE_KINDS.map((kind) => {
      const { pulses } = patternOf(kind);
      const lengths = pulses.map((p) => (p.offMs > 0 ? `${p.onMs} *${p.offMs}*` : String(p.onMs)));
      return [`\`${kind}\``, String(pulses.length), String(patternMs(patternOf(kind))), lengths.join(' ')];
    });
    expect(tableBelow('Patterns')).toEqual(drawn);
  });
});
