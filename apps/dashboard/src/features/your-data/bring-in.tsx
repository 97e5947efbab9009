import { useState } from 'preact/hooks';
import { beginImport, type FilePreview, previewImport } from '../../api/index.js';
import { Button, ShareBar } from '../../ui/index.js';
import { useImport } from './use-import.js';
import { previewWords, refusalWords, runWords, shareOf } from './words.js';

type Looked = { file: File; preview: FilePreview };

/** A file is looked at first, then brought in: nothing comes in by choosing it. */
export function BringIn() {
  const { run, setRun } = useImport();
  const [looked, setLooked] = useState<Looked>();
  const [problems, setProblems] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const during = async (work: () => Promise<string[]>) => {
    setBusy(true);
    setProblems([]);
    setProblems(await work());
    setBusy(false);
  };
  const choose = (file: File | undefined) =>
    during(async () => {
      setLooked(undefined);
      const answer = file && (await previewImport(file));
      if (file && answer?.ok) setLooked({ file, preview: answer.preview });
      return answer && !answer.ok ? refusalWords(answer) : [];
    });
  const bring = ({ file, preview }: Looked) =>
    during(async () => {
      const answer = await beginImport(file, preview.digest);
      if (!answer.ok) return refusalWords(answer);
      setLooked(undefined);
      setRun(answer.import);
      return [];
    });
  return (
    <section class="sheet stack your-data-part" aria-labelledby="bring-in">
      <h2 id="bring-in">Bring a whole account in</h2>
      <p>
        From a file that Plumbline wrote, on this server or another. You see what it would bring before
        anything comes in. What is here already is never changed.
      </p>
      <label class="button button-quiet file-choice">
        Choose a file
        <input
          class="unseen"
          type="file"
          accept=".jsonl,application/x-ndjson"
          disabled={isBusy || run?.state === 'running'}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            void choose(file);
          }}
        />
      </label>
      <div class="stack" role="status">
        {isBusy && <p class="soft">The server reads the file …</p>}
        {looked && (
          <Preview looked={looked} isBusy={isBusy} onBring={bring} onLeave={() => setLooked(undefined)} />
        )}
        {run && !looked && problems.length === 0 && <p>{runWords(run)}</p>}
        {run?.state === 'running' && <ShareBar share={shareOf(run)} />}
      </div>
      {problems.length > 0 && (
        <div class="notice notice-problem" role="alert">
          <div>
            {problems.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </div>
      )}
    </section>
  );
}

type PreviewProps = {
  looked: Looked;
  isBusy: boolean;
  onBring: (looked: Looked) => void;
  onLeave: () => void;
};

function Preview({ looked, isBusy, onBring, onLeave }: PreviewProps) {
  const { file, preview } = looked;
  const { journals, gaps, entries, documents } = preview.added;
  const hasNews = journals + gaps + entries + documents > 0;
  return (
    <div class="file-preview stack">
      <h3>{file.name}</h3>
      {previewWords(preview).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div class="button-row">
        {hasNews && (
          <Button busy={isBusy} onClick={() => onBring(looked)}>
            Bring it in
          </Button>
        )}
        <Button kind="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
