import { useState } from 'preact/hooks';
import { type MadeLink, makeHistoryLink, useDeed } from '../../api/index.js';
import { Field, FormEnd, ShownOnce, typed, useFocusHere } from '../../ui/index.js';

type NewLinkProps = { onDone: () => void; onClose: () => void };

/** The form, and then the link itself, which is shown this once. */
export function NewLink({ onDone, onClose }: NewLinkProps) {
  const [made, setMade] = useState<MadeLink>();
  const onMade = (fresh: MadeLink) => {
    setMade(fresh);
    onDone();
  };
  if (made === undefined) return <LinkForm onMade={onMade} onClose={onClose} />;
  const address = `${location.origin}${made.path}`;
  return (
    <ShownOnce
      title={`A link for ${made.link.note}`}
      name="Link"
      value={address}
      done="I have it"
      onDone={onClose}
    >
      <p class="once-value">{address}</p>
      <p class="small">
        It is shown this once, and works once within seven days. Whoever opens it first and says yes reads
        your history; their name then stands in the list above.
      </p>
    </ShownOnce>
  );
}

type LinkFormProps = { onMade: (made: MadeLink) => void; onClose: () => void };

function LinkForm({ onMade, onClose }: LinkFormProps) {
  const { isBusy, problem, run } = useDeed();
  const here = useFocusHere<HTMLFormElement>();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const note = typed(event.currentTarget as HTMLFormElement, 'link-note').trim();
    return run(() => makeHistoryLink(note), onMade);
  };
  return (
    <form class="stack link-form" onSubmit={send} ref={here}>
      <WhatIsShared />
      <Field
        name="link-note"
        label="Who is it for?"
        autocomplete="off"
        hint="Only you see this, such as “My physiotherapist”."
      />
      <FormEnd does="Make the link" isBusy={isBusy} problem={problem} onClose={onClose} />
    </form>
  );
}

/** All that a reader sees, and what not: said before the link is made. */
function WhatIsShared() {
  return (
    <>
      <p>
        Whoever opens your link while signed in here can read your sessions, those done and those to come,
        with their notes, pain marks and efforts; your exercises; and your weeks with their goals, and which
        of them you were ill or away.
      </p>
      <p>
        They change nothing, and see no devices, keys, settings or files. Of reminders they see how many there
        were on a day and how many you answered, put off or let go, never when or which.
      </p>
    </>
  );
}
