import { useLocation } from 'preact-iso/router';
import { takeHistoryLink, useDeed } from '../../api/index.js';
import { Button, EmptyState, LinkButton, PageHeader, Problem, useSay } from '../../ui/index.js';
import { useTokenInAddress } from '../account/index.js';
import { placeOf, useGrants } from './whose.js';

/** Behind the link that somebody handed over: nothing is taken by opening it, only by saying yes. */
export function TakeScreen() {
  const token = useTokenInAddress();
  return (
    <>
      <PageHeader title="A shared history" />
      {token === '' ? <NoLink /> : <Take token={token} />}
    </>
  );
}

function Take({ token }: { token: string }) {
  const { isBusy, problem, run } = useDeed();
  const { again } = useGrants();
  const { route } = useLocation();
  const say = useSay();
  const take = () =>
    run(
      () => takeHistoryLink(token),
      ({ history }) => {
        say(`You can read ${history.name}’s history now.`);
        again();
        route(placeOf('/history', history.id));
      },
    );
  return (
    <section class="sheet stack part">
      <p>
        Whoever gave you this link lets you read their sessions, weeks and exercises. They will see your name,
        and either of you can end it whenever you like. Nothing of yours is shown to them.
      </p>
      {problem !== '' && <Problem sentence={problem} />}
      <div class="button-row">
        <Button busy={isBusy} onClick={take}>
          Read their history
        </Button>
        <LinkButton kind="quiet" href="/">
          Not now
        </LinkButton>
      </div>
    </section>
  );
}

function NoLink() {
  return (
    <EmptyState title="Open the link again">
      <p>The long code behind it is missing here. Open the whole link once more, or ask for a fresh one.</p>
      <LinkButton href="/history">To your history</LinkButton>
    </EmptyState>
  );
}
