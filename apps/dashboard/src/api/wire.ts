/**
 * What travels between the server and the dashboard, as docs/protocol.md writes it.
 * Rows and summaries are computed by routine-core on the server; here they are only read.
 */
import type { Entry, PlanRow, SessionSummary } from '@plumbline/routine-core';

export type { Entry, PlanRow, SessionSummary };

export type Refusal = { ok: false; code: string; message: string; retryAfterMs?: number; ticket?: string };
export type Answer<T> = ({ ok: true } & T) | Refusal;

export type Role = 'owner' | 'member';
export type Account = { id: string; name: string; role?: Role };
export type Me = { claimed: boolean; account?: Account };
export type PairingCode = { code: string; expiresAt: number };

export type Device = {
  id: string;
  name: string;
  journalId: string;
  createdAt: number;
  lastSeenAt?: number | null;
  revokedAt?: number | null;
};

export type Week = {
  firstDay: string;
  goal: number;
  sessions: SessionSummary[];
  days: { day: string; sessions: number }[];
};

export type SessionTotals = { workMs: number; restMs: number; pausedMs: number; totalMs: number };
export type SessionPage = {
  session: SessionSummary;
  rows: PlanRow[];
  totals: SessionTotals;
  entries: Entry[];
};
export type HistoryPage = { sessions: SessionSummary[]; next?: string };

/**
 * New entries of one journal. `offsetMs` is server time minus that device's time; `after` is the
 * account's position before them, so whoever stands further back has missed something. `late` when later
 * entries of the journal came before these.
 */
export type EntriesMessage = {
  position: number;
  after: number;
  journalId: string;
  offsetMs: number;
  entries: Entry[];
  late?: true;
};
/** `now` is the server's clock as it answered. */
export type LiveSnapshot = {
  now: number;
  position: number;
  sessions: { journalId: string; offsetMs: number; entries: Entry[] }[];
};

export type TransferCounts = { journals: number; gaps: number; entries: number; documents: number };
/** What became, or would become, of the lines of a file: new, here already, in the way of what is here. */
export type Tally = { added: TransferCounts; here: TransferCounts; clashes: TransferCounts };
export type FilePreview = Tally & {
  digest: string;
  lines: number;
  bytes: number;
  empty: boolean;
  sessions: { count: number };
};
export type ImportRun = Tally & {
  digest: string;
  state: 'running' | 'stopped' | 'done';
  lines: number;
  done: number;
};
