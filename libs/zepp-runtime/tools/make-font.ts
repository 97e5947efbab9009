/**
 * Writes src/picture/font-data.ts: the glyph outlines of Inter (OFL 1.1) with whole-number coordinates.
 * Run with `npx tsx libs/zepp-runtime/tools/make-font.ts`; the same input gives the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { drawnSigns } from './drawn-signs.js';

type Command = { type: string; x?: number; y?: number; x1?: number; y1?: number; x2?: number; y2?: number };
type Glyph = { advanceWidth: number; getPath(x: number, y: number, size: number): { commands: Command[] } };
type Font = {
  unitsPerEm: number;
  ascender: number;
  descender: number;
  charToGlyph(sign: string): Glyph;
  tables: { cmap: { glyphIndexMap: Record<string, number> } };
};

const { parse } = createRequire(import.meta.url)('opentype.js') as { parse(bytes: ArrayBuffer): Font };

/** Units of the written outlines per em. */
const EM = 1000;
const SUBSETS = ['latin', 'latin-ext'];
/** Printable ASCII, Latin-1, Latin Extended-A, the comma-below letters of Romanian, punctuation, currency, arrows. */
const WANTED: [number, number][] = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x218, 0x21b],
  [0x2010, 0x203a],
  [0x2044, 0x2044],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
];

function load(subset: string, weight: number): Font {
  const file = fileURLToPath(
    import.meta.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`),
  );
  const bytes = readFileSync(file);
  return parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
}

/** Relative whole-number path, y downwards, beginning at the pen position on the baseline. */
function outline(commands: readonly Command[]): string {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let path = '';
  let last = '';
  const pair = (px: number, py: number) => `${Math.round(px) - x} ${Math.round(py) - y}`;
  const add = (letter: string, numbers: string) => {
    const joint = numbers.startsWith('-') ? '' : ' ';
    path += letter === last ? joint + numbers : letter + numbers;
    last = letter;
  };
  for (const step of commands) {
    const [px, py] = [step.x ?? 0, step.y ?? 0];
    if (step.type === 'Z') {
      path += 'z';
      last = 'z';
      [x, y] = [startX, startY];
      continue;
    }
    if (step.type === 'M') add('m', pair(px, py));
    if (step.type === 'L' && Math.round(px) === x && Math.round(py) === y) continue;
    if (step.type === 'L') add('l', pair(px, py));
    if (step.type === 'Q')
      add('q', `${pair(step.x1 ?? 0, step.y1 ?? 0)} ${pair(px, py)}`.replaceAll(' -', '-'));
    if (step.type === 'C') throw new Error('Inter is expected to hold quadratic curves only.');
    [x, y] = [Math.round(px), Math.round(py)];
    if (step.type === 'M') [startX, startY] = [x, y];
  }
  return path.replaceAll(' -', '-');
}

function glyphLines(weight: number): string[] {
  const found = new Map<number, string>();
  for (const subset of SUBSETS) {
    const font = load(subset, weight);
    for (const key of Object.keys(font.tables.cmap.glyphIndexMap)) {
      const code = Number(key);
      if (found.has(code) || !WANTED.some(([from, to]) => code >= from && code <= to)) continue;
      const glyph = font.charToGlyph(String.fromCodePoint(code));
      const advance = Math.round((glyph.advanceWidth * EM) / font.unitsPerEm);
      found.set(code, `${code.toString(36)},${advance},${outline(glyph.getPath(0, 0, EM).commands)}`);
    }
  }
  for (const sign of drawnSigns) {
    if (!found.has(sign.code)) found.set(sign.code, `${sign.code.toString(36)},${sign.advance},${sign.path}`);
  }
  return [...found.entries()].sort(([one], [other]) => one - other).map(([, line]) => line);
}

const { ascender, descender, unitsPerEm } = load('latin', 400);
const inEm = (units: number) => Math.round((units * EM) / unitsPerEm);
const text = `// Written by tools/make-font.ts from @fontsource/inter (Inter, SIL Open Font License 1.1, see LICENSES/). Do not edit.
// One line per sign: code point in base 36, advance, outline; ${EM} units per em, y downwards from the baseline.
export const unitsPerEm = ${EM};
export const ascent = ${inEm(ascender)};
export const descent = ${-inEm(descender)};
export const regular = \`\n${glyphLines(400).join('\n')}\n\`;
export const bold = \`\n${glyphLines(700).join('\n')}\n\`;
`;
const target = fileURLToPath(new URL('../src/picture/font-data.ts', import.meta.url));
writeFileSync(target, text);
process.stdout.write(`${target}: ${text.length} bytes\n`);
