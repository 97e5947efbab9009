import { useState } from 'preact/hooks';
import { loginSecond, sentenceFor } from '../../api/index.js';
import { Button, Field, Problem, typed } from '../../ui/index.js';
import { Doorstep } from './account-form.js';

type SecondStepProps = { ticket: string; onDone: () => void; onOver: () => void };

/** The password was right; now the code. Who takes more than five minutes begins again. */
export function SecondStep({ ticket, onDone, onOver }: SecondStepProps) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setBusy(true);
    const answer = await loginSecond(ticket, typed(form, 'code').trim());
    setBusy(false);
    if (answer.ok) onDone();
    else if (answer.code === 'ticket-over') onOver();
    else setProblem(sentenceFor(answer));
  };
  return (
    <Doorstep
      title="One more step"
      lead="Open your authenticator app and type the code it shows for Plumbline."
    >
      <form class="stack" onSubmit={onSubmit}>
        <Field
          name="code"
          label="Code"
          autocomplete="one-time-code"
          hint="Six digits, or one of your recovery codes."
          minLength={6}
        />
        {problem !== '' && <Problem sentence={problem} />}
        <Button type="submit" busy={busy}>
          Sign in
        </Button>
      </form>
    </Doorstep>
  );
}
