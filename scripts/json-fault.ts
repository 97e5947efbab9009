/**
 * Where a text stops being JSON. Node's own message names the place only for some faults and only in some versions,
 * and a person who mends a routine file by hand needs the line every time.
 */
export interface JsonFault {
  /** 1-based, as editors count. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

interface Cursor {
  readonly text: string;
  at: number;
  expected?: string;
}

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a text
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** Moves the cursor over `form`, or leaves it and says false. */
function pass(cursor: Cursor, form: RegExp): boolean {
  form.lastIndex = cursor.at;
  if (!form.test(cursor.text)) return false;
  cursor.at = form.lastIndex;
  return true;
}

function sign(cursor: Cursor, wanted: string): boolean {
  pass(cursor, SPACE);
  if (cursor.text[cursor.at] !== wanted) return false;
  cursor.at += 1;
  return true;
}

function fail(cursor: Cursor, expected: string): false {
  cursor.expected = expected;
  return false;
}

/** Members of a list or object up to its closing sign. */
function members(cursor: Cursor, close: string, member: (cursor: Cursor) => boolean): boolean {
  if (sign(cursor, close)) return true;
  for (;;) {
    if (!member(cursor)) return false;
    if (sign(cursor, close)) return true;
    if (!sign(cursor, ',')) return fail(cursor, `a comma or ${close}`);
  }
}

function field(cursor: Cursor): boolean {
  pass(cursor, SPACE);
  if (!pass(cursor, TEXT)) return fail(cursor, 'a field name in double quotes');
  return sign(cursor, ':') ? value(cursor) : fail(cursor, 'a colon');
}

function value(cursor: Cursor): boolean {
  if (sign(cursor, '{')) return members(cursor, '}', field);
  if (sign(cursor, '[')) return members(cursor, ']', value);
  return pass(cursor, TEXT) || pass(cursor, SCALAR) || fail(cursor, 'a value');
}

function placeOf({ text, at }: Cursor): Pick<JsonFault, 'line' | 'column'> {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before[before.length - 1] ?? '').length + 1 };
}

/** The first fault of a text, or undefined when it is JSON. */
export function jsonFault(text: string): JsonFault | undefined {
  const cursor: Cursor = { text, at: 0 };
  if (value(cursor)) {
    pass(cursor, SPACE);
    if (cursor.at === text.length) return undefined;
    fail(cursor, 'the end of the file');
  }
  return { ...placeOf(cursor), expected: cursor.expected ?? 'a value' };
}
