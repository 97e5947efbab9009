import type { HistoryImport } from '../../../api/index.js';
import { Button, ShareBar } from '../../../ui/index.js';
import './old-history.css';
import { HistoryPreviewPart } from './history-preview.js';
import { useOldHistory } from './use-old-history.js';
import { importWords } from './words.js';

const SHOWN = 5;

/** Sessions of earlier days, from a table or another watch. */
export function OldHistory() {
  const { imports, looked, problems, isBusy, choose, say, pick, leave, bring, change } = useOldHistory();
  return (
    <section class="sheet stack your-data-part" aria-labelledby="old-history">
      <h2 id="old-history">Bring old history</h2>
      <p>
        Sessions from before Plumbline: a table saved as CSV, or a FIT activity of another watch. You see
        every session first and choose; for thirty days you can take all of it back.
      </p>
      <label class="button button-quiet file-choice">
        Choose a CSV or FIT file
        <input
          class="unseen"
          type="file"
          accept=".csv,.tsv,.txt,.fit,text/csv"
          disabled={isBusy}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            choose(file);
          }}
        />
      </label>
      <p class="soft old-busy" role="status">
        {isBusy && 'The server is at it …'}
      </p>
      {problems.length > 0 && (
        <div class="notice notice-problem" role="alert">
          <div>
            {problems.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </div>
      )}
      {looked && (
        <HistoryPreviewPart
          looked={looked}
          isBusy={isBusy}
          onSay={say}
          onPick={pick}
          onBring={bring}
          onLeave={leave}
        />
      )}
      {imports.length > 0 && !looked && <Imports imports={imports} isBusy={isBusy} onChange={change} />}
    </section>
  );
}

type ImportsProps = {
  imports: readonly HistoryImport[];
  isBusy: boolean;
  onChange: (which: HistoryImport) => void;
};

function Imports({ imports, isBusy, onChange }: ImportsProps) {
  const now = Date.now();
  return (
    <ul class="old-imports" aria-label="Files that were brought in">
      {imports.slice(0, SHOWN).map((each) => (
        <li key={each.id}>
          <span role="status">{importWords(each)}</span>
          {each.state === 'running' && <ShareBar share={each.shown / Math.max(1, each.sessions)} />}
          {each.state !== 'running' && now <= each.undoUntil && (
            <Button kind="quiet" busy={isBusy} onClick={() => onChange(each)}>
              {each.state === 'undone' ? 'Bring it back' : 'Take it back'}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
