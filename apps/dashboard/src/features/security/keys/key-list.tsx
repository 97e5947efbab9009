import type { ApiKey } from '../../../api/index.js';
import { Button } from '../../../ui/index.js';
import { isLive, keyWords, SCOPE_WORDS } from './key-words.js';

type KeyListProps = { keys: readonly ApiKey[]; now: number; onRevoke: (key: ApiKey) => void };

/** Those that work first; the others stay for thirty days, so that nobody wonders where they went. */
export function KeyList({ keys, now, onRevoke }: KeyListProps) {
  if (keys.length === 0) return <p class="soft">There is no key yet.</p>;
  const inOrder = [...keys].sort((one, other) => Number(isLive(other, now)) - Number(isLive(one, now)));
  return (
    <ul class="part-rows">
      {inOrder.map((key) => (
        <li key={key.id}>
          <div>
            <h3>{key.name}</h3>
            <p class="small">{key.scopes.map((scope) => SCOPE_WORDS[scope] ?? scope).join(' · ')}</p>
            <p class="small soft">{keyWords(key, now)}</p>
          </div>
          {isLive(key, now) && (
            <Button kind="danger" onClick={() => onRevoke(key)}>
              Revoke<span class="unseen"> {key.name}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
