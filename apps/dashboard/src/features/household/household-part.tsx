import { fetchInvitations, fetchMembers, useAnswer } from '../../api/index.js';
import { Part, Unfold, WhenReady } from '../../ui/index.js';
import { Invitations } from './invitations.js';
import { Members } from './members.js';
import { NewInvitation } from './new-invitation.js';

type HouseholdProps = { me: string; deeds: number; onDone: () => void; onRoleChanged: () => void };

/** For owners alone; the server tells others nothing of it. */
export function HouseholdPart({ me, deeds, onDone, onRoleChanged }: HouseholdProps) {
  const members = useAnswer(fetchMembers, `members ${deeds}`);
  const invitations = useAnswer(fetchInvitations, `invitations ${deeds}`);
  return (
    <Part
      id="household-part"
      title="Household"
      lead="Everybody here has an account of their own. As an owner you say who; what others do here stays theirs."
    >
      <WhenReady loaded={members.loaded} onAgain={members.again}>
        {(value) => <Members members={value.members} me={me} onDone={onDone} onRoleChanged={onRoleChanged} />}
      </WhenReady>
      <h3>Open invitations</h3>
      <WhenReady loaded={invitations.loaded} onAgain={invitations.again}>
        {(value) => <Invitations invitations={value.invitations} onDone={onDone} />}
      </WhenReady>
      <Unfold label="Invite somebody">{(fold) => <NewInvitation onDone={onDone} onClose={fold} />}</Unfold>
    </Part>
  );
}
