import type { ComponentChildren } from 'preact';

type PartProps = { id: string; title: string; lead?: ComponentChildren; children: ComponentChildren };

/** One of several things on a screen, under its own heading. */
export function Part({ id, title, lead, children }: PartProps) {
  return (
    <section class="sheet stack part" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {lead !== undefined && <p class="soft">{lead}</p>}
      {children}
    </section>
  );
}

/** For when the button that was pressed goes away with what it was for: its part's heading takes the focus. */
export function focusPart(id: string): void {
  document.getElementById(id)?.focus();
}
