import type { SignIn } from '../../../api/index.js';
import { localZone } from '../../../time/clock.js';
import { agoByTheHour, dateWithYear } from '../../../time/moments.js';
import { Button } from '../../../ui/index.js';

type SignInListProps = {
  signIns: readonly SignIn[];
  now: number;
  isBusy: boolean;
  onEnd: (signIn: SignIn) => void;
};

/** This browser first; the server has the others in the order in which they came. */
export function SignInList({ signIns, now, isBusy, onEnd }: SignInListProps) {
  const inOrder = [...signIns].sort((one, other) => Number(other.current) - Number(one.current));
  return (
    <>
      <ul class="part-rows">
        {inOrder.map((signIn) => (
          <li key={signIn.id}>
            <div>
              <h3>{signIn.agent}</h3>
              <p class="small soft">{sinceWords(signIn, now)}</p>
            </div>
            {!signIn.current && (
              <Button kind="quiet" busy={isBusy} onClick={() => onEnd(signIn)}>
                End<span class="unseen"> the sign-in of {signIn.agent}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {signIns.length === 1 && <p class="soft">No other browser is signed in.</p>}
    </>
  );
}

function sinceWords({ createdAt, lastSeenAt, current }: SignIn, now: number): string {
  const since = dateWithYear(createdAt, localZone(createdAt));
  if (current) return `This browser, since ${since}`;
  return `Since ${since} · seen ${agoByTheHour(now - lastSeenAt)}`;
}
