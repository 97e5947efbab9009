/** The reference of what people say about sessions: facts of the account's own journal, and which sessions they leave in sight. */
import { plainText, type Verdict } from './plain.js';

export type Said = {
  accountId: string;
  seq: number;
  kind: string;
  sessionId: string;
  /** What a correction changes, or the number that an undo takes back. */
  changes?: unknown;
  of?: unknown;
};
export type SessionPlace = { accountId: string; sessionId: string };

const keyOf = ({ accountId, seq }: Pick<Said, 'accountId' | 'seq'>) => `${accountId} ${seq}`;
const textOf = ({ kind, sessionId, changes, of }: Said) =>
  plainText({ kind, sessionId, changes: changes ?? null, of: of ?? null });
const sessionOf = ({ accountId, sessionId }: SessionPlace) => `${accountId} ${sessionId}`;

export class CorrectionsModel {
  private readonly acked = new Map<string, string>();

  acknowledged(said: Said): void {
    this.acked.set(keyOf(said), textOf(said));
  }

  /** As with documents: what only the server had is gone with it. */
  rolledBack(kept: readonly Said[]): void {
    const texts = new Map(kept.map((said) => [keyOf(said), textOf(said)]));
    for (const [key, text] of this.acked) if (texts.get(key) !== text) this.acked.delete(key);
  }

  /** `rows` are what the accounts' own journals hold, `known` all sessions with an entry, `shown` those that the read models show. */
  judge(rows: readonly Said[], known: readonly SessionPlace[], shown: readonly SessionPlace[]): Verdict {
    const stored = new Map(rows.map((said) => [keyOf(said), textOf(said)]));
    const lost = [...this.acked].filter(([key, text]) => stored.get(key) !== text);
    return {
      lost: lost.map(([key, text]) => `correction ${key} was acknowledged: ${text}`),
      duplicated: doubled(rows),
      diverged: outOfSight(rows, known, shown),
    };
  }
}

/** The same word twice in a row is one. */
function doubled(rows: readonly Said[]): string[] {
  const last = new Map<string, string>();
  const twice: string[] = [];
  for (const said of [...rows].sort((one, other) => one.seq - other.seq)) {
    const session = sessionOf(said);
    if (last.get(session) === textOf(said)) twice.push(`correction ${keyOf(said)} repeats the one before it`);
    last.set(session, textOf(said));
  }
  return twice;
}

/** A session is in sight when it has entries and no delete of it stands. */
function outOfSight(
  rows: readonly Said[],
  known: readonly SessionPlace[],
  shown: readonly SessionPlace[],
): string[] {
  const undone = new Set(
    rows
      .filter(({ kind }) => kind === 'correction-undone')
      .map(({ accountId, of }) => `${accountId} ${String(of)}`),
  );
  const deletes = rows.filter((said) => said.kind === 'session-deleted' && !undone.has(keyOf(said)));
  const deleted = new Set(deletes.map(sessionOf));
  const wanted = new Set(known.map(sessionOf).filter((session) => !deleted.has(session)));
  const found = new Set(shown.map(sessionOf));
  return [
    ...[...wanted].filter((each) => !found.has(each)).map((each) => `the session ${each} is not shown`),
    ...[...found].filter((each) => !wanted.has(each)).map((each) => `the session ${each} is shown`),
  ];
}
