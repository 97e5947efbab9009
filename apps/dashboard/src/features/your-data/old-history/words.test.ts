import { describe, expect, test } from '@jest/globals';
import { COLUMN_FIELDS as SERVER_FIELDS } from '../../../../../server/src/imports/csv/column-names.js';
import { numbersIn } from '../../../../../server/src/imports/write/ranges.js';
import {
  COLUMN_FIELDS,
  type FoundSession,
  type HistoryImport,
  type HistoryPreview,
} from '../../../api/index.js';
import { againstWords, foundWords, importWords, rangesOf, whatWords } from './words.js';

const session: FoundSession = {
  ...{
    number: 1,
    line: 2,
    startedAt: Date.UTC(2025, 9, 16, 16, 30),
    endedAt: Date.UTC(2025, 9, 16, 17),
    zone: 120,
  },
  ...{ day: '2025-10-16', sets: 0, movements: [] },
};
const preview: HistoryPreview = {
  ...{ digest: 'd', form: 'csv', sessions: [session], duplicates: 0, remarks: [], remarkCount: 0 },
  ...{ columns: [], unknown: [] },
};
const brought: HistoryImport = {
  ...{
    id: 'i',
    source: 'csv',
    name: 'old.csv',
    importedAt: 0,
    state: 'done',
    sessions: 3,
    shown: 3,
    undoUntil: 1,
  },
};

describe('the words of old history', () => {
  test.each([
    [preview, '1 session on 16 Oct 2025.'],
    [{ ...preview, sessions: [] }, 'No session could be read in this file yet.'],
    [
      { ...preview, duplicates: 1 },
      '1 session on 16 Oct 2025. One looks like a session that is here already, so it stays out unless you tick it.',
    ],
  ])('tell what a file holds', (asked, words) => expect(foundWords(asked)).toBe(words));

  test('tell why a session is not ticked, and what it was', () => {
    expect(againstWords({ ...session, duplicate: { sessionId: 's' } })).toBe('Here already?');
    expect(againstWords({ ...session, duplicate: { number: 1 } })).toBe('Twice in the file?');
    expect(againstWords({ ...session, doubt: 'other-sport' })).toBe('Another sport?');
    expect(againstWords(session)).toBe('');
    expect(whatWords(session)).toBe('No exercises told');
    expect(whatWords({ ...session, movements: ['plank', 'row'] })).toBe('High plank, Band row');
  });

  test.each([
    [brought, 'old.csv: 3 sessions in your history.'],
    [{ ...brought, shown: 2 }, 'old.csv: 2 of 3 sessions in your history.'],
    [{ ...brought, state: 'undone' as const }, 'old.csv: 3 sessions, taken back.'],
  ])('tell how a file fared', (asked, words) => expect(importWords(asked)).toBe(words));

  test('name sessions as the server reads them', () => {
    expect(rangesOf([5, 1, 2, 3, 9])).toBe('1-3,5,9');
    expect([...(numbersIn(rangesOf([5, 1, 2, 3, 9]), 9) ?? [])]).toEqual([1, 2, 3, 5, 9]);
    expect(rangesOf([])).toBe('');
  });

  test('know the columns that the server knows', () =>
    expect([...COLUMN_FIELDS]).toEqual([...SERVER_FIELDS]));
});
