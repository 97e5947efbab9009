import { useState } from 'preact/hooks';
import { type Account, fetchMe, sentenceFor, useAnswer } from '../../api/index.js';
import { PageHeader, Problem, WhenReady } from '../../ui/index.js';
import { HouseholdPart } from '../household/index.js';
import { EventsPart } from './events/events-part.js';
import { ServerEventsPart } from './events/server-events-part.js';
import { KeysPart } from './keys/keys-part.js';
import { PasswordPart } from './password/password-part.js';
import { SecondFactorPart } from './second-factor/second-factor-part.js';
import { SignInsPart } from './sign-ins/sign-ins-part.js';

const signInFirst = { ok: false, code: 'unauthorized', message: '' } as const;

/** Who gets into the account, and what happened to it. */
export function AccountScreen() {
  // Asked anew: somebody may have given this person another role since the page was opened.
  const { loaded, again } = useAnswer(fetchMe, 'me');
  return (
    <>
      <PageHeader title="Account" lead="Who gets in here, and what happened to your account’s safety." />
      <WhenReady loaded={loaded} onAgain={again}>
        {({ account }) =>
          account === undefined ? (
            <Problem sentence={sentenceFor(signInFirst)} onAgain={again} />
          ) : (
            <Parts account={account} onRoleChanged={again} />
          )
        }
      </WhenReady>
    </>
  );
}

type PartsProps = { account: Account; onRoleChanged: () => void };

function Parts({ account, onRoleChanged }: PartsProps) {
  // What is done in one part may show in another: each deed is a reason to ask again.
  const [deeds, setDeeds] = useState(0);
  const onDone = () => setDeeds((count) => count + 1);
  return (
    <div class="stack account-parts">
      <PasswordPart name={account.name} onDone={onDone} />
      <SecondFactorPart name={account.name} deeds={deeds} onDone={onDone} />
      <SignInsPart deeds={deeds} onDone={onDone} />
      <KeysPart deeds={deeds} onDone={onDone} />
      {account.role === 'owner' && (
        <HouseholdPart me={account.id} deeds={deeds} onDone={onDone} onRoleChanged={onRoleChanged} />
      )}
      <EventsPart deeds={deeds} />
      {account.role === 'owner' && <ServerEventsPart deeds={deeds} />}
    </div>
  );
}
