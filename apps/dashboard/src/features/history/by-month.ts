import type { SessionSummary } from '../../api/index.js';
import { monthOf } from '../../time/moments.js';

export type Month = { name: string; sessions: SessionSummary[] };

/** Cuts a list that is already in order into months, each session in the month it had where it was done. */
export function byMonth(sessions: readonly SessionSummary[]): Month[] {
  const months: Month[] = [];
  for (const session of sessions) {
    const name = monthOf(session.startedAt, session.zone);
    const last = months.at(-1);
    if (last?.name === name) last.sessions.push(session);
    else months.push({ name, sessions: [session] });
  }
  return months;
}
