import { FileProblem } from '../read/file-problem.js';
import type { Column, Found, History, Remarks } from '../read/found.js';
import type { Said } from '../read/movement-names.js';
import type { DateOrder } from '../read/written-time.js';
import type { Zone } from '../read/zone.js';
import { type ColumnField, fieldsOf } from './column-names.js';
import { decodeText } from './decode-text.js';
import { orderIn, sessionsOfFreeTable } from './free-table.js';
import { isOwnTable, sessionsOfOwnTable } from './own-table.js';
import { type Row, rowsIn } from './rows.js';

/** What a person says of a file before it is read. */
export type ReadOptions = {
  /** Of times without an offset. */
  zone?: Zone | undefined;
  dates?: DateOrder | undefined;
  columns?: Readonly<Record<string, ColumnField | null>> | undefined;
  movements?: Said | undefined;
};
type Table = Pick<History, 'form' | 'sessions' | 'columns'>;

/** A table of text, ours or anybody's. Throws a `FileProblem` where it is neither. */
export async function readTable(bytes: Buffer, options: ReadOptions, remarks: Remarks): Promise<Table> {
  const text = decodeText(bytes, remarks);
  const rows = rowsIn(text);
  const first = await rows.next();
  const heads = first.done ? undefined : first.value.cells.map((head) => head.trim());
  if (heads === undefined) throw new FileProblem('empty', 'The file is empty.');
  if (isOwnTable(heads)) {
    const columns = heads.map((name) => ({ name }));
    return { form: 'plumbline-csv', sessions: await sessionsOfOwnTable(heads, rows, remarks), columns };
  }
  const fields = fieldsOf(heads, options.columns ?? {});
  const columns = heads.map((name, index): Column => {
    const field = fields[index];
    return field === undefined ? { name } : { name, field };
  });
  const sessions = await freeSessions({ text, rows, fields }, options, remarks);
  return { form: 'csv', sessions, columns };
}

type Free = { text: string; rows: AsyncGenerator<Row>; fields: (ColumnField | undefined)[] };

async function freeSessions(
  { text, rows, fields }: Free,
  options: ReadOptions,
  remarks: Remarks,
): Promise<Found[]> {
  // Its heads are still told, so that a person can say which column holds the day.
  if (!fields.includes('date') && !fields.includes('start')) {
    await rows.return(undefined);
    remarks.add(1, 'no-date-column', 'names no column that holds the day; say which one does');
    return [];
  }
  const shown = options.dates ?? (await orderIn(fields, withoutHeads(text)));
  if (shown === 'either')
    remarks.addOnce(
      1,
      'dates-unclear',
      'does not tell which of 3/4 is the month; the day was taken to come first',
    );
  const { zone = 0, movements = {} } = options;
  if (options.zone === undefined)
    remarks.addOnce(1, 'no-zone', 'tells no time zone; times without one were taken for UTC');
  const order = shown === 'month-first' ? shown : 'day-first';
  return sessionsOfFreeTable(rows, { fields, zone, order, movements, remarks });
}

async function* withoutHeads(text: string): AsyncGenerator<Row> {
  const rows = rowsIn(text);
  await rows.next();
  yield* rows;
}
