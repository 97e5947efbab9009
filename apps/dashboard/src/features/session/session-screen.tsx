import { useRoute } from 'preact-iso/router';
import { fetchSession, type SessionPage, useAnswer } from '../../api/index.js';
import { longDate, timeOfDay } from '../../time/moments.js';
import { Button, LinkButton, PageHeader, WhenReady } from '../../ui/index.js';
import { endWord } from '../history/index.js';
import { useEndedCount } from '../live/index.js';
import { ownersWords, useWhose } from '../sharing/index.js';
import { blockRows, timelineOf } from './block-rows.js';
import { StepsTable } from './steps-table.js';
import { Totals } from './totals.js';

export function SessionScreen() {
  const { params } = useRoute();
  const id = params.id ?? '';
  const { of, name } = useWhose();
  const { loaded, again } = useAnswer(() => fetchSession(id, of), `${id}/${of}/${useEndedCount()}`);
  return (
    <WhenReady loaded={loaded} onAgain={again}>
      {(page) => <SessionView page={page} owner={of === undefined ? undefined : ownersWords(name)} />}
    </WhenReady>
  );
}

type ViewProps = { page: SessionPage; owner?: string | undefined };

/** `owner` says whose session it is when it is another's: it is read, and nothing else. */
export function SessionView({ page, owner }: ViewProps) {
  const { session, rows, totals, entries } = page;
  const blocks = blockRows(rows, timelineOf(entries));
  return (
    <>
      <PageHeader
        title={session.routineName}
        lead={`${owner === undefined ? '' : `${owner} session · `}${longDate(session.startedAt, session.zone)}, ${timeOfDay(session.startedAt, session.zone)}`}
        actions={<PageActions isRunning={owner === undefined && session.status !== 'ended'} />}
      />
      <div class="stack session-page">
        <Outcome session={session} />
        <Totals totals={totals} isTold={session.imported !== undefined} />
        {blocks.map((block, index) => (
          <StepsTable key={`${block.id}-${index}`} block={block} />
        ))}
      </div>
    </>
  );
}

function Outcome({ session }: Pick<SessionPage, 'session'>) {
  if (session.setsPlanned === 0) return <p>No sets are told of this session · {endWord(session)}</p>;
  return (
    <p>
      <strong>
        {session.setsDone} of {session.setsPlanned}
      </strong>{' '}
      sets as planned · {Math.floor(session.completeShare * 100)} % of the work · {endWord(session)}
    </p>
  );
}

function PageActions({ isRunning }: { isRunning: boolean }) {
  if (isRunning) return <LinkButton href="/live">Watch it live</LinkButton>;
  return (
    <Button kind="quiet" onClick={() => print()}>
      Print
    </Button>
  );
}
