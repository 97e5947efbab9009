import type { SessionSummary } from '../../api/index.js';
import { roughLength } from '../../time/durations.js';
import { shortDate, timeOfDay } from '../../time/moments.js';
import { ShareBar } from '../../ui/index.js';
import { placeOf } from '../sharing/index.js';
import { endWord } from './session-words.js';

type ListProps = { sessions: readonly SessionSummary[]; of?: string | undefined };

/** Sessions as rows that are links; each date is the one it was where the session was done. `of` says whose they are, if another's. */
export function SessionList({ sessions, of }: ListProps) {
  return (
    <ul class="session-list">
      {sessions.map((session) => (
        <li key={session.sessionId}>
          <a href={placeOf(`/sessions/${session.sessionId}`, of)}>
            <span class="session-date">
              {shortDate(session.startedAt, session.zone)}
              <span class="soft"> {timeOfDay(session.startedAt, session.zone)}</span>
            </span>
            <span class="session-name">{session.routineName}</span>
            <span class="session-length">{roughLength(session.totalMs)}</span>
            <ShareBar share={session.completeShare} />
            <span class={`session-end soft session-end-${session.how ?? 'open'}`}>{endWord(session)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
