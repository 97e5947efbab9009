import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../button.js';

type UnfoldProps = { label: string; children: (fold: () => void) => ComponentChildren };

/** A button that gives way to what it opens, and has the focus again when that is closed. */
export function Unfold({ label, children }: UnfoldProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) place.current?.querySelector('button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <div ref={place}>
      {isOpen ? (
        children(() => setOpen(false))
      ) : (
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {label}
        </Button>
      )}
    </div>
  );
}

/** For what appears because somebody asked for it: its first field takes the focus, or it does so itself. */
export function useFocusHere<T extends HTMLElement>() {
  const here = useRef<T>(null);
  useEffect(() => {
    const field = here.current?.querySelector<HTMLElement>('input:not([hidden])');
    (field ?? here.current)?.focus();
  }, []);
  return here;
}
