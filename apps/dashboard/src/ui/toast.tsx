import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';

const TOAST_MS = 6000;
const Saying = createContext<(sentence: string) => void>(() => {});

/** Says one short sentence, on screen and to a screen reader; a newer one takes its place. */
export function useSay(): (sentence: string) => void {
  return useContext(Saying);
}

export function ToastPlace({ children }: { children: ComponentChildren }) {
  const [sentence, setSentence] = useState('');
  const say = useCallback((next: string) => setSentence(next), []);
  useEffect(() => {
    if (sentence === '') return;
    const timer = setTimeout(() => setSentence(''), TOAST_MS);
    return () => clearTimeout(timer);
  }, [sentence]);
  return (
    <Saying.Provider value={say}>
      {children}
      <div class="toasts" role="status">
        {sentence !== '' && <p class="toast">{sentence}</p>}
      </div>
    </Saying.Provider>
  );
}
