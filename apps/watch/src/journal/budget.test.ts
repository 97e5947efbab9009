import { describe, expect, test } from '@jest/globals';
import type { EntryDraft } from '@plumbline/routine-core/journal';
import { syncLine } from '../pages/sync-line.js';
import { timelineOf } from '../play/timeline-of.js';
import { texts } from '../texts.js';
import { openJournal } from './journal.js';
import { memoryFiles, memoryMarks } from './memory-files.js';
import { BUDGET_BYTES, overBudget, pruneJournal } from './prune.js';

const DAY_MS = 86_400_000;
const AT = 1_764_000_000_000;

/** A whole session of the longest routine, with a pause at every fourth step, as a player writes it. */
function session(day: number): EntryDraft[] {
  const options = { level: 'high', withOptional: true } as const;
  const timeline = timelineOf('back-posture', options);
  const sessionId = `01JD3Z5X8QSESS10N00000${1000 + day}`;
  const at = AT + day * DAY_MS;
  const steps = (timeline?.steps ?? []).flatMap((_, step): object[] => [
    { kind: 'step-done', at: at + step, sessionId, step, heldMs: 15_000 },
    ...(step % 4 === 0
      ? [
          { kind: 'paused', at, sessionId },
          { kind: 'resumed', at, sessionId, leadMs: 5000 },
        ]
      : []),
  ]);
  const start = {
    kind: 'session-started',
    at,
    sessionId,
    routineId: 'back-posture',
    routineVersion: 1,
    options,
  };
  return [start, ...steps, { kind: 'session-ended', at, sessionId, how: 'complete' }] as EntryDraft[];
}

/** Ninety days without a server, three sessions a week; every tenth append meets a failing disk. */
function offline() {
  const files = memoryFiles();
  const newId = () => 'J';
  const open = () => openJournal({ files, marks: memoryMarks(), zoneAt: () => 60, newId });
  const journal = open();
  let written = 0;
  for (let day = 0; day < 90; day += 1) {
    if (![0, 2, 4].includes(day % 7)) continue;
    for (const draft of session(day)) {
      written += 1;
      if (written % 10 === 0) files.failAppends(1, written % 130);
      journal.append([draft]);
    }
    pruneJournal(files, journal.prunable());
  }
  journal.flush();
  return { files, open, journal, written };
}

describe('ninety offline days with a failing disk', () => {
  test('lose nothing, though they take more than the budget', () => {
    const { files, open, written } = offline();
    const seqs = open()
      .entriesFrom(1)
      .map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: written }, (_, n) => n + 1));
    expect(overBudget(files)).toBe(true);
    expect(syncLine({ waiting: written, code: 'no-phone' }, true)).toBe(texts.sync.full);
  });

  test('are within the budget again after they were sent', () => {
    const { files, journal } = offline();
    for (let batch = journal.batch(500, 60_000); batch; batch = journal.batch(500, 60_000)) {
      journal.mark(batch.entries[batch.entries.length - 1]?.seq ?? 0);
    }
    pruneJournal(files, journal.prunable());
    const bytes = [...files.texts].reduce(
      (sum, [name, text]) => sum + (name[0] === 'j' ? text.length : 0),
      0,
    );
    expect(journal.waiting()).toBe(0);
    expect(bytes).toBeLessThan(2 * BUDGET_BYTES);
    expect(syncLine({ waiting: 0 }, overBudget(files))).toBe(texts.sync.sent);
  });
});
