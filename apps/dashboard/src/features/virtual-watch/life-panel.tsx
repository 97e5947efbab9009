import type { Machine, WatchState } from '@plumbline/zepp-runtime/browser';
import { useState } from 'preact/hooks';
import { Button, Confirm } from '../../ui/index.js';

type LifeProps = {
  machine: Machine | undefined;
  state: WatchState | undefined;
  /** Takes the program off the watch, with all it has kept there and on the phone. */
  onUninstall: () => void;
};

/** What waits on the watch outside the program's screen. Nothing is shown while nothing waits. */
export function Waiting({ machine, state }: Pick<LifeProps, 'machine' | 'state'>) {
  const { notifications = [], alarms = [], services = [], asked = [] } = state ?? {};
  if (notifications.length + alarms.length + services.length + asked.length === 0) return null;
  const permit = (granted: boolean) => () => machine?.input({ kind: 'permission', granted });
  const answer = (notification: number, action?: number) => () =>
    machine?.input({ kind: 'answer', notification, ...(action === undefined ? {} : { action }) });
  return (
    <section class="sheet stack" aria-label="Waiting on the watch">
      <h2>Waiting on the watch</h2>
      {asked.length > 0 && (
        <div class="notice">
          <span>The program asks for {asked.join(', ')}.</span>
          <span class="button-row">
            <Button onClick={permit(true)}>Allow</Button>
            <Button kind="quiet" onClick={permit(false)}>
              Refuse
            </Button>
          </span>
        </div>
      )}
      {notifications.map(({ id, title, content, actions }) => (
        <div class="notice" key={id}>
          <span>
            <b>{title}</b> {content}
          </span>
          <span class="button-row">
            {actions.map((words, index) => (
              <Button key={words} kind="quiet" onClick={answer(id, index)}>
                {words}
              </Button>
            ))}
            <Button kind="quiet" onClick={answer(id)}>
              Dismiss
            </Button>
          </span>
        </div>
      ))}
      {alarms.length > 0 && (
        <ul class="soft small watch-alarms">
          {alarms.slice(0, 8).map(({ at, url }) => (
            <li key={`${at} ${url}`}>
              {new Date(at).toLocaleString(undefined, {
                weekday: 'short',
                hour: '2-digit',
                minute: '2-digit',
              })}{' '}
              – alarm for {url}
            </li>
          ))}
        </ul>
      )}
      {services.length > 0 && <p class="soft small">Running behind the screen: {services.join(', ')}</p>}
    </section>
  );
}

/** What ends or restarts a watch, from the mild to the final. */
export function Troubles({ machine, onUninstall }: Omit<LifeProps, 'state'>) {
  const [asked, setAsked] = useState(false);
  const say = (kind: 'kill' | 'reboot' | 'low-memory') => () => machine?.input({ kind });
  return (
    <details class="sheet watch-part">
      <summary>Try what goes wrong</summary>
      <div class="stack">
        <div class="button-row">
          <Button kind="quiet" onClick={say('kill')}>
            Kill the program
          </Button>
          <Button kind="quiet" onClick={say('reboot')}>
            Reboot the watch
          </Button>
          <Button kind="quiet" onClick={say('low-memory')}>
            Run out of memory
          </Button>
          <Button kind="danger" onClick={() => setAsked(true)}>
            Uninstall
          </Button>
        </div>
        <p class="soft small">
          A killed program keeps what it has stored. A reboot also drops alarms that were not to outlive it.
        </p>
      </div>
      {asked && (
        <Confirm
          title="Uninstall the program?"
          sentence="What it has stored on the watch and on the phone is lost. Opening it installs it anew."
          yes="Uninstall"
          onYes={() => {
            setAsked(false);
            onUninstall();
          }}
          onNo={() => setAsked(false)}
        />
      )}
    </details>
  );
}
