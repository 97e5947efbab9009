import type { FilePreview, ImportRun, Refusal, TransferCounts } from '../../api/index.js';
import { sentenceFor } from '../../api/index.js';

const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

const sum = ({ entries, documents, gaps, journals }: TransferCounts): number =>
  entries + documents + gaps + journals;

/** What a file would bring, in the order in which a person would ask. */
export function previewWords({ added, here, clashes, sessions }: FilePreview): string[] {
  if (sum(added) === 0 && sum(clashes) === 0) return ['Everything in this file is here already.'];
  const news = [
    sessions.count > 0 && many(sessions.count, 'session'),
    added.entries > 0 && `${many(added.entries, 'entry', 'entries')} in all`,
    added.documents > 0 && `${many(added.documents, 'version')} of routines, settings and plans`,
  ].filter((part) => part !== false);
  const words = [
    sum(added) === 0 ? 'Nothing in this file is new here.' : `New: ${news.join(', ') || 'journals'}.`,
  ];
  if (sum(here) > 0) words.push(`Here already: ${many(sum(here), 'line')} of it.`);
  if (sum(clashes) > 0)
    words.push(
      `Left out: ${many(sum(clashes), 'line')}, because something else is here in their place. What is here stays.`,
    );
  return words;
}

export function runWords({ state, added, clashes }: ImportRun): string {
  if (state === 'running') return 'Your data is coming in. You may leave this page; it goes on.';
  if (state === 'stopped')
    return 'The server was stopped before all of it was in. Choose the same file again, and it goes on.';
  const brought = sum(added) === 0 ? 'nothing was new' : `${many(added.entries, 'entry', 'entries')} came in`;
  const left = sum(clashes) === 0 ? '' : ` ${many(sum(clashes), 'line')} stayed out.`;
  return `The last file is in: ${brought}.${left}`;
}

/** 0 to 1. */
export const shareOf = ({ done, lines }: ImportRun): number => (lines === 0 ? 1 : done / lines);

/** Beyond a handful the next ones say the same again. */
const SHOWN = 5;
type Line = { path?: string; message?: string };

/** Why a file was refused, and the first lines that are to blame. */
export function refusalWords(refusal: Refusal): string[] {
  const problems = ((refusal as { problems?: Line[] }).problems ?? []).map(lineWords);
  const rest = problems.length - SHOWN;
  return [
    sentenceFor(refusal),
    ...problems.slice(0, SHOWN),
    ...(rest > 0 ? [`And ${rest} more like these.`] : []),
  ];
}

function lineWords({ path = '', message = '' }: Line): string {
  const [, line, inside] = /^lines\.(\d+)(?:\.(.+))?$/.exec(path) ?? [];
  if (line === undefined) return message;
  return `Line ${line}${inside === undefined ? '' : `, ${inside}`}: ${message}.`;
}
