import type { Watch } from '../core/watch.js';
import { oneOf } from './words.js';

/** What a script may reach outside the watch. */
export type ScriptHost = {
  print(line: string): void;
  /** A line for the person who waits; never part of the result. */
  progress?(line: string): void;
  screenshot(watch: Watch, file: string): Promise<void>;
  /** The text of a file that a step names. */
  read(file: string): string;
};
export type Words = string[];
export type Step = (watch: Watch, words: Words, host: ScriptHost) => void | Promise<void>;
/** How a step is written, and what it does. */
export type StepEntry = { usage: string; play: Step };

export const step = (usage: string, play: Step): StepEntry => ({ usage, play });

/** A step whose first word chooses among several. */
export const inside =
  (steps: Record<string, Step>): Step =>
  (watch, [first, ...rest], host) =>
    steps[oneOf(Object.keys(steps), first)]?.(watch, rest, host);

export const isOn = (word: string | undefined): boolean => oneOf(['on', 'off'], word) === 'on';
