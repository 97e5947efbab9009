import { durationMs } from '../core/scenario-times.js';

/** A step that cannot be read or played; the message is a clause that follows the line's number. */
export class BadLine extends Error {}

/** Words of a line; quoted ones stay together. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1'),
  );

export function oneOf<T extends string>(choices: readonly T[], word: string | undefined): T {
  const found = choices.find((choice) => choice === word);
  if (found === undefined) throw new BadLine(`one of ${choices.join(', ')} is needed, not "${word ?? ''}"`);
  return found;
}

export function numberOf(word: string | undefined): number {
  const number = Number(word);
  if (word === undefined || word === '' || Number.isNaN(number))
    throw new BadLine(`"${word ?? ''}" is no number`);
  return number;
}

export function textOf(word: string | undefined, what: string): string {
  if (word === undefined || word === '') throw new BadLine(`${what} is missing`);
  return word;
}

/** `3s`, `500ms`, `2m`, `1h30m`; a bare number is milliseconds. */
export function durationOf(word: string | undefined): number {
  const ms = durationMs(word ?? '');
  if (ms === undefined) throw new BadLine(`"${word ?? ''}" is no length of time, such as 3s, 500ms or 1h30m`);
  return ms;
}

/** What follows the `=` of a line. */
export function afterEquals(words: readonly string[]): string {
  const at = words.indexOf('=');
  if (at < 0) throw new BadLine('an = and what follows it are missing');
  return words.slice(at + 1).join(' ');
}
