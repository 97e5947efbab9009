import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { CsvError, type Options, parse } from 'csv-parse';
import { FileProblem } from '../read/file-problem.js';
import { HISTORY_LIMITS } from '../read/limits.js';

export type Row = { line: number; cells: string[] };
const CHUNK = 32 * 1024;
const SEPARATORS = [',', ';', '\t', '|'] as const;

/** The sign that parts the first line into the most cells, what is in quotes left out. */
export function separatorOf(text: string): string {
  const bare = (/^\s*(.*)/.exec(text.slice(0, CHUNK))?.[1] ?? '').replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((sign) => bare.split(sign).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** So much at once that nobody else waits for long. */
async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; ) {
    // Never between the two halves of one sign.
    const isHalf = (text.charCodeAt(at + CHUNK - 1) & 0xfc00) === 0xd800;
    const end = at + CHUNK - (isHalf ? 1 : 0);
    yield Buffer.from(text.slice(at, end));
    at = end;
    await breathe();
  }
}

const FAULTS: Readonly<Record<string, [string, string]>> = {
  CSV_MAX_RECORD_SIZE: ['row-too-long', `has more than ${HISTORY_LIMITS.rowBytes} bytes`],
  CSV_QUOTE_NOT_CLOSED: ['quote-open', 'begins a quotation that never ends'],
};

function problemOf(fault: unknown): unknown {
  if (!(fault instanceof CsvError)) return fault;
  const line = Number((fault as { lines?: number }).lines ?? 1);
  const [code, words] = FAULTS[fault.code] ?? ['row-unreadable', 'cannot be read as a row of a table'];
  return new FileProblem(code, words, line);
}

/** The rows of a table with the lines they stand on, the heads first. Throws a `FileProblem` where it is none. */
export async function* rowsIn(text: string): AsyncGenerator<Row> {
  const options: Options = {
    delimiter: separatorOf(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: HISTORY_LIMITS.rowBytes,
  };
  const rows = Readable.from(chunksOf(text)).pipe(parse(options));
  let count = 0;
  try {
    for await (const { info, record } of rows as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      count += 1;
      if (count > HISTORY_LIMITS.rows)
        throw new FileProblem('too-many', `is one of more than ${HISTORY_LIMITS.rows} rows`, info.lines);
      if (record.length > HISTORY_LIMITS.columns)
        throw new FileProblem(
          'too-many-columns',
          `has more than ${HISTORY_LIMITS.columns} columns`,
          info.lines,
        );
      yield { line: info.lines, cells: record };
    }
  } catch (fault) {
    throw problemOf(fault);
  }
}
