import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { type Account, fetchMe, logout, type Me, useAnswer } from '../../api/index.js';
import { WhenReady } from '../../ui/index.js';
import { ClaimScreen, JoinScreen, LoginScreen, ResetScreen, Unclaimed } from './screens.js';

type GateProps = { children: (account: Account, signOut: () => void) => ComponentChildren };

const doorsteps = ['/claim', '/login', '/join', '/reset'];

/** Lets the dashboard be seen by the person it belongs to, and everyone else sign in on the very address they asked for. */
export function AccountGate({ children }: GateProps) {
  const { loaded, again } = useAnswer(fetchMe, 'me');
  const signOut = async () => {
    await logout();
    await again();
  };
  return (
    <WhenReady loaded={loaded} onAgain={again}>
      {(me) =>
        me.account === undefined || me.account === null ? (
          <Outside me={me} onDone={again} />
        ) : (
          <Inside onLeave={again}>{children(me.account, signOut)}</Inside>
        )
      }
    </WhenReady>
  );
}

function Outside({ me, onDone }: { me: Me; onDone: () => void }) {
  const { path } = useLocation();
  if (me.claimed && path === '/join') return <JoinScreen onDone={onDone} />;
  if (me.claimed && path === '/reset') return <ResetScreen otherwise={<LoginScreen onDone={onDone} />} />;
  if (me.claimed) return <LoginScreen onDone={onDone} />;
  return path === '/claim' ? <ClaimScreen onDone={onDone} /> : <Unclaimed />;
}

type InsideProps = { children: ComponentChildren; onLeave: () => void };

/**
 * Someone signed in has no business on a doorstep, so those addresses lead to the week. But for a reset link: it says whose
 * password is set, and that may be somebody else's, or one's own while the old sign-in still stands.
 */
function Inside({ children, onLeave }: InsideProps) {
  const { path } = useLocation();
  if (path === '/reset') return <ResetScreen otherwise={<Leave onLeave={onLeave} />} />;
  return <>{doorsteps.includes(path) ? <Leave /> : children}</>;
}

/** To the week; who is signed in may have changed. */
function Leave({ onLeave }: { onLeave?: () => void }) {
  const { route } = useLocation();
  useEffect(() => {
    route('/', true);
    onLeave?.();
  }, [route, onLeave]);
  return null;
}
