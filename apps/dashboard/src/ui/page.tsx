import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Loaded } from '../api/index.js';
import { Button } from './button.js';

type HeaderProps = { title: string; lead?: ComponentChildren; actions?: ComponentChildren };

/** The heading of a screen, which also names the browser tab. */
export function PageHeader({ title, lead, actions }: HeaderProps) {
  useEffect(() => {
    document.title = `${title} · Plumbline`;
  }, [title]);
  return (
    <header class="page-header">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {actions !== undefined && <div class="button-row">{actions}</div>}
    </header>
  );
}

export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Problem({ sentence, onAgain }: { sentence: string; onAgain?: () => void }) {
  return (
    <div class="notice notice-problem" role="alert">
      <span>{sentence}</span>
      {onAgain !== undefined && (
        <Button kind="quiet" onClick={onAgain}>
          Try again
        </Button>
      )}
    </div>
  );
}

type WhenReadyProps<T> = {
  loaded: Loaded<T>;
  onAgain: () => void;
  children: (value: T) => ComponentChildren;
};

/** Shows what was loaded; before that a quiet line, and a sentence with a way on when it was refused. */
export function WhenReady<T>({ loaded, onAgain, children }: WhenReadyProps<T>) {
  if (loaded.status === 'loading') return <p class="soft">Fetching …</p>;
  if (loaded.status === 'refused') return <Problem sentence={loaded.sentence} onAgain={onAgain} />;
  return <>{children(loaded.value)}</>;
}
