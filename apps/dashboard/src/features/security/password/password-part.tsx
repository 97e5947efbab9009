import { changePassword, useDeed } from '../../../api/index.js';
import { Field, FormEnd, Part, typed, Unfold, useFocusHere, useSay } from '../../../ui/index.js';

type PasswordProps = { name: string; onDone: () => void };

export function PasswordPart({ name, onDone }: PasswordProps) {
  return (
    <Part id="password-part" title="Password" lead={`You sign in as ${name}.`}>
      <Unfold label="Change the password">
        {(fold) => <PasswordForm name={name} onDone={onDone} onClose={fold} />}
      </Unfold>
    </Part>
  );
}

type FormProps = PasswordProps & { onClose: () => void };

export function PasswordForm({ name, onDone, onClose }: FormProps) {
  const { isBusy, problem, run } = useDeed();
  const say = useSay();
  const here = useFocusHere<HTMLFormElement>();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const wish = { password: typed(form, 'password'), newPassword: typed(form, 'new-password') };
    return run(
      () => changePassword(wish),
      () => {
        say('The password is changed. All other sign-ins have ended.');
        onDone();
        onClose();
      },
    );
  };
  return (
    <form class="stack narrow" onSubmit={send} ref={here}>
      {/* For password managers: they ask whose password it is. */}
      <input type="text" name="username" value={name} autocomplete="username" hidden readOnly />
      <Field name="password" label="The password now" type="password" autocomplete="current-password" />
      <Field
        name="new-password"
        label="The new password"
        type="password"
        autocomplete="new-password"
        hint="At least 10 characters. A short sentence is a good one."
        minLength={10}
      />
      <p class="small soft">Everywhere but here you will be signed out.</p>
      <FormEnd does="Change it" isBusy={isBusy} problem={problem} onClose={onClose} />
    </form>
  );
}
