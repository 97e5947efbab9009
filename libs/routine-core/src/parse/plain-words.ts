import * as v from 'valibot';
import type { Problem } from '../result/index.js';

type Issue = v.BaseIssue<unknown>;

/** What the object around a field is called when the field is not one of its own. */
const HOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^blocks\.\d+\.exercises\.\d+(\.oneOf\.\d+)?$/, 'an exercise'],
  [/^blocks\.\d+\.exercises\.\d+(\.oneOf\.\d+)?\.(hold|reps)$/, 'a range'],
  [/^blocks\.\d+\.budgetSeconds$/, 'a budget'],
  [/^blocks\.\d+$/, 'a block'],
  [/^pace$/, 'the pace'],
];

type Place = { readonly path: string; readonly whole: string };

function holderOf(path: string, whole: string): string {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const found = HOLDERS.find(([form]) => form.test(parent));
  if (parent === '') return whole;
  return found ? found[1] : 'this object';
}

/** Short for a person: long values and whole objects are not repeated. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text === undefined ? 'nothing' : text.length > 40 ? `${text.slice(0, 37)}…` : text;
};

const WANTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  strict_object: 'an object',
  loose_object: 'an object',
  integer: 'a whole number',
};

const choicesOf = (issue: Issue): string =>
  ((issue as { readonly expected?: string | null }).expected || '')
    .replace(/[()]/g, '')
    .replace(/ \| /g, ', ');

function lengthWords(issue: Issue, bound: 'least' | 'most'): string {
  const limit = String((issue as { readonly requirement?: unknown }).requirement);
  const unit = Array.isArray(issue.input) ? 'items' : 'letters';
  return `must have at ${bound} ${limit} ${unit}`;
}

const NO_FIELD = 'is not a field of';

/** Whether a problem of `shapeProblems` is a field that nobody knows: then the last name of its path is whatever was sent. */
export const isUnknownField = ({ message }: Problem): boolean =>
  typeof message === 'string' && message.startsWith(NO_FIELD);

/** One issue in plain words. Messages that a schema brings along are kept. */
function wordsFor(issue: Issue, { path, whole }: Place): string {
  const { type, expected } = issue;
  if (type === 'strict_object' && expected === 'never') return `${NO_FIELD} ${holderOf(path, whole)}`;
  if (issue.received === 'undefined') return 'is missing';
  const requirement = String((issue as { readonly requirement?: unknown }).requirement);
  if (type === 'min_value') return `must be at least ${requirement}, not ${shown(issue.input)}`;
  if (type === 'max_value') return `must be at most ${requirement}, not ${shown(issue.input)}`;
  if (type === 'picklist') return `must be one of ${choicesOf(issue)}, not ${shown(issue.input)}`;
  if (!/^Invalid /.test(issue.message)) return issue.message;
  if (type === 'min_length') return lengthWords(issue, 'least');
  if (type === 'max_length') return lengthWords(issue, 'most');
  const wanted = WANTED[type];
  return wanted ? `must be ${wanted}, not ${shown(issue.input)}` : issue.message;
}

/** Why a value has not the shape it needs, each with its dotted path; `(file)` is the whole. */
export const shapeProblems = (issues: readonly Issue[], whole = 'a routine'): Problem[] =>
  issues.map((issue) => {
    const path = v.getDotPath(issue) || '';
    return { code: 'shape', path: path || '(file)', message: wordsFor(issue, { path, whole }) };
  });
