import { type Canvas, seeThrough } from './canvas.js';
import { pieceOf, type TextPiece } from './draw-text.js';
import { ASCENT, DESCENT, linePath, measureText } from './font.js';
import { breakLines } from './lines.js';
import { colour, fine, fixed } from './numbers.js';
import { numberOf, type Props } from './props.js';

/** Whether a TEXT is set along an arc instead of in lines. */
export const isArcText = (props: Props): boolean =>
  typeof props.start_angle === 'number' &&
  typeof props.end_angle === 'number' &&
  props.end_angle > props.start_angle;

type Arc = { piece: TextPiece; x: number; y: number; radius: number; from: number; span: number };

/**
 * The arc that a text stands on: its baseline's radius, degrees clockwise from 12 o'clock. `mode` 0 stands inside the circle,
 * 1 outside.
 */
function arcOf(props: Props): Arc {
  const piece = pieceOf(props);
  const { x, y, w, h } = piece.box;
  const circle = Math.max(1, numberOf(props, 'radius', Math.min(w, h) / 2));
  const out = numberOf(props, 'mode', 0) === 1;
  const radius = Math.max(1, out ? circle + piece.size * DESCENT : circle - piece.size * ASCENT);
  const from = numberOf(props, 'start_angle', 0);
  return { piece, x: x + w / 2, y: y + h / 2, radius, from, span: numberOf(props, 'end_angle', 0) - from };
}

const lengthOf = ({ radius, span }: Arc): number => (radius * Math.min(360, span) * Math.PI) / 180;

/** The text as a line in a box as long as the arc: for whoever asks whether it fits. */
export function arcPiece(props: Props): TextPiece {
  const arc = arcOf(props);
  const { piece } = arc;
  return { ...piece, overlong: 'ellipsis', box: { ...piece.box, w: lengthOf(arc), h: piece.size * 2 } };
}

/** Every sign is turned about the middle of the circle to its own place. */
export function drawArcText(canvas: Canvas, props: Props): void {
  const arc = arcOf(props);
  const { piece, x, y, radius } = arc;
  if (piece.opacity <= 0) return;
  const room = lengthOf(arc);
  const [line = ''] = breakLines(piece.text, room, { ...piece, overlong: 'ellipsis' }).lines;
  const spare = Math.max(0, room - measureText(line, piece));
  let pen = piece.across === 'left' ? 0 : piece.across === 'centre' ? spare / 2 : spare;
  const fill = `fill="${colour(piece.colour)}"${seeThrough('fill', piece.opacity)}`;
  for (const sign of line) {
    const width = measureText(sign, piece);
    const path = linePath(sign, piece);
    const angle = arc.from + ((pen + width / 2) / radius) * (180 / Math.PI);
    const place = `rotate(${fixed(angle)} ${fixed(x)} ${fixed(y)}) translate(${fixed(x - width / 2)} ${fixed(y - radius)}) scale(${fine(piece.size / 1000)})`;
    if (path !== '') canvas.put(`<path transform="${place}" ${fill} d="${path}"/>`);
    pen += width + (piece.charSpace ?? 0);
  }
}
