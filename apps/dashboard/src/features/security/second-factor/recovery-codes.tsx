import { Button, ShownOnce } from '../../../ui/index.js';

/** `whose` tells a sheet of paper, found years later, what it is for. */
type RecoveryCodesProps = { codes: readonly string[]; whose: string; onDone: () => void };

export function RecoveryCodes({ codes, whose, onDone }: RecoveryCodesProps) {
  return (
    <ShownOnce
      title="Your recovery codes"
      name="Recovery codes"
      value={codes.join('\n')}
      done="I have kept them"
      onDone={onDone}
      more={
        <Button kind="quiet" onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <p>
        Without your phone, each of these lets you in once. They are shown this once: keep them on paper or in
        a password manager.
      </p>
      <ul class="recovery-codes once-value">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p class="small">For Plumbline, {whose}.</p>
    </ShownOnce>
  );
}
