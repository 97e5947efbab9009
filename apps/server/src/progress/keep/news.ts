import type { Entry, SessionState, Timeline } from '@plumbline/routine-core';

/** What progress reads of a session's row. */
export type SessionFacts = {
  accountId: string;
  sessionId: string;
  startedAt: number;
  day: string;
  status: SessionState['status'];
  how: string | null;
  counts: boolean;
  /** A `SessionSummary` as JSON. */
  summary: string;
};

/** A session as it was before a transaction and as it is after it; one side is missing when it is new or gone. */
export type SessionChange = {
  before: SessionFacts | undefined;
  after: SessionFacts | undefined;
  /** Its state after the transaction, where it could be replayed. */
  played: { timeline: Timeline; state: SessionState } | undefined;
};

export type AddedEntries = { accountId: string; added: readonly { entry?: Entry | undefined }[] };
export type News = { changes: readonly SessionChange[]; added: readonly AddedEntries[] };

/** Only what was ended and not thrown away is progress; a session that merely goes on touches nothing. */
export const isKept = (session: SessionFacts | undefined): session is SessionFacts =>
  session?.status === 'ended' && session.how !== 'discarded';
