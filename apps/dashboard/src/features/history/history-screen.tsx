import type { SessionSummary } from '../../api/index.js';
import { Button, EmptyState, LinkButton, PageHeader, Problem, WhenReady } from '../../ui/index.js';
import { ProgressNav } from '../progress/index.js';
import { ownersWords, useWhose, type Whose, WhoseChoice } from '../sharing/index.js';
import { byMonth } from './by-month.js';
import { SessionList } from './session-list.js';
import { useHistory } from './use-history.js';

export function HistoryScreen() {
  const whose = useWhose();
  // Another's begins anew: nothing of the one before may stand under this name, not for a moment.
  return (
    <>
      <WhoseChoice />
      <ProgressNav />
      <History key={whose.of ?? ''} whose={whose} />
    </>
  );
}

function History({ whose: { of, name } }: { whose: Whose }) {
  const { loaded, again, older, next, loadOlder, problem } = useHistory(of);
  return (
    <>
      <PageHeader
        title={of === undefined ? 'History' : `${ownersWords(name)} history`}
        lead="Every session that has reached this server, newest first."
      />
      <WhenReady loaded={loaded} onAgain={again}>
        {({ sessions }) => <Months sessions={[...sessions, ...older]} of={of} />}
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

type MonthsProps = { sessions: readonly SessionSummary[]; of?: string | undefined };

export function Months({ sessions, of }: MonthsProps) {
  if (sessions.length === 0)
    return of === undefined ? <NoSessions /> : <EmptyState title="Nothing here yet" />;
  return (
    <>
      {byMonth(sessions).map((month) => (
        <section key={month.name} class="history-month">
          <h2>{month.name}</h2>
          <SessionList sessions={month.sessions} of={of} />
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
