/** Sessions of earlier days that a file tells of, as docs/protocol/imports.md writes it. */

/** What a column of a table may hold. */
export const COLUMN_FIELDS = [
  'date',
  'time',
  'start',
  'end',
  'minutes',
  'duration',
  'exercise',
  'sets',
  'reps',
  'seconds',
  'side',
  'effort',
  'note',
  'name',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** What a person says of a file; `null` leaves a column or an exercise out. */
export type HistoryOptions = {
  zone?: string;
  dates?: 'day-first' | 'month-first';
  columns?: Record<string, ColumnField | null>;
  movements?: Record<string, string | null>;
};
export type FoundSession = {
  number: number;
  line: number;
  startedAt: number;
  endedAt: number;
  zone: number;
  day: string;
  name?: string;
  sets: number;
  movements: string[];
  duplicate?: { sessionId: string } | { number: number };
  doubt?: 'other-sport';
};
export type HistoryPreview = {
  digest: string;
  form: 'plumbline-csv' | 'csv' | 'fit';
  sessions: FoundSession[];
  duplicates: number;
  remarks: { line: number; code: string; message: string }[];
  remarkCount: number;
  columns: { name: string; field?: ColumnField }[];
  unknown: { name: string; sets: number; movement?: string }[];
};
export type HistoryImport = {
  id: string;
  source: 'csv' | 'fit';
  name?: string;
  importedAt: number;
  state: 'running' | 'stopped' | 'done' | 'undone';
  sessions: number;
  shown: number;
  undoUntil: number;
};
