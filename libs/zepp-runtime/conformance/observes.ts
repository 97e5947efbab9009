import { test } from '@jest/globals';
import { type TinyProgram, tinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { createWatch, type NodeWatchOptions } from '../src/node/index.js';
import { membersNamed } from './platform-names.js';

/** Where a conformance test plays its program. */
export type Stage = {
  /** Puts the program on a watch, opens it and waits until it rests. The watch is closed after the test. */
  play(program: TinyProgram, options?: Partial<NodeWatchOptions>): Promise<Watch>;
  /** For a watch of one's own: `createWatch({...stage.options, package})`. */
  readonly options: { used: (name: string) => void; engine: 'v8' | 'quickjs' };
  /** What the programs have touched so far. */
  readonly used: ReadonlySet<string>;
};

/** `ZEPP_ENGINE=quickjs` plays all of the platform's tests in the other engine. */
const ENGINE: 'v8' | 'quickjs' = process.env.ZEPP_ENGINE === 'quickjs' ? 'quickjs' : 'v8';

type Run = (stage: Stage) => Promise<void> | void;

/** Every wanted member of the platform, and none that does not exist. */
function checked(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const found = membersNamed(name);
    if (found.length === 0) throw new Error(`the platform declares no ${name}`);
    return found;
  });
}

async function perform(run: Run, used: Set<string>): Promise<void> {
  const watches: Watch[] = [];
  const options = { used: (name: string) => void used.add(name), engine: ENGINE };
  const play = async (program: TinyProgram, more: Partial<NodeWatchOptions> = {}) => {
    const watch = await createWatch({
      ...options,
      package: tinyProgram(program),
      ...more,
      engine: more.engine ?? ENGINE,
    });
    watches.push(watch);
    watch.launch();
    await watch.settled();
    return watch;
  };
  try {
    await run({ play, options, used });
  } finally {
    for (const watch of watches) watch.close();
  }
}

/** Plays `run` and throws where a name is none of the platform's, or is not touched by what was played. */
export async function proof(names: readonly string[], run: Run): Promise<void> {
  const wanted = checked(names);
  const used = new Set<string>();
  await perform(run, used);
  const untouched = wanted.filter((name) => !used.has(name));
  if (untouched.length > 0) throw new Error(`the program never touched ${untouched.join(', ')}`);
}

/**
 * A test that members of the platform have the effect which `title` tells. It fails when a name is none of the platform's,
 * and when the programs that `run` plays do not touch every one of them. `@zos/ui.align.*` names all that begin so.
 * docs/coverage.md is made from these calls by reading the source: names must be literals.
 */
export function observes(names: string | readonly string[], title: string, run: Run): void {
  const list = typeof names === 'string' ? [names] : names;
  const said =
    list.length > 3 ? `${list.slice(0, 3).join(', ')} and ${list.length - 3} more` : list.join(', ');
  test(`${said}: ${title}`, () => proof(list, run));
}
