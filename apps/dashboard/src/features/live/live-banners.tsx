import { LinkButton, useNow } from '../../ui/index.js';
import { picturesOf } from './live-picture.js';
import { useLive } from './live-provider.js';

/** On the start page: a session is under way, and where to see it. */
export function RunningBanner() {
  const { board } = useLive();
  const now = useNow(1000);
  const running = picturesOf(board, now).filter((picture) => picture.status !== 'ended');
  return (
    <>
      {running.map((picture) => (
        <div key={picture.sessionId} class="notice">
          <span>
            <strong>{picture.routineName}</strong> is {picture.status === 'paused' ? 'paused' : 'running'}:{' '}
            {picture.title}
          </span>
          <LinkButton href="/live" kind="quiet">
            Watch it live
          </LinkButton>
        </div>
      ))}
    </>
  );
}

/** How many sessions have ended since this page was opened: a reason to ask the server again. */
export function useEndedCount(): number {
  const { board } = useLive();
  return Object.values(board.sessions).filter(
    (session) => session.isGone || session.entries.some((entry) => entry.kind === 'session-ended'),
  ).length;
}

/** Says when news no longer arrives; silent while all is well, and during the first moment. */
export function LinkNotice() {
  const { link } = useLive();
  return (
    <div role="status">
      {link === 'lost' && (
        <p class="link-state">The connection to the server is gone. Trying again; what you see may be old.</p>
      )}
      {link === 'refused' && (
        <p class="link-state">The server no longer knows this browser. Please reload and sign in again.</p>
      )}
    </div>
  );
}
