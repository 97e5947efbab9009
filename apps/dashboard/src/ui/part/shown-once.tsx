import type { ComponentChildren } from 'preact';
import { Button } from '../button.js';
import { CopyButton } from './copy-button.js';
import { useFocusHere } from './unfold.js';

type ShownOnceProps = {
  title: string;
  /** What is copied, and what it is called. */
  value: string;
  name: string;
  done: string;
  onDone: () => void;
  children: ComponentChildren;
  more?: ComponentChildren;
};

/** What the server tells this once: it takes the focus, can be copied, and goes when its reader says so. */
export function ShownOnce({ title, value, name, done, onDone, children, more }: ShownOnceProps) {
  const here = useFocusHere<HTMLDivElement>();
  const id = `${name.toLowerCase().replaceAll(' ', '-')}-once`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; here is nothing to fill in.
    <div class="once stack" role="group" aria-labelledby={id} tabIndex={-1} ref={here}>
      <h3 id={id}>{title}</h3>
      {children}
      <div class="button-row">
        <CopyButton name={name} value={value} />
        {more}
        <Button onClick={onDone}>{done}</Button>
      </div>
    </div>
  );
}
