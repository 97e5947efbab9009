import { type KeyWish, type MadeKey, makeKey, type Scope, useDeed } from '../../../api/index.js';
import { now } from '../../../time/clock.js';
import { Choice, Field, FormEnd, typed, useFocusHere } from '../../../ui/index.js';
import { SCOPE_WORDS, SCOPES } from './key-words.js';

const DAY_MS = 86_400_000;
const ENDS = [
  { value: '', words: 'Works until I revoke it' },
  { value: '30', words: 'Ends in 30 days' },
  { value: '90', words: 'Ends in 90 days' },
  { value: '365', words: 'Ends in a year' },
];

type KeyFormProps = { onMade: (made: MadeKey) => void; onClose: () => void };

export function KeyForm({ onMade, onClose }: KeyFormProps) {
  const { isBusy, problem, setProblem, run } = useDeed();
  const here = useFocusHere<HTMLFormElement>();
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const wish = wishOf(event.currentTarget as HTMLFormElement);
    if (wish.scopes.length === 0) return setProblem('Please tick at least one thing that the key may do.');
    return run(() => makeKey(wish), onMade);
  };
  return (
    <form class="stack" onSubmit={send} ref={here}>
      <div class="narrow stack">
        <Field
          name="key-name"
          label="Name of the key"
          autocomplete="off"
          hint="What you will use it for, such as “Kitchen display”."
        />
        <Choice name="key-ends" label="Until when" options={ENDS} />
      </div>
      <fieldset class="ticks">
        <legend>What it may do</legend>
        {SCOPES.map((scope) => (
          <label key={scope}>
            <input type="checkbox" name="scope" value={scope} />
            {SCOPE_WORDS[scope]}
          </label>
        ))}
      </fieldset>
      <FormEnd does="Make the key" isBusy={isBusy} problem={problem} onClose={onClose} />
    </form>
  );
}

function wishOf(form: HTMLFormElement): KeyWish {
  const days = Number(typed(form, 'key-ends'));
  return {
    name: typed(form, 'key-name').trim(),
    scopes: new FormData(form).getAll('scope') as Scope[],
    ...(days > 0 && { expiresAt: now() + days * DAY_MS }),
  };
}
