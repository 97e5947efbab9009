import { type Canvas, seeThrough } from './canvas.js';
import { ASCENT, LINE_HEIGHT, linePath, measureText, type Weight } from './font.js';
import { breakLines, type Lines, type Overlong, type Setting } from './lines.js';
import { colour, fine, fixed } from './numbers.js';
import { type Box, boxOf, colourOf, numberOf, opacityOf, type Props, textOf } from './props.js';

export type Horizontal = 'left' | 'centre' | 'right';
export type Vertical = 'top' | 'centre' | 'bottom';
export type TextPiece = Setting & {
  box: Box;
  text: string;
  colour: number;
  opacity: number;
  across: Horizontal;
  down: Vertical;
};

/** The size the platform falls back to is not documented. */
const DEFAULT_SIZE = 24;
const WHITE = 0xffffff;
const LARGEST = 1_000;
const UNBOUND = 100_000;

/** How a text lies in its box by its `align_h`, which may be anything. */
export const acrossOf = (value: unknown, otherwise: Horizontal): Horizontal => {
  if (value === 'CENTER_H') return 'centre';
  if (value === 'RIGHT') return 'right';
  return value === 'LEFT' ? 'left' : otherwise;
};

const downOf = (value: unknown, otherwise: Vertical): Vertical => {
  if (value === 'CENTER_V') return 'centre';
  if (value === 'BOTTOM') return 'bottom';
  return value === 'TOP' ? 'top' : otherwise;
};

const overlongOf = (value: unknown): Overlong => {
  if (value === 'WRAP') return 'wrap';
  if (value === 'CHAR_WRAP') return 'char-wrap';
  return value === 'ELLIPSIS' ? 'ellipsis' : 'none';
};

export const sizeOf = (props: Props, otherwise = DEFAULT_SIZE): number =>
  Math.max(1, Math.min(LARGEST, numberOf(props, 'text_size', otherwise)));

/**
 * A text that was given no width or height takes what it needs. The reference wants both, but published programs leave the
 * height out and are read all the same.
 */
function roomFor(piece: TextPiece, props: Props): TextPiece {
  const free = (key: string) => props[key] === undefined || props[key] === null;
  if (!free('w') && !free('h')) return piece;
  const w = free('w') ? UNBOUND : piece.box.w;
  const set = breakLines(piece.text, w, piece);
  const box = { ...piece.box, w: free('w') ? set.width : w, h: free('h') ? set.height : piece.box.h };
  return { ...piece, box };
}

/** What a TEXT widget asks for. */
export const pieceOf = (props: Props): TextPiece => roomFor(boundPiece(props), props);

const boundPiece = (props: Props): TextPiece => ({
  box: boxOf(props),
  text: textOf(props, 'text'),
  size: sizeOf(props),
  colour: colourOf(props, 'color', WHITE),
  opacity: opacityOf(props),
  across: acrossOf(props.align_h, 'left'),
  down: downOf(props.align_v, 'top'),
  overlong: overlongOf(props.text_style),
  lineSpace: numberOf(props, 'line_space', 0),
  charSpace: numberOf(props, 'char_space', 0),
});

/** A label in the middle of `box`: buttons, list rows, toasts. */
export const label = (box: Box, text: string, more: Partial<TextPiece>): TextPiece => ({
  box,
  text,
  size: DEFAULT_SIZE,
  colour: WHITE,
  opacity: 1,
  across: 'centre',
  down: 'centre',
  overlong: 'ellipsis',
  ...more,
});

/** Lines wider than the box stand at its left edge, where a scrolling text begins. */
function startOf(piece: TextPiece, width: number): number {
  const spare = piece.box.w - width;
  if (piece.across === 'left' || spare < 0) return piece.box.x;
  return piece.box.x + (piece.across === 'centre' ? spare / 2 : spare);
}

function topOf(piece: TextPiece, height: number): number {
  const spare = piece.box.h - height;
  if (piece.down === 'top') return piece.box.y;
  // A block too high for its box keeps its first line in sight; a single line stays centred on it.
  if (spare < 0 && height > piece.size * LINE_HEIGHT * 1.5) return piece.box.y;
  return piece.box.y + (piece.down === 'centre' ? spare / 2 : spare);
}

function putLines(canvas: Canvas, piece: TextPiece, set: Lines): void {
  const step = piece.size * LINE_HEIGHT + (piece.lineSpace ?? 0);
  const top = topOf(piece, set.height) + piece.size * ASCENT;
  const fill = `fill="${colour(piece.colour)}"${seeThrough('fill', piece.opacity)}`;
  set.lines.forEach((line, index) => {
    const path = linePath(line, piece);
    const y = top + index * step;
    if (path === '' || y - piece.size > piece.box.y + piece.box.h) return;
    const x = startOf(piece, measureText(line, piece));
    const place = `translate(${fixed(x)} ${fixed(y)}) scale(${fine(piece.size / 1000)})`;
    canvas.put(`<path transform="${place}" ${fill} d="${path}"/>`);
  });
}

/** Outlines of `piece`, cut to its box where they would leave it. */
export function drawText(canvas: Canvas, piece: TextPiece): void {
  if (piece.text === '' || piece.opacity <= 0) return;
  const set = breakLines(piece.text, piece.box.w, piece);
  const fits = set.width <= piece.box.w && set.height <= piece.box.h + piece.size * 0.35;
  if (fits) putLines(canvas, piece, set);
  else canvas.clipped(piece.box, () => putLines(canvas, piece, set));
}

export type { Weight };
