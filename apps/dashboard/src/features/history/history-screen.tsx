import type { SessionSummary } from '../../api/index.js';
import { Button, EmptyState, LinkButton, PageHeader, Problem, WhenReady } from '../../ui/index.js';
import { ProgressNav } from '../progress/index.js';
import { byMonth } from './by-month.js';
import { SessionList } from './session-list.js';
import { useHistory } from './use-history.js';

export function HistoryScreen() {
  const { loaded, again, older, next, loadOlder, problem } = useHistory();
  return (
    <>
      <ProgressNav />
      <PageHeader title="History" lead="Every session that has reached this server, newest first." />
      <WhenReady loaded={loaded} onAgain={again}>
        {({ sessions }) => <Months sessions={[...sessions, ...older]} />}
      </WhenReady>
      {problem !== '' && <Problem sentence={problem} />}
      {next !== undefined && (
        <p class="history-older">
          <Button kind="quiet" onClick={loadOlder}>
            Show older sessions
          </Button>
        </p>
      )}
    </>
  );
}

export function Months({ sessions }: { sessions: readonly SessionSummary[] }) {
  if (sessions.length === 0) return <NoSessions />;
  return (
    <>
      {byMonth(sessions).map((month) => (
        <section key={month.name} class="history-month">
          <h2>{month.name}</h2>
          <SessionList sessions={month.sessions} />
        </section>
      ))}
    </>
  );
}

function NoSessions() {
  return (
    <EmptyState title="Nothing here yet">
      <p>The first session you finish appears here by itself, step by step, planned against done.</p>
      <LinkButton href="/watch" kind="quiet">
        Try the virtual watch
      </LinkButton>
    </EmptyState>
  );
}
