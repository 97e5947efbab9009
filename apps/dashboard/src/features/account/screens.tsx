import { useEffect, useState } from 'preact/hooks';
import { claim, login } from '../../api/index.js';
import { AccountForm, Doorstep } from './account-form.js';
import { takeClaimToken } from './claim-token.js';

type DoneProps = { onDone: () => void };

const forget = (path: string) => history.replaceState(history.state, '', path);
const takeToken = () => takeClaimToken(location, forget);

/** First visit: the person who started the server becomes its owner. */
export function ClaimScreen({ onDone }: DoneProps) {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const onHash = () => setToken((held) => takeToken() || held);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
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
  return (
    <Doorstep title="Sign in" lead="Your sessions are waiting where you left them.">
      <AccountForm submit="Sign in" isNew={false} send={login} onDone={onDone} />
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
