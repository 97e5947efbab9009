import { type Face, LINE_HEIGHT, measureText } from './font.js';

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
  const lines = split(clean, width, setting.overlong, measure);
  return { lines, width: Math.max(0, ...lines.map(measure)), height: heightOf(lines.length, setting) };
}

type Measure = (line: string) => number;

function split(text: string, width: number, overlong: Overlong, measure: Measure): string[] {
  if (text === '') return [];
  const paragraphs = text.split('\n');
  if (overlong === 'ellipsis') return [shorten(paragraphs.join(' '), width, measure)];
  if (overlong === 'none') return paragraphs;
  return paragraphs.flatMap((line) =>
    overlong === 'wrap' ? wrapWords(line, width, measure) : wrapSigns(line, width, measure),
  );
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

function wrapSigns(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const sign of text) {
    if (line !== '' && measure(line + sign) > width) {
      lines.push(line);
      line = '';
    }
    line += sign;
  }
  return [...lines, line];
}

/** Breaks at spaces and after hyphens; a word wider than the box breaks anywhere. */
function wrapWords(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[^ -]*(?:-+| +|$)/g) ?? []) {
    if (word === '') continue;
    if (line !== '' && measure((line + word).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
    if (measure(line.trimEnd()) > width) {
      const pieces = wrapSigns(line, width, measure);
      lines.push(...pieces.slice(0, -1));
      line = pieces[pieces.length - 1] ?? '';
    }
  }
  return [...lines, line.trimEnd()];
}
