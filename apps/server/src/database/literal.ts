export type Param = string | number | null;

/**
 * A value as SQLite's SQL writes it. In its texts the apostrophe is the only sign that means something, and two mean one;
 * a statement's text ends at a nought, so a text with one in it is written by its bytes. What is not a number is NULL.
 */
export function literal(param: Param): string {
  if (typeof param !== 'string') return numeral(param);
  if (param.includes('\u0000')) return `CAST(x'${Buffer.from(param).toString('hex')}' AS TEXT)`;
  return param.includes("'") ? `'${param.replaceAll("'", "''")}'` : `'${param}'`;
}

/** SQL has no word for what is beyond all numbers; a numeral too large for a double is read as that. */
const numeral = (param: number | null): string =>
  param === Infinity || param === -Infinity
    ? `${param > 0 ? '' : '-'}9e999`
    : Number.isFinite(param)
      ? `${param}`
      : 'NULL';

/** The cells of one row, with commas between them. */
export function literals(row: readonly Param[]): string {
  let text = '';
  for (const cell of row) text += text === '' ? literal(cell) : `,${literal(cell)}`;
  return text;
}
