/** Something that lies at a position of the account. Positions are unique and rise. */
type Placed = { position: number };

export type Page<D, E> = { documents: D[]; entries: E[]; reached: number; more: boolean };
type Found<D, E> = { documents: readonly D[]; entries: readonly E[]; through: number };
type Room = { items: number; bytes: number };

/** Documents may be big: so many bytes of them fill a page, but one always fits. */
export const PAGE_BYTES = 256 * 1024;

/**
 * The next page of what was found behind a cursor, by position, of either sort. Both lists must be complete up to
 * `through`, or hold more than fits. `reached` is the cursor of the following page: nothing lies between.
 */
export function pageOf<D extends Placed & { body: unknown }, E extends Placed>(
  { documents, entries, through }: Found<D, E>,
  { items, bytes }: Room,
): Page<D, E> {
  const page: Page<D, E> = { documents: [], entries: [], reached: through, more: false };
  let left = bytes;
  let last = 0;
  for (let taken = 0; ; taken += 1) {
    const document = documents[page.documents.length];
    const entry = entries[page.entries.length];
    const next = document && (!entry || document.position < entry.position) ? document : entry;
    if (next === undefined) return page;
    if (next === document) left -= Buffer.byteLength(JSON.stringify(document.body));
    if (taken === items || (left < 0 && taken > 0)) return { ...page, reached: last, more: true };
    if (next === document) page.documents.push(document);
    else page.entries.push(entry as E);
    last = next.position;
  }
}
