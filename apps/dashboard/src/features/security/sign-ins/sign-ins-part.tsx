import { useState } from 'preact/hooks';
import {
  endOtherSignIns,
  endSignIn,
  fetchSignIns,
  type SignIn,
  useAnswer,
  useDeed,
} from '../../../api/index.js';
import { Button, Confirm, focusPart, Part, Problem, useNow, useSay, WhenReady } from '../../../ui/index.js';
import { SignInList } from './sign-in-list.js';

type SignInsProps = { deeds: number; onDone: () => void };

export function SignInsPart({ deeds, onDone }: SignInsProps) {
  const { loaded, again } = useAnswer(fetchSignIns, `sign-ins ${deeds}`);
  return (
    <Part
      id="sign-ins-part"
      title="Sign-ins"
      lead="Browsers that are signed in to your account. If you do not know one, end it and change your password."
    >
      <WhenReady loaded={loaded} onAgain={again}>
        {({ signIns }) => <SignIns signIns={signIns} onDone={onDone} />}
      </WhenReady>
    </Part>
  );
}

function SignIns({ signIns, onDone }: { signIns: readonly SignIn[]; onDone: () => void }) {
  const { isBusy, problem, run } = useDeed();
  const say = useSay();
  const now = useNow(60_000);
  const [isAsking, setAsking] = useState(false);
  const done = (sentence: string) => () => {
    say(sentence);
    focusPart('sign-ins-part');
    onDone();
  };
  const end = ({ id, agent }: SignIn) => run(() => endSignIn(id), done(`${agent} is signed out.`));
  const endOthers = () => {
    setAsking(false);
    return run(endOtherSignIns, done('All other browsers are signed out.'));
  };
  return (
    <>
      <SignInList signIns={signIns} now={now} isBusy={isBusy} onEnd={end} />
      {problem !== '' && <Problem sentence={problem} />}
      {signIns.some(({ current }) => !current) && (
        <Button kind="danger" busy={isBusy} onClick={() => setAsking(true)}>
          Sign out everywhere else
        </Button>
      )}
      {isAsking && (
        <Confirm
          title="Sign out everywhere else?"
          sentence="All browsers but this one have to sign in again. Watches and API keys go on."
          yes="Sign out"
          no="Leave it"
          onYes={endOthers}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
}
