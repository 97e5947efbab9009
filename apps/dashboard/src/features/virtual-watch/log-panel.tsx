import type { LogLine } from '@plumbline/zepp-runtime/browser';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/index.js';
import { asText, save } from './downloads.js';
import { filtered, type LogFilter, lineText, timeOf, WHERE } from './log-lines.js';

const MOST_SHOWN = 200;

/** What the program writes to its log, newest first. */
export function LogPanel({ lines }: { lines: readonly LogLine[] }) {
  const [filter, setFilter] = useState<LogFilter>({ words: '', realm: '', faultsOnly: false });
  const [copied, setCopied] = useState(false);
  const change = (made: Partial<LogFilter>) => {
    setFilter({ ...filter, ...made });
    setCopied(false);
  };
  const found = filtered(lines, filter);
  const text = () => found.map((line) => `${lineText(line)}\n`).join('');
  const copy = () =>
    void navigator.clipboard
      ?.writeText(text())
      .then(() => setCopied(true))
      .catch(() => setCopied(false));
  const faults = lines.filter(({ level }) => level === 'error').length;
  return (
    <details class="sheet watch-part watch-log">
      <summary>
        Log{' '}
        <span class="soft small">
          {faults === 0 ? `${lines.length} lines` : `${lines.length} lines, ${faults} errors`}
        </span>
      </summary>
      <div class="log-filter">
        <div class="field">
          <label for="log-words">Lines with</label>
          <input
            id="log-words"
            type="search"
            autocomplete="off"
            value={filter.words}
            onInput={(event) => change({ words: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for="log-realm">Said by</label>
          <select
            id="log-realm"
            value={filter.realm}
            onChange={(event) => change({ realm: event.currentTarget.value })}
          >
            <option value="">everyone</option>
            {Object.entries(WHERE).map(([realm, words]) => (
              <option key={realm} value={realm}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <label class="watch-switch">
          <input
            type="checkbox"
            checked={filter.faultsOnly}
            onChange={(event) => change({ faultsOnly: event.currentTarget.checked })}
          />
          Only warnings and errors
        </label>
      </div>
      <div class="button-row">
        {window.isSecureContext && (
          <Button kind="quiet" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
        <Button kind="quiet" onClick={() => save('watch-log.txt', asText(text()))}>
          Save as text
        </Button>
      </div>
      <ol>
        {[...found]
          .reverse()
          .slice(0, MOST_SHOWN)
          .map((line, index) => (
            <li key={found.length - index} class={`log-${line.level === 'error' ? 'error' : 'line'}`}>
              <time>{timeOf(line.at)}</time> <b>{WHERE[line.realm] ?? line.realm}</b>{' '}
              {line.text.slice(0, 500)}
            </li>
          ))}
      </ol>
    </details>
  );
}
