import type { Machine, SettingsPart } from '@plumbline/zepp-runtime/browser';
import { useEffect } from 'preact/hooks';
import { Button } from '../../ui/index.js';
import { Part } from './settings-part.js';
import type { SettingsActions } from './settings-words.js';

type PhoneProps = {
  machine: Machine | undefined;
  page: SettingsPart | undefined;
  running: boolean;
  values: Readonly<Record<string, string>>;
};

/** The input of the program's own page that takes the server's address. */
const SERVER_FIELD = 'server';

function labelOfField(part: SettingsPart | string, key: string): string | undefined {
  if (typeof part === 'string' || !Array.isArray(part.children)) return undefined;
  if (part.props?.settingsKey === key && typeof part.props.label === 'string') return part.props.label;
  for (const child of part.children) {
    const found = labelOfField(child, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The phone beside the watch: the settings page that the package brings along, operated like on a real one. */
export function PhonePanel({ machine, running, page, values }: PhoneProps) {
  useEffect(() => machine?.settings({ action: 'open' }), [machine]);
  const actions: SettingsActions = {
    click: (label) => machine?.settings({ action: 'click', label }),
    type: (label, text) => machine?.settings({ action: 'type', label, text }),
    choose: (label, values) => machine?.settings({ action: 'choose', label, values }),
  };
  const serverLabel = page === undefined ? undefined : labelOfField(page, SERVER_FIELD);
  const missing = serverLabel !== undefined && values[SERVER_FIELD] !== location.origin;
  return (
    <section class="sheet stack phone" aria-label="The phone">
      <h2>The phone beside it</h2>
      {page === undefined ? (
        <p class="soft">
          {running ? 'This program has no page on the phone.' : 'The page opens when the watch has started.'}
        </p>
      ) : (
        <>
          {missing && (
            <Button onClick={() => actions.type(serverLabel, location.origin)}>Use this server</Button>
          )}
          <div class="phone-page">
            <Part part={page} values={values} actions={actions} />
          </div>
        </>
      )}
    </section>
  );
}
