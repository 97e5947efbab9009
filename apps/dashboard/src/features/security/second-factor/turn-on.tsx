import { useState } from 'preact/hooks';
import { type BegunFactor, beginSecondFactor, confirmSecondFactor, useDeed } from '../../../api/index.js';
import { CopyButton, Field, FormEnd, typed, useFocusHere } from '../../../ui/index.js';
import { inFours } from './factor-words.js';
import { QrCode } from './qr-code.js';

type TurnOnProps = { onConfirmed: (recoveryCodes: string[]) => void; onClose: () => void };

/** First the password, so that a page left open is not enough; then the app and its first code. */
export function TurnOn({ onConfirmed, onClose }: TurnOnProps) {
  const [begun, setBegun] = useState<BegunFactor>();
  if (begun === undefined) return <Begin onBegun={setBegun} onClose={onClose} />;
  return <ConfirmCode begun={begun} onConfirmed={onConfirmed} onClose={onClose} />;
}

function Begin({ onBegun, onClose }: { onBegun: (begun: BegunFactor) => void; onClose: () => void }) {
  const { isBusy, problem, run } = useDeed();
  const here = useFocusHere<HTMLFormElement>();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const password = typed(event.currentTarget as HTMLFormElement, 'factor-password');
    return run(() => beginSecondFactor(password), onBegun);
  };
  return (
    <form class="stack narrow" onSubmit={send} ref={here}>
      <Field
        name="factor-password"
        label="Your password"
        type="password"
        autocomplete="current-password"
        hint="You also need an authenticator app, on a phone or in a password manager."
      />
      <FormEnd does="Go on" isBusy={isBusy} problem={problem} onClose={onClose} />
    </form>
  );
}

type ConfirmCodeProps = TurnOnProps & { begun: BegunFactor };

export function ConfirmCode({ begun, onConfirmed, onClose }: ConfirmCodeProps) {
  const { isBusy, problem, run } = useDeed();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const code = typed(event.currentTarget as HTMLFormElement, 'factor-code').trim();
    return run(
      () => confirmSecondFactor(code),
      ({ recoveryCodes }) => onConfirmed(recoveryCodes),
    );
  };
  return (
    <form class="stack narrow" onSubmit={send}>
      <ForTheApp {...begun} />
      <Field
        name="factor-code"
        label="Code that the app shows now"
        autocomplete="one-time-code"
        hint="Six digits. Before you confirm it, nothing changes."
        minLength={6}
      />
      <FormEnd does="Turn it on" isBusy={isBusy} problem={problem} onClose={onClose} />
    </form>
  );
}

/** Takes the focus itself: a keyboard that opens on a phone would hide what is to be read first. */
function ForTheApp({ secret, uri }: BegunFactor) {
  const here = useFocusHere<HTMLDivElement>();
  return (
    <div class="stack" tabIndex={-1} ref={here}>
      <p>
        Scan this with your authenticator app. If the app is on this device, <a href={uri}>open it there</a>.
      </p>
      <QrCode text={uri} label="A code to scan, with the secret that stands below" />
      <p class="small soft">Without a camera, type this secret into the app:</p>
      <p class="once-value factor-secret">{inFours(secret)}</p>
      <CopyButton name="Secret" value={secret} />
    </div>
  );
}
