import { ascent, bold, descent, regular, unitsPerEm } from './font-data.js';

export type Weight = 'regular' | 'bold';
/** Advance and outline in font units (1000 an em), y downwards from the baseline. */
export type Glyph = { advance: number; path: string };

/** Height of a line over the text size, as the font itself asks. */
export const LINE_HEIGHT = (ascent + descent) / unitsPerEm;
export const ASCENT = ascent / unitsPerEm;
export const DESCENT = descent / unitsPerEm;
/** The watch's own font differs from ours; a width is only trusted with this much to spare. */
export const WIDTH_ALLOWANCE = 1.08;

/** What the font lacks is seen, not swallowed. */
const MISSING: Glyph = { advance: 640, path: 'm80 0v-720h480v720zm60-60h360v-600h-360z' };
const NOTHING: Glyph = { advance: 0, path: '' };

const read = (lines: string): Map<number, Glyph> =>
  new Map(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [code = '', advance = '0', path = ''] = line.split(',');
        return [Number.parseInt(code, 36), { advance: Number(advance), path }];
      }),
  );

const opened: Partial<Record<Weight, Map<number, Glyph>>> = {};

function glyphs(weight: Weight): Map<number, Glyph> {
  const known = opened[weight];
  if (known !== undefined) return known;
  const made = read(weight === 'bold' ? bold : regular);
  opened[weight] = made;
  return made;
}

/** Joiners, variation selectors and direction marks take no room. */
const isInvisible = (code: number): boolean =>
  code < 0x20 || (code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f) || code === 0xfeff;

export function glyphOf(sign: string, weight: Weight): Glyph {
  const code = sign.codePointAt(0) ?? 0;
  return isInvisible(code) ? NOTHING : (glyphs(weight).get(code) ?? MISSING);
}

/** False where a box is drawn in place of the sign. */
export const hasGlyph = (sign: string): boolean => glyphOf(sign, 'regular') !== MISSING;

export type Face = { size: number; weight?: Weight; charSpace?: number };

/** Width in pixels as drawn here, without the allowance. */
export function measureText(text: string, face: Face): number {
  let units = 0;
  let signs = 0;
  for (const sign of text) {
    units += glyphOf(sign, face.weight ?? 'regular').advance;
    signs += 1;
  }
  return (units * face.size) / unitsPerEm + Math.max(0, signs - 1) * (face.charSpace ?? 0);
}

/** One path for a whole line, in font units; scale it by `size / 1000`. */
export function linePath(text: string, face: Face): string {
  const gap = face.size > 0 ? Math.round(((face.charSpace ?? 0) * unitsPerEm) / face.size) : 0;
  let pen = 0;
  let path = '';
  for (const sign of text) {
    const glyph = glyphOf(sign, face.weight ?? 'regular');
    if (glyph.path !== '') path += `M${pen} 0${glyph.path}`;
    pen += glyph.advance + gap;
  }
  return path;
}
