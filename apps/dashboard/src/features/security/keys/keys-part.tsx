import { useState } from 'preact/hooks';
import { type ApiKey, fetchKeys, type MadeKey, revokeKey, useAnswer, useDeed } from '../../../api/index.js';
import {
  Confirm,
  focusPart,
  Part,
  Problem,
  ShownOnce,
  Unfold,
  useNow,
  useSay,
  WhenReady,
} from '../../../ui/index.js';
import { KeyForm } from './key-form.js';
import { KeyList } from './key-list.js';

type KeysProps = { deeds: number; onDone: () => void };

export function KeysPart({ deeds, onDone }: KeysProps) {
  const { loaded, again } = useAnswer(fetchKeys, `keys ${deeds}`);
  return (
    <Part
      id="keys-part"
      title="API keys"
      lead="With a key, a program of yours does for you what you tick, and nothing else."
    >
      <WhenReady loaded={loaded} onAgain={again}>
        {({ keys }) => <Keys keys={keys} onDone={onDone} />}
      </WhenReady>
      <Unfold label="Make a key">{(fold) => <NewKey onDone={onDone} onClose={fold} />}</Unfold>
    </Part>
  );
}

function Keys({ keys, onDone }: { keys: readonly ApiKey[]; onDone: () => void }) {
  const { problem, run } = useDeed();
  const say = useSay();
  const now = useNow(60_000);
  const [leaving, setLeaving] = useState<ApiKey>();
  const revoke = ({ id, name }: ApiKey) => {
    setLeaving(undefined);
    return run(
      () => revokeKey(id),
      () => {
        say(`${name} no longer opens anything.`);
        focusPart('keys-part');
        onDone();
      },
    );
  };
  return (
    <>
      <KeyList keys={keys} now={now} onRevoke={setLeaving} />
      {problem !== '' && <Problem sentence={problem} />}
      {leaving !== undefined && (
        <Confirm
          title={`Revoke ${leaving.name}?`}
          sentence="Whatever uses this key stops working at once. A revoked key cannot be brought back."
          yes="Revoke"
          onYes={() => revoke(leaving)}
          onNo={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

/** The form, and then the key itself, which is shown this once. */
function NewKey({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const [made, setMade] = useState<MadeKey>();
  const onMade = (fresh: MadeKey) => {
    setMade(fresh);
    onDone();
  };
  if (made === undefined) return <KeyForm onMade={onMade} onClose={onClose} />;
  return (
    <ShownOnce
      title={`The key ${made.key.name}`}
      name="Key"
      value={made.token}
      done="I have it"
      onDone={onClose}
    >
      <p class="once-value">{made.token}</p>
      <p class="small">It is shown this once. Put it where your program reads it, and nowhere else.</p>
    </ShownOnce>
  );
}
