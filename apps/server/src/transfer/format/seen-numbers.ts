const PAGE = 1_024;
const WORDS = PAGE / 32;
/** Numbers lie close together in what watches write; a file that scatters them is not one of ours. */
const MOST_PAGES = 100_000;

/** Which numbers were seen already, in a bit each. */
export class SeenNumbers {
  private readonly pages = new Map<string, Uint32Array>();

  /** False when it was seen before; undefined when the numbers lie too far apart to be kept in mind. */
  add(journalId: string, seq: number): boolean | undefined {
    const key = `${journalId} ${Math.floor(seq / PAGE)}`;
    const page = this.pages.get(key) ?? new Uint32Array(WORDS);
    if (!this.pages.has(key)) {
      if (this.pages.size >= MOST_PAGES) return undefined;
      this.pages.set(key, page);
    }
    const bit = seq % PAGE;
    const [word, mask] = [bit >>> 5, 1 << (bit & 31)];
    const isNew = ((page[word] as number) & mask) === 0;
    page[word] = (page[word] as number) | mask;
    return isNew;
  }
}
