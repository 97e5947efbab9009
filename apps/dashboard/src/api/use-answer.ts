import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { sentenceFor } from './problems.js';
import type { Answer } from './wire.js';

export type Loaded<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T }
  | { status: 'refused'; code: string; sentence: string };

/**
 * Asks when the screen opens, and again whenever `key` changes or `again` is called.
 * A late answer to an older question is dropped; while asking again the old value stays.
 */
export function useAnswer<T>(question: () => Promise<Answer<T>>, key: string) {
  const [loaded, setLoaded] = useState<Loaded<T>>({ status: 'loading' });
  const turn = useRef(0);
  // `key` says when the question is another one.
  const again = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const answer = await question();
    if (mine === turn.current) setLoaded(toLoaded(answer));
  }, [key]);
  useEffect(() => {
    void again();
    return () => {
      turn.current += 1;
    };
  }, [again]);
  return { loaded, again };
}

function toLoaded<T>(answer: Answer<T>): Loaded<T> {
  if (answer.ok) return { status: 'ready', value: answer };
  return { status: 'refused', code: answer.code, sentence: sentenceFor(answer) };
}
