import type { ComponentChildren } from 'preact';

type PartProps = { id: string; title: string; lead?: ComponentChildren; children: ComponentChildren };

/** One of several things on a screen, under its own heading. */
export function Part({ id, title, lead, children }: PartProps) {
  return (
    <section class="sheet stack part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p class="soft">{lead}</p>}
      {children}
    </section>
  );
}
