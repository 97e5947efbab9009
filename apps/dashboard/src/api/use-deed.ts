import { useState } from 'preact/hooks';
import { sentenceFor } from './problems.js';
import type { Answer } from './wire.js';

/** What a person asks for by a button: whether it is still going on, and the sentence why it could not be done. */
export function useDeed() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const run = async <T>(deed: () => Promise<Answer<T>>, then: (value: T) => void) => {
    setBusy(true);
    setProblem('');
    const answer = await deed();
    setBusy(false);
    if (answer.ok) then(answer);
    else setProblem(sentenceFor(answer));
  };
  return { isBusy, problem, setProblem, run };
}
