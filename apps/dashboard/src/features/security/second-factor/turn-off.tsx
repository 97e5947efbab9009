import { turnSecondFactorOff, useDeed } from '../../../api/index.js';
import { Field, FormEnd, focusPart, typed, useFocusHere, useSay } from '../../../ui/index.js';

type TurnOffProps = { onDone: () => void; onClose: () => void };

export function TurnOff({ onDone, onClose }: TurnOffProps) {
  const { isBusy, problem, run } = useDeed();
  const say = useSay();
  const here = useFocusHere<HTMLFormElement>();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const wish = { password: typed(form, 'factor-password'), code: typed(form, 'factor-code').trim() };
    return run(
      () => turnSecondFactorOff(wish),
      () => {
        say('The second factor is off.');
        focusPart('second-factor-part');
        onDone();
      },
    );
  };
  return (
    <form class="stack narrow" onSubmit={send} ref={here}>
      <p>Then the password alone lets somebody in, and the recovery codes are void.</p>
      <Field name="factor-password" label="Your password" type="password" autocomplete="current-password" />
      <Field
        name="factor-code"
        label="Code"
        autocomplete="one-time-code"
        hint="Six digits of the app, or one of your recovery codes."
        minLength={6}
      />
      <FormEnd
        does="Turn it off"
        kind="danger"
        leaves="Keep it"
        isBusy={isBusy}
        problem={problem}
        onClose={onClose}
      />
    </form>
  );
}
