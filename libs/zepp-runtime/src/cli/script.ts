import { BadScenario } from '../core/scenario-kinds.js';
import type { Watch } from '../core/watch.js';
import { suggestion } from './nearest.js';
import { onScreen } from './show.js';
import type { ScriptHost } from './step-kit.js';
import { STEPS } from './steps.js';
import { BadLine, wordsOf } from './words.js';

export type { ScriptHost } from './step-kit.js';

type Line = { number: number; text: string; words: string[] };

/** A JSON line is `["tap", "Start"]`; any other is words. */
function readLine(line: string): string[] {
  if (!line.startsWith('[')) return wordsOf(line);
  try {
    const parsed = JSON.parse(line) as unknown;
    if (Array.isArray(parsed)) return parsed.map(String);
  } catch {
    // Told below, as for any other JSON.
  }
  throw new BadLine('a line that begins with [ is a JSON list of words');
}

const at = (number: number, text: string, why: string) => new BadLine(`line ${number} (${text}): ${why}`);

function checkedLine(text: string, number: number): Line {
  const words = (() => {
    try {
      return readLine(text);
    } catch (fault) {
      throw at(number, text, fault instanceof Error ? fault.message : String(fault));
    }
  })();
  const [name = ''] = words;
  if (Object.hasOwn(STEPS, name)) return { number, text, words };
  throw at(number, text, `there is no step "${name}".${suggestion(name, Object.keys(STEPS))}`);
}

/** The lines of a script that are steps. Throws `BadLine` for one that is none, before anything is played. */
export const readScript = (text: string): Line[] =>
  text
    .split(/\r?\n/)
    .map((line, i): [string, number] => [line.trim(), i + 1])
    .filter(([line]) => line !== '' && !line.startsWith('#'))
    .map(([line, number]) => checkedLine(line, number));

/** Plays a script. Throws `BadLine` naming the line that cannot be played and what was on the screen. */
export async function playScript(watch: Watch, text: string, host: ScriptHost): Promise<void> {
  for (const { number, text: line, words } of readScript(text)) {
    const [name = '', ...rest] = words;
    try {
      await STEPS[name]?.play(watch, rest, host);
      await watch.settled();
    } catch (fault) {
      const why = fault instanceof Error ? fault.message : String(fault);
      const usage =
        fault instanceof BadLine || fault instanceof BadScenario ? `\n  ${STEPS[name]?.usage}` : '';
      throw at(number, line, `${why}${usage}\n  ${onScreen(watch)}`);
    }
  }
}

/** Every step as it is written, one a line. */
export const stepList = (): string =>
  Object.values(STEPS)
    .map(({ usage }) => `  ${usage}`)
    .join('\n');
