import { useState } from 'preact/hooks';
import {
  fetchHistory,
  type HistoryPage,
  type SessionSummary,
  sentenceFor,
  useAnswer,
} from '../../api/index.js';

const PAGE = 25;
type Older = { sessions: SessionSummary[]; next: HistoryPage['next'] };

/** The newest page, and older ones as they are asked for; `next` is undefined when nothing older is left. */
export function useHistory(of: string | undefined) {
  const { loaded, again } = useAnswer(() => fetchHistory(undefined, PAGE, of), `history ${of}`);
  const [older, setOlder] = useState<Older>();
  const [problem, setProblem] = useState('');
  const firstNext = loaded.status === 'ready' ? loaded.value.next : undefined;
  const next = (older === undefined ? firstNext : older.next) ?? undefined;
  const loadOlder = async () => {
    if (next === undefined) return;
    const answer = await fetchHistory(next, PAGE, of);
    setProblem(answer.ok ? '' : sentenceFor(answer));
    if (answer.ok)
      setOlder({ sessions: [...(older?.sessions ?? []), ...answer.sessions], next: answer.next });
  };
  return { loaded, again, older: older?.sessions ?? [], next, loadOlder, problem };
}
