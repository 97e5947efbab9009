import { useState } from 'preact/hooks';
import { type Invitation, useDeed, withdrawInvitation } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { dateWithYear } from '../../time/moments.js';
import { Button, Confirm, focusPart, Problem, useSay } from '../../ui/index.js';

type InvitationsProps = { invitations: readonly Invitation[]; onDone: () => void };

/** Those that can still be used, whichever owner made them. */
export function Invitations({ invitations, onDone }: InvitationsProps) {
  const { problem, run } = useDeed();
  const say = useSay();
  const [leaving, setLeaving] = useState<Invitation>();
  const withdraw = ({ id, note }: Invitation) => {
    setLeaving(undefined);
    return run(
      () => withdrawInvitation(id),
      () => {
        say(`The invitation for ${note} is withdrawn.`);
        focusPart('household-part');
        onDone();
      },
    );
  };
  return (
    <>
      <InvitationList invitations={invitations} onWithdraw={setLeaving} />
      {problem !== '' && <Problem sentence={problem} />}
      {leaving !== undefined && (
        <Confirm
          title={`Withdraw the invitation for ${leaving.note}?`}
          sentence="Its link stops working. You can invite anew at any time."
          yes="Withdraw"
          onYes={() => withdraw(leaving)}
          onNo={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

type ListProps = { invitations: readonly Invitation[]; onWithdraw: (invitation: Invitation) => void };

export function InvitationList({ invitations, onWithdraw }: ListProps) {
  if (invitations.length === 0) return <p class="soft">No invitation is open.</p>;
  return (
    <ul class="part-rows" aria-label="Open invitations">
      {invitations.map((invitation) => (
        <li key={invitation.id}>
          <div>
            <h3>{invitation.note}</h3>
            <p class="small soft">
              Invited as {invitation.role === 'owner' ? 'an owner' : 'a member'} · until{' '}
              {untilWords(invitation)}
            </p>
          </div>
          <Button kind="quiet" onClick={() => onWithdraw(invitation)}>
            Withdraw<span class="unseen"> the invitation for {invitation.note}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

export const untilWords = ({ expiresAt }: Invitation): string =>
  dateWithYear(expiresAt, localZone(expiresAt));
