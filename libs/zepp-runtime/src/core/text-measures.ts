import { LINE_HEIGHT } from '../picture/font.js';
import { breakLines } from '../picture/lines.js';
import { asNumber, asObject, asText, type Json, type JsonObject } from '../wire/json.js';
import type { Core } from './core.js';
import type { Pictures } from './pictures.js';

const DEFAULT_SIZE = 24;
const DONE = 0;
const CUT = 1;
const WRONG = -1;

/** The first lines, the last of them with an ellipsis when more would follow. */
function cutTo(rows: number, text: string, setting: { size: number; width: number }): string {
  const { size, width } = setting;
  const signs = [...text];
  const fits = () =>
    breakLines(`${signs.join('').trimEnd()}…`, width, { size, overlong: 'wrap' }).lines.length <= rows;
  let [kept, gone] = [0, signs.length];
  const all = [...signs];
  while (kept < gone) {
    const middle = Math.ceil((kept + gone) / 2);
    signs.splice(0, signs.length, ...all.slice(0, middle));
    if (fits()) kept = middle;
    else gone = middle - 1;
  }
  return `${all.slice(0, kept).join('').trimEnd()}…`;
}

/** `getTextLayout`: the room that a text takes, as it is drawn. Without a width it is one line. */
export function layoutOf(text: string, option: JsonObject): Json {
  const size = asNumber(option.text_size, DEFAULT_SIZE);
  if (size <= 0) return { width: 0, height: 0, rows: 0, result: WRONG, text: '' };
  const room = asNumber(option.text_width, 0);
  const wraps = room > 0 && option.wrapped !== 0 && option.wrapped !== false;
  const width = wraps ? room : 0;
  const set = (words: string) => breakLines(words, width, { size, overlong: wraps ? 'wrap' : 'none' });
  const most = asNumber(option.rows_max, 0);
  const cut = wraps && most > 0 && set(text).lines.length > most;
  const told = cut ? cutTo(most, text, { size, width }) : text;
  const made = set(told);
  return {
    width: Math.ceil(made.width),
    height: Math.ceil(Math.max(made.height, size * LINE_HEIGHT)),
    rows: Math.max(1, made.lines.length),
    result: cut ? CUT : DONE,
    text: told,
  };
}

/** What a program may measure before it draws. */
export function addMeasures(core: Core, pictures: Pictures): void {
  core.ops.add('@zos/ui', {
    getTextLayout: ({ args: [text, option] }) => layoutOf(asText(text), asObject(option)),
    getImageInfo: ({ args: [path] }) => {
      const { w: width, h: height } = pictures.find(asText(path)) ?? { w: 0, h: 0 };
      pictures.check(asText(path));
      return { width, height };
    },
  });
}
