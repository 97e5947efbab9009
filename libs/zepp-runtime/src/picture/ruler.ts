import { type Face, glyphOf } from './font.js';
import { unitsPerEm } from './font-data.js';

/** Signs from one index to another, the second not included. */
export type Range = readonly [from: number, to: number];

/** Measures any part of a text at once: the widths of all its beginnings are summed up before. */
export class Ruler {
  readonly signs: readonly string[];
  private readonly sums: number[] = [0];
  private readonly face: Face;
  private readonly stretch: number;

  constructor(text: string, face: Face, stretch: number) {
    this.signs = [...text];
    this.face = face;
    this.stretch = stretch;
    let sum = 0;
    for (const sign of this.signs) {
      sum += glyphOf(sign, face.weight ?? 'regular').advance;
      this.sums.push(sum);
    }
  }

  /** Pixels, to the last bit what `measureText` says of the same part. */
  width([from, to]: Range): number {
    const units = (this.sums[to] ?? 0) - (this.sums[from] ?? 0);
    const gaps = Math.max(0, to - from - 1) * (this.face.charSpace ?? 0);
    return ((units * this.face.size) / unitsPerEm + gaps) * this.stretch;
  }

  /** Without the blanks at its end. */
  trimmed([from, to]: Range): Range {
    let end = to;
    while (end > from && (this.signs[end - 1] ?? '').trim() === '') end -= 1;
    return [from, end];
  }

  text([from, to]: Range): string {
    return this.signs.slice(from, to).join('');
  }
}
