import { useCallback, useEffect, useState } from 'preact/hooks';
import {
  type Answer,
  bringHistory,
  bringHistoryBack,
  fetchHistoryImports,
  type HistoryImport,
  type HistoryOptions,
  type HistoryPreview,
  previewHistory,
  takeHistoryBack,
} from '../../../api/index.js';
import { refusalWords } from '../words.js';
import { isNew, rangesOf } from './words.js';

export type Looked = {
  file: File;
  options: HistoryOptions;
  preview: HistoryPreview;
  picked: ReadonlySet<number>;
};
const LOOK_MS = 700;
const NAME_SIGNS = 120;

/** The zone of this browser stands for times that name none. */
const zoneHere = (): HistoryOptions => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone ? { zone } : {};
};

/** The files that were brought in; looks again while one is coming. */
function useImports() {
  const [imports, setImports] = useState<HistoryImport[]>([]);
  const look = useCallback(async () => {
    const answer = await fetchHistoryImports();
    if (answer.ok) setImports(answer.imports);
  }, []);
  useEffect(() => void look(), [look]);
  useEffect(() => {
    if (!imports.some(({ state }) => state === 'running')) return undefined;
    const timer = setTimeout(() => void look(), LOOK_MS);
    return () => clearTimeout(timer);
  }, [imports, look]);
  return { imports, look };
}

/** A file is looked at, corrected, brought in and taken back; each step says why when it cannot be. */
export function useOldHistory() {
  const { imports, look } = useImports();
  const [looked, setLooked] = useState<Looked>();
  const [problems, setProblems] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);

  const during = async <T>(work: () => Promise<Answer<T>>, then: (answer: T) => void) => {
    setBusy(true);
    setProblems([]);
    const answer = await work();
    if (answer.ok) then(answer);
    else setProblems(refusalWords(answer));
    setBusy(false);
  };
  const read = (file: File, options: HistoryOptions) =>
    during(
      () => previewHistory(file, options),
      ({ preview }) => {
        const picked = new Set(preview.sessions.filter(isNew).map(({ number }) => number));
        setLooked({ file, options, preview, picked });
      },
    );
  return {
    ...{ imports, looked, problems, isBusy },
    choose: (file: File | undefined) => {
      setLooked(undefined);
      if (file) void read(file, zoneHere());
    },
    say: (more: HistoryOptions) => looked && void read(looked.file, { ...looked.options, ...more }),
    pick: (picked: ReadonlySet<number>) => setLooked(looked && { ...looked, picked }),
    leave: () => setLooked(undefined),
    bring: ({ file, options, preview: { digest }, picked }: Looked) =>
      during(
        () => {
          const name = file.name.slice(0, NAME_SIGNS);
          return bringHistory(file, options, { take: rangesOf([...picked]), digest, name });
        },
        () => {
          setLooked(undefined);
          void look();
        },
      ),
    change: ({ id, state }: HistoryImport) =>
      during(
        () => (state === 'undone' ? bringHistoryBack(id) : takeHistoryBack(id)),
        () => void look(),
      ),
  };
}
