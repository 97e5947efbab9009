import { isUnknownField, type Problem } from '@plumbline/routine-core';
import { type Refusal, refuse } from './problems.js';

const MOST_PROBLEMS = 50;
/** The core quotes what it found, for whoever writes a file at a desk; numbers stay, they cannot hold anything. */
const QUOTED = /, not (?!(-?\d+(\.\d+)?|null|true|false|nothing)$)[\s\S]*$/;
const NAME = /^(\d{1,6}|[A-Za-z_-]{1,24}|\([a-z]{1,20}\))$/;

/** A reason as it may leave the server: its own words and known names, never what was sent. */
export const inOwnWords = (problem: Problem): Problem => {
  const { code, path, message } = problem;
  return {
    code,
    ...(typeof path === 'string'
      ? { path: isUnknownField(problem) ? withoutLast(path) : knownNames(path) }
      : {}),
    ...(typeof message === 'string' ? { message: message.replace(QUOTED, '') } : {}),
  };
};

/** A name of which only the form is known may still be one's own; of a field that nobody knows it is not. */
const withoutLast = (path: string): string => knownNames(path).replace(/[^.]*$/, '…');

const knownNames = (path: string): string =>
  path
    .split('.')
    .map((name) => (NAME.test(name) ? name : '…'))
    .join('.');

/** The refusal of something that is not what it should be, with the first of its reasons. */
export const refuseShape = (problems: readonly Problem[]): Refusal => ({
  ...refuse('invalid'),
  problems: problems.slice(0, MOST_PROBLEMS).map(inOwnWords),
});
