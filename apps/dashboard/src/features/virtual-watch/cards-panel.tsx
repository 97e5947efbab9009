import type { Machine, WatchState } from '@plumbline/zepp-runtime/browser';
import { Button } from '../../ui/index.js';

type CardsProps = { machine: Machine | undefined; state: WatchState | undefined };

/** Shortcut cards and widgets of the package, as the wearer handles them. Nothing is shown where it has none. */
export function CardsPanel({ machine, state }: CardsProps) {
  const cards = state?.cards ?? [];
  if (cards.length === 0) return null;
  const act = (does: 'add' | 'show' | 'remove', path: string) => () =>
    machine?.input({ kind: 'card', does, path });
  return (
    <details class="sheet watch-part">
      <summary>Cards and widgets</summary>
      <ul class="stack">
        {cards.map(({ path, name, kind, added }) => (
          <li key={path}>
            <p>
              {name || path}{' '}
              <span class="soft small">{kind === 'card' ? 'shortcut card' : 'widget page'}</span>
            </p>
            <div class="button-row">
              <Button kind="quiet" onClick={act(added ? 'remove' : 'add', path)}>
                {added ? 'Remove' : 'Add'}
              </Button>
              {added && (
                <Button kind="quiet" onClick={act('show', path)}>
                  Look at it
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={() => machine?.input({ kind: 'card-leave' })}>
        Back to the watch face
      </Button>
    </details>
  );
}
