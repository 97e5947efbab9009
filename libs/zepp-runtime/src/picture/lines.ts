import { type Face, LINE_HEIGHT, measureText } from './font.js';
import { type Range, Ruler } from './ruler.js';

/** What happens to a text wider than its box. `none` scrolls on the watch; its beginning is drawn. */
export type Overlong = 'none' | 'wrap' | 'char-wrap' | 'ellipsis';
export type Setting = Face & { overlong: Overlong; lineSpace?: number };
export type Lines = { lines: string[]; width: number; height: number };

/** A page of text is at most this long; longer ones are cut before they cost time. */
const MOST_SIGNS = 4_000;

const heightOf = (count: number, setting: Setting): number =>
  count === 0 ? 0 : count * setting.size * LINE_HEIGHT + (count - 1) * (setting.lineSpace ?? 0);

/**
 * Breaks `text` for a box `width` pixels wide. `stretch` multiplies every measured width: 1 as drawn,
 * `WIDTH_ALLOWANCE` to learn whether a wider font would still fit. Line feeds always break, except in one-line styles.
 */
export function breakLines(text: string, width: number, setting: Setting, stretch = 1): Lines {
  const clean = [...text].slice(0, MOST_SIGNS).join('').replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  const measure = (line: string) => measureText(line, setting) * stretch;
  const lines = split(clean, width, { setting, stretch, measure });
  return { lines, width: Math.max(0, ...lines.map(measure)), height: heightOf(lines.length, setting) };
}

type Measure = (line: string) => number;
type Measured = { setting: Setting; stretch: number; measure: Measure };

function split(text: string, width: number, { setting, stretch, measure }: Measured): string[] {
  const { overlong } = setting;
  if (text === '') return [];
  const paragraphs = text.split('\n');
  if (overlong === 'ellipsis') return [shorten(paragraphs.join(' '), width, measure)];
  if (overlong === 'none') return paragraphs;
  const wrap = overlong === 'wrap' ? wrapWords : wrapSigns;
  return paragraphs.flatMap((line) => {
    const ruler = new Ruler(line, setting, stretch);
    return wrap(ruler, [0, ruler.signs.length], width).map((range) => ruler.text(range));
  });
}

/** The longest beginning that fits together with an ellipsis. */
function shorten(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const signs = [...text];
  const cut = (count: number) => `${signs.slice(0, count).join('').trimEnd()}…`;
  let [fits, over] = [0, signs.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (measure(cut(middle)) <= width) fits = middle;
    else over = middle;
  }
  return cut(fits);
}

function wrapSigns(ruler: Ruler, [from, to]: Range, width: number): Range[] {
  const lines: Range[] = [];
  let start = from;
  for (let i = from; i < to; i += 1) {
    if (i === start || ruler.width([start, i + 1]) <= width) continue;
    lines.push([start, i]);
    start = i;
  }
  return [...lines, [start, to]];
}

/** Where words end: behind blanks and hyphens. */
function wordsOf(signs: readonly string[]): Range[] {
  const words: Range[] = [];
  let from = 0;
  signs.forEach((sign, i) => {
    const next = signs[i + 1];
    const ends = (sign === ' ' || sign === '-') && next !== sign;
    if (!ends && next !== undefined) return;
    words.push([from, i + 1]);
    from = i + 1;
  });
  return words;
}

/** Breaks at spaces and after hyphens; a word wider than the box breaks anywhere. */
function wrapWords(ruler: Ruler, [from]: Range, width: number): Range[] {
  const lines: Range[] = [];
  const tooWide = (range: Range) => ruler.width(ruler.trimmed(range)) > width;
  let [start, end] = [from, from];
  for (const [at, behind] of wordsOf(ruler.signs)) {
    if (at > start && tooWide([start, behind])) {
      lines.push(ruler.trimmed([start, at]));
      start = at;
    }
    end = behind;
    if (!tooWide([start, end])) continue;
    const pieces = wrapSigns(ruler, [start, end], width);
    lines.push(...pieces.slice(0, -1));
    start = pieces[pieces.length - 1]?.[0] ?? start;
  }
  return [...lines, ruler.trimmed([start, end])];
}
