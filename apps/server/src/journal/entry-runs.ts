import { CORRECTION_KINDS, type Entry } from '@plumbline/routine-core';

/** So much lies between two entries of a run at most; what seeks an entry by number or position need not look further. */
export const RUN_MOST = 64;

/** One entry as it is to be stored. */
export type EntryCells = {
  seq: number;
  kind: string | null;
  sessionId: string | null;
  isQuarantined: boolean;
  /** Canonical JSON, which holds no line break. */
  body: string;
};

/** What one row of `entry_run` holds: entries that came together and follow each other in number and position. */
export type RunRow = {
  journal_id: string;
  last_seq: number;
  last_position: number;
  size: number;
  kind: string | null;
  session_id: string | null;
  quarantined: number;
  bodies: string;
  received_at: number;
};
export const RUN_COLUMNS =
  'journal_id, last_seq, last_position, size, kind, session_id, quarantined, bodies, received_at';

/** An entry as it lies on disk. */
export type LyingEntry = {
  journalId: string;
  seq: number;
  position: number;
  sessionId: string | null;
  isQuarantined: boolean;
  /** Of an erased entry only number and digest are left. */
  isErased: boolean;
  body: string;
  receivedAt: number;
};

/** Kinds that are looked for by themselves: a run of their own lets a statement find them. */
const ALONE: ReadonlySet<string> = new Set([
  'clock-moved',
  'erased',
  'import-begun',
  'import-ended',
  ...CORRECTION_KINDS,
]);

/** A run of one says its kind, one of several is of a watch's plain entries of one session or of none. */
export const standsAlone = ({ kind, isQuarantined }: EntryCells): boolean =>
  isQuarantined || (kind !== null && ALONE.has(kind));

const follows = (last: EntryCells, next: EntryCells): boolean =>
  next.seq === last.seq + 1 && next.sessionId === last.sessionId && !standsAlone(next) && !standsAlone(last);

/** Parts entries, which ascend in number and have neighbouring positions, into runs. */
export function runsOf<Cells extends EntryCells>(entries: readonly Cells[]): Cells[][] {
  const runs: Cells[][] = [];
  let run: Cells[] = [];
  for (const entry of entries) {
    const last = run.at(-1);
    if (last === undefined || (run.length < RUN_MOST && follows(last, entry))) run.push(entry);
    else {
      runs.push(run);
      run = [entry];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** A canonical text has no line break of its own. */
export const joined = (bodies: readonly string[]): string => bodies.join('\n');

/** The entry itself; undefined where nobody could read it, and where it was erased. */
export const factIn = ({ isQuarantined, isErased, body }: LyingEntry): Entry | undefined =>
  isQuarantined || isErased ? undefined : (JSON.parse(body) as Entry);

/** The entries of a row, in their order. */
export function entriesIn(row: RunRow): LyingEntry[] {
  const size = Number(row.size);
  const bodies = size === 1 ? [row.bodies] : row.bodies.split('\n');
  const isQuarantined = Number(row.quarantined) !== 0;
  const facts = {
    journalId: row.journal_id,
    sessionId: row.session_id,
    isQuarantined,
    isErased: row.kind === 'erased' && !isQuarantined,
    receivedAt: Number(row.received_at),
  };
  const seq = Number(row.last_seq) - size + 1;
  const position = Number(row.last_position) - size + 1;
  return bodies.map((body, index) => ({ ...facts, seq: seq + index, position: position + index, body }));
}
