import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { claim, join, login, type Refusal, resetPassword } from '../../api/index.js';
import { AccountForm, Doorstep } from './account-form.js';
import { takeToken } from './claim-token.js';
import { SecondStep } from './second-step.js';
import { useTokenInAddress } from './use-token.js';

type DoneProps = { onDone: () => void };

/** First visit: the person who started the server becomes its owner. */
export function ClaimScreen({ onDone }: DoneProps) {
  const token = useTokenInAddress();
  if (token === '') return <Unclaimed />;
  return (
    <Doorstep
      title="Make this server yours"
      lead="The name and the password stay on this server. You need them whenever you open the dashboard on another device."
    >
      <AccountForm
        submit="Create my account"
        isNew
        send={(form) => claim({ token, ...form })}
        onDone={onDone}
      />
    </Doorstep>
  );
}

export function LoginScreen({ onDone }: DoneProps) {
  const [ticket, setTicket] = useState('');
  if (ticket !== '') return <SecondStep ticket={ticket} onDone={onDone} onOver={() => setTicket('')} />;
  const onRefused = (refusal: Refusal) => {
    if (refusal.code !== 'second-factor-needed') return false;
    setTicket(refusal.ticket ?? '');
    return true;
  };
  return (
    <Doorstep title="Sign in" lead="Your sessions are waiting where you left them.">
      <AccountForm submit="Sign in" isNew={false} send={login} onDone={onDone} onRefused={onRefused} />
    </Doorstep>
  );
}

/** Somebody was invited: a name and a password of their own, and they are in. */
export function JoinScreen({ onDone }: DoneProps) {
  const [token] = useState(takeToken);
  if (token === '') return <LoginScreen onDone={onDone} />;
  return (
    <Doorstep
      title="Join this household"
      lead="You get an account of your own here. Nobody else sees your sessions, not even who invited you, unless you share them."
    >
      <AccountForm
        submit="Create my account"
        isNew
        send={(form) => join({ token, ...form })}
        onDone={onDone}
      />
    </Doorstep>
  );
}

/** By the link that whoever keeps the server made; `otherwise` is shown without one, and when the password is set. */
export function ResetScreen({ otherwise }: { otherwise: ComponentChildren }) {
  const [token, setToken] = useState(takeToken);
  if (token === '') return <>{otherwise}</>;
  return (
    <Doorstep title="Choose a new password" lead="Everywhere else you will be signed out.">
      <AccountForm
        submit="Set the password"
        isNew
        withName={false}
        send={({ password }) => resetPassword({ token, password })}
        onDone={() => setToken('')}
      />
    </Doorstep>
  );
}

/** Nobody owns the server yet, and this visitor did not come with the link. */
export function Unclaimed() {
  return (
    <Doorstep
      title="This server has no owner yet"
      lead="When it started, it printed a link that begins with this address and ends in /claim# and a long code. Open that link to create the account. If it has scrolled away, start the server again: it prints a new one."
    />
  );
}
