import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Answer, type Refusal, sentenceFor } from '../../api/index.js';
import { Button, Field, Problem, typed } from '../../ui/index.js';

type NamePassword = { name: string; password: string };
type AccountFormProps = {
  submit: string;
  isNew: boolean;
  send: (form: NamePassword) => Promise<Answer<object>>;
  onDone: () => void;
  /** Gets refusals first; true when it went on with one. */
  onRefused?: (refusal: Refusal) => boolean;
  withName?: boolean;
};

/** Name and password, sent once at a time; a refusal is said above the button and nothing typed is lost. */
export function AccountForm({ submit, isNew, send, onDone, onRefused, withName = true }: AccountFormProps) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setBusy(true);
    const answer = await send({ name: typed(form, 'name').trim(), password: typed(form, 'password') });
    setBusy(false);
    if (answer.ok) onDone();
    else if (!onRefused?.(answer)) setProblem(sentenceFor(answer));
  };
  return (
    <form class="stack" onSubmit={onSubmit}>
      {withName && <Field name="name" label="Name" autocomplete="username" />}
      <Field
        name="password"
        label="Password"
        type="password"
        autocomplete={isNew ? 'new-password' : 'current-password'}
        {...(isNew ? { hint: 'At least 10 characters. A short sentence is a good one.', minLength: 10 } : {})}
      />
      {problem !== '' && <Problem sentence={problem} />}
      <Button type="submit" busy={busy}>
        {submit}
      </Button>
    </form>
  );
}

/** The one sheet of a page that stands outside the signed-in dashboard. */
export function Doorstep({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children?: ComponentChildren;
}) {
  return (
    <main class="doorstep" id="main">
      <div class="sheet stack">
        <p class="wordmark">Plumbline</p>
        <h1>{title}</h1>
        <p class="soft">{lead}</p>
        {children}
      </div>
    </main>
  );
}
