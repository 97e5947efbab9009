import { type MemoryFiles, memoryFiles, memoryMarks } from '../../../apps/watch/src/journal/memory-files.js';

type Contents = { texts: Map<string, string>; values: Map<string, string> };
export type WatchCopy = Contents & { marks: number };

/**
 * The watch's files and small values. A death in the middle of its work leaves what lay there before the next change; what
 * the dead program still writes goes to a disk that nobody looks at.
 */
export class WatchDisk {
  contents: Contents = { texts: new Map(), values: new Map() };
  private left = 0;
  private die: () => void = () => undefined;

  /** `die` is called right before the `left`-th change from now. */
  doomed(left: number, die: () => void): void {
    this.left = left;
    this.die = die;
  }

  spare(): void {
    this.left = 0;
  }

  /** From now on whoever had it open writes into the void. */
  detach(): void {
    this.spare();
    this.put(this.contents);
  }

  put({ texts, values }: Contents): void {
    this.contents = { texts: new Map(texts), values: new Map(values) };
  }

  open(): { files: MemoryFiles; marks: ReturnType<typeof memoryMarks> } {
    const files = memoryFiles(this.contents.texts);
    const marks = memoryMarks(this.contents.values);
    const { append, replace, remove } = files;
    const { write } = marks;
    return {
      files: {
        ...files,
        append: this.watched(append),
        replace: this.watched(replace),
        remove: this.watched(remove),
      },
      marks: { ...marks, write: this.watched(write) },
    };
  }

  private watched<Args extends unknown[], T>(change: (...args: Args) => T): (...args: Args) => T {
    return (...args) => {
      if (this.left > 0) {
        this.left -= 1;
        if (this.left === 0) this.die();
      }
      return change(...args);
    };
  }
}
