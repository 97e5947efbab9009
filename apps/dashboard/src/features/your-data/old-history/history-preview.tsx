import { useState } from 'preact/hooks';
import type { FoundSession, HistoryOptions, HistoryPreview } from '../../../api/index.js';
import { roughLength } from '../../../time/durations.js';
import { dateWithYear, timeOfDay } from '../../../time/moments.js';
import { Button } from '../../../ui/index.js';
import { Mappings } from './mappings.js';
import type { Looked } from './use-old-history.js';
import { againstWords, foundWords, remarkWords, sessionsWord, whatWords, whenWords } from './words.js';

type PreviewProps = {
  looked: Looked;
  isBusy: boolean;
  onSay: (more: HistoryOptions) => void;
  onPick: (picked: ReadonlySet<number>) => void;
  onBring: (looked: Looked) => void;
  onLeave: () => void;
};

/** What a file would bring, session by session; nothing comes in before its button. */
export function HistoryPreviewPart({ looked, isBusy, onSay, onPick, onBring, onLeave }: PreviewProps) {
  const { file, preview, picked } = looked;
  return (
    <div class="file-preview stack">
      <h3>{file.name}</h3>
      <p role="status">{foundWords(preview)}</p>
      <Mappings looked={looked} isBusy={isBusy} onSay={onSay} />
      <Remarks preview={preview} />
      {preview.sessions.length > 0 && (
        <SessionsTable key={preview.digest} sessions={preview.sessions} picked={picked} onPick={onPick} />
      )}
      <div class="button-row">
        {picked.size > 0 && (
          <Button busy={isBusy} onClick={() => onBring(looked)}>
            Bring in {sessionsWord(picked.size)}
          </Button>
        )}
        <Button kind="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </div>
  );
}

function Remarks({ preview: { form, remarks, remarkCount } }: { preview: HistoryPreview }) {
  if (remarkCount === 0) return null;
  return (
    <details class="old-remarks" open={remarkCount <= 3}>
      <summary>
        {remarkCount === 1 ? 'One thing to know' : `${remarkCount.toLocaleString('en')} things to know`}
      </summary>
      <ul>
        {remarks.map((remark) => (
          <li key={`${remark.line} ${remark.code}`}>{remarkWords(form, remark)}</li>
        ))}
      </ul>
    </details>
  );
}

const AT_FIRST = 20;

type TableProps = {
  sessions: readonly FoundSession[];
  picked: ReadonlySet<number>;
  onPick: (picked: ReadonlySet<number>) => void;
};

function SessionsTable({ sessions, picked, onPick }: TableProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? sessions : sessions.slice(0, AT_FIRST);
  const toggle = (number: number) => {
    const next = new Set(picked);
    if (!next.delete(number)) next.add(number);
    onPick(next);
  };
  return (
    <>
      <table class="old-sessions">
        <caption class="unseen">Sessions in this file; ticked ones come in</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">Bring in</span>
            </th>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col" class="number">
              Length
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((session) => (
            <tr key={session.number}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Bring in the session of ${whenWords(session)}`}
                  checked={picked.has(session.number)}
                  onChange={() => toggle(session.number)}
                />
              </td>
              <td>
                <span class="old-when">{dateWithYear(session.startedAt, session.zone)}</span>{' '}
                <span class="old-when soft">{timeOfDay(session.startedAt, session.zone)}</span>
              </td>
              <td>
                {whatWords(session)}
                {againstWords(session) !== '' && <span class="old-against">{againstWords(session)}</span>}
              </td>
              <td class="number">{roughLength(session.endedAt - session.startedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && sessions.length > AT_FIRST && (
        <p>
          <Button kind="quiet" onClick={() => setWhole(true)}>
            Show all {sessionsWord(sessions.length)}
          </Button>
        </p>
      )}
    </>
  );
}
