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

/** What program and phone wrote to the log themselves. */
export const said = (watch: Watch): string[] =>
  watch.logs.filter(({ realm, level }) => realm !== 'runtime' && level === 'log').map(({ text }) => text);
