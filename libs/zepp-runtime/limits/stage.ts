import { type TinyProgram, tinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { createWatch, type NodeWatchOptions } from '../src/node/index.js';

/** Watches of one test file; `close` ends them all. */
export function openStage() {
  const watches: Watch[] = [];
  const keep = (watch: Watch): Watch => {
    watches.push(watch);
    return watch;
  };
  return {
    keep,
    /** Puts the program on a watch and opens it. */
    async play(program: TinyProgram, options: Partial<NodeWatchOptions> = {}): Promise<Watch> {
      const watch = keep(await createWatch({ package: tinyProgram(program), ...options }));
      watch.launch();
      await watch.settled();
      return watch;
    },
    close(): void {
      for (const watch of watches.splice(0)) watch.close();
    },
  };
}

/** What was said to the log by program and phone, without the runtime's own remarks. */
export const said = (watch: Watch): string[] =>
  watch.logs.filter(({ realm }) => realm !== 'runtime').map(({ text }) => text);
