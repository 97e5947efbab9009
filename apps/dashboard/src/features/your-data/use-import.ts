import { useCallback, useEffect, useState } from 'preact/hooks';
import { fetchImport, type ImportRun } from '../../api/index.js';

const LOOK_MS = 700;

/** How the last file fares; looks again while it is coming in. */
export function useImport() {
  const [run, setRun] = useState<ImportRun | null>(null);
  const look = useCallback(async () => {
    const answer = await fetchImport();
    if (answer.ok) setRun(answer.import);
  }, []);
  useEffect(() => void look(), [look]);
  useEffect(() => {
    if (run?.state !== 'running') return undefined;
    const timer = setTimeout(() => void look(), LOOK_MS);
    return () => clearTimeout(timer);
  }, [run, look]);
  return { run, setRun };
}
