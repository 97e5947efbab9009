import type { Files } from './files.js';

export type MemoryFiles = Files & {
  texts: Map<string, string>;
  /** The next appends write only so many characters and then report failure, as a full or dying disk does. */
  failAppends(count: number, written?: number): void;
};

/** A disk in memory for tests; never bundled. */
export function memoryFiles(texts = new Map<string, string>()): MemoryFiles {
  let failing = 0;
  let kept = 0;
  return {
    texts,
    failAppends(count, written = 0) {
      failing = count;
      kept = written;
    },
    names: () => [...texts.keys()],
    read: (name) => texts.get(name),
    append(name, text) {
      const fails = failing > 0;
      if (fails) failing -= 1;
      texts.set(name, (texts.get(name) ?? '') + (fails ? text.slice(0, kept) : text));
      return !fails;
    },
    replace(name, text) {
      texts.set(name, text);
      return true;
    },
    remove: (name) => void texts.delete(name),
  };
}

/** Marks in memory for tests. */
export function memoryMarks(values = new Map<string, string>()) {
  return {
    values,
    read: (key: string): unknown => {
      const text = values.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    write(key: string, value: unknown) {
      values.set(key, JSON.stringify(value));
      return true;
    },
    remove: (key: string) => void values.delete(key),
  };
}
