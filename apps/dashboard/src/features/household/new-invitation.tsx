import { useState } from 'preact/hooks';
import { invite, type MadeInvitation, type Role, useDeed } from '../../api/index.js';
import { Choice, Field, FormEnd, ShownOnce, typed, useFocusHere } from '../../ui/index.js';
import { isOnlyThisComputer } from '../devices/index.js';
import { untilWords } from './invitations.js';

const ROLES = [
  { value: 'member', words: 'A member, with an own account' },
  { value: 'owner', words: 'An owner, who also manages the household' },
];

type NewInvitationProps = { onDone: () => void; onClose: () => void };

/** The form, and then the link, which is shown this once. */
export function NewInvitation({ onDone, onClose }: NewInvitationProps) {
  const [made, setMade] = useState<MadeInvitation>();
  const onMade = (fresh: MadeInvitation) => {
    setMade(fresh);
    onDone();
  };
  if (made === undefined) return <InvitationForm onMade={onMade} onClose={onClose} />;
  return <InvitationLink made={made} address={location.origin} onClose={onClose} />;
}

type FormProps = { onMade: (made: MadeInvitation) => void; onClose: () => void };

export function InvitationForm({ onMade, onClose }: FormProps) {
  const { isBusy, problem, run } = useDeed();
  const here = useFocusHere<HTMLFormElement>();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const note = typed(form, 'invitation-note').trim();
    return run(() => invite({ note, role: typed(form, 'invitation-role') as Role }), onMade);
  };
  return (
    <form class="stack narrow" onSubmit={send} ref={here}>
      <Field
        name="invitation-note"
        label="Who is it for?"
        autocomplete="off"
        hint="For your list. Whoever joins chooses the name of the account."
      />
      <Choice name="invitation-role" label="Invited as" options={ROLES} />
      <FormEnd does="Make the link" isBusy={isBusy} problem={problem} onClose={onClose} />
    </form>
  );
}

type LinkProps = { made: MadeInvitation; address: string; onClose: () => void };

export function InvitationLink({ made, address, onClose }: LinkProps) {
  const link = `${address}${made.path}`;
  return (
    <ShownOnce
      title={`The invitation for ${made.invitation.note}`}
      name="Link"
      value={link}
      done="I have it"
      onDone={onClose}
    >
      <p class="once-value">{link}</p>
      <p class="small">
        It makes one account, until {untilWords(made.invitation)}, for whoever opens it. It is shown this
        once.
      </p>
      {isOnlyThisComputer(new URL(address).hostname) && (
        <p class="small soft">
          This address works on this computer only. For another device, start the server with HOST=0.0.0.0 and
          open this page under the address it prints.
        </p>
      )}
    </ShownOnce>
  );
}
