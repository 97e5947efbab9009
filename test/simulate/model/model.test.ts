/** The reference notices what it is there to notice. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { CorrectionsModel, type Said } from './corrections-model.js';
import { DocumentsModel, type VersionRow } from './documents-model.js';
import { JournalModel, type StoredRow } from './journal-model.js';

const fine = { lost: [], duplicated: [], diverged: [] };
const nothing = new Set<string>();

describe('the journal', () => {
  const row = (mark: string, seq: number, more = {}): StoredRow => {
    return { accountId: 'ida', journalId: 'J', seq, body: { mark, seq, kind: 'paused', ...more } };
  };
  let model: JournalModel;
  beforeEach(() => {
    model = new JournalModel();
    for (const [index, mark] of ['a', 'b', 'c'].entries()) {
      model.made('ida', { mark, seq: 0, kind: 'paused' });
      model.sent(mark, { journalId: 'J', seq: index + 1 });
    }
  });
  const judge = (rows: StoredRow[], gaps: [number, number][] = [], held = nothing) =>
    model.judge(
      rows,
      gaps.map(([from, to]) => ({ journalId: 'J', from, to })),
      held,
    );

  test('owes nothing that was neither acknowledged nor kept', () => {
    expect(judge([])).toEqual(fine);
  });

  test.each<[string, (model: JournalModel) => void]>([
    ['was acknowledged', (each) => each.acknowledged('a', { journalId: 'J', seq: 1 })],
    ['lay on the disk of its watch', (each) => each.kept(['a'])],
    ['went from there to make room', (each) => each.pruned(['a'])],
  ])('misses what %s', (_, happen) => {
    happen(model);
    expect(judge([row('b', 2)]).lost).toHaveLength(1);
    expect(judge([row('a', 1)])).toEqual(fine);
  });

  test('misses what a watch still holds', () => {
    expect(judge([], [], new Set(['b'])).lost).toHaveLength(1);
  });

  test('sees what is stored twice, changed, invented or in another account', () => {
    expect(judge([row('a', 1), row('a', 5)]).duplicated).toEqual(['a']);
    expect(judge([row('a', 1, { kind: 'resumed' })]).diverged).toHaveLength(1);
    expect(judge([row('x', 1)]).diverged).toHaveLength(1);
    expect(judge([{ ...row('a', 1), accountId: 'bo' }]).diverged).toHaveLength(1);
  });

  test('wants what a rolled-back server lost: back from a watch that holds it, else named by a gap', () => {
    for (const [index, mark] of ['a', 'b', 'c'].entries())
      model.acknowledged(mark, { journalId: 'J', seq: index + 1 });
    model.rolledBack(new Set(['a']), new Set(['c']));
    expect(judge([row('a', 1), row('c', 3)]).diverged).toEqual(['b is gone and no gap says so']);
    expect(judge([row('a', 1), row('c', 3)], [[2, 2]])).toEqual(fine);
    expect(judge([row('a', 1)], [[2, 2]]).lost).toHaveLength(1);
    model.pruned(['c']);
    expect(judge([row('a', 1)], [[2, 3]])).toEqual(fine);
    expect(judge([row('a', 1)], [[2, 2]]).diverged).toHaveLength(1);
  });
});

describe('documents', () => {
  const place = { accountId: 'ida', kind: 'settings', id: 'main' };
  const row = (version: number, mark: string): VersionRow => ({ ...place, version, mark, body: { mark } });
  let model: DocumentsModel;
  beforeEach(() => {
    model = new DocumentsModel();
    for (const [basedOn, mark] of ['a', 'b'].entries()) {
      model.sending(place, { basedOn, mark, body: { mark } });
      model.acknowledged(place, basedOn + 1, mark);
    }
  });

  test('are as they were acknowledged', () => {
    expect(model.judge([row(1, 'a'), row(2, 'b')])).toEqual(fine);
    expect(model.judge([row(1, 'a')]).lost).toHaveLength(1);
    expect(model.judge([row(1, 'b'), row(2, 'b')])).toMatchObject({ duplicated: ['b'] });
    expect(model.judge([row(1, 'a'), row(2, 'b'), row(4, 'x')]).diverged).toHaveLength(2);
    expect(model.judge([row(1, 'a'), { ...row(2, 'b'), body: {} }]).diverged).toHaveLength(1);
  });

  test('of a rolled-back server may be gone', () => {
    model.rolledBack([row(1, 'a')]);
    expect(model.judge([row(1, 'a')])).toEqual(fine);
    expect(model.judge([]).lost).toHaveLength(1);
  });
});

describe('corrections', () => {
  const session = { accountId: 'ida', sessionId: 'S' };
  const said = (seq: number, kind: string, more = {}): Said => ({ ...session, seq, kind, ...more });
  const removed = said(1, 'session-deleted');
  const undone = said(2, 'correction-undone', { of: 1 });

  test('are there as they were acknowledged, and not twice in a row', () => {
    const model = new CorrectionsModel();
    const note = said(1, 'session-corrected', { changes: { note: 'x' } });
    model.acknowledged(note);
    expect(model.judge([note], [session], [session])).toEqual(fine);
    expect(model.judge([], [session], [session]).lost).toHaveLength(1);
    expect(model.judge([{ ...note, changes: {} }], [session], [session]).lost).toHaveLength(1);
    expect(model.judge([note, { ...note, seq: 2 }], [session], [session]).duplicated).toHaveLength(1);
    model.rolledBack([]);
    expect(model.judge([], [session], [session])).toEqual(fine);
  });

  test('say which sessions are in sight', () => {
    const model = new CorrectionsModel();
    expect(model.judge([removed], [session], [])).toEqual(fine);
    expect(model.judge([removed], [session], [session]).diverged).toHaveLength(1);
    expect(model.judge([removed, undone], [session], [session])).toEqual(fine);
    expect(model.judge([removed, undone], [session], []).diverged).toHaveLength(1);
  });
});
