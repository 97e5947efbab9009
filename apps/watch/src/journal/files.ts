/** What the journal asks of a disk. Texts are plain ASCII; a name holds no slash. */
export type Files = {
  names(): string[];
  read(name: string): string | undefined;
  append(name: string, text: string): boolean;
  /** The whole file anew; what was there stays until the new text is on disk. */
  replace(name: string, text: string): boolean;
  remove(name: string): void;
};
