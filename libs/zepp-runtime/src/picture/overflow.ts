import type { WidgetNode, WidgetTree } from '../core/widget-tree.js';
import { isVisible } from './draw.js';
import { arcPiece, isArcText } from './draw-arc-text.js';
import { buttonLabel } from './draw-button.js';
import { axisTexts } from './draw-chart.js';
import { listRows, rowTexts } from './draw-list.js';
import { pieceOf, type TextPiece } from './draw-text.js';
import { WIDTH_ALLOWANCE } from './font.js';
import { breakLines } from './lines.js';

/** A text that does not fit its box, pixels; `needed…` includes the 8 % allowance on every width. */
export type Overflow = {
  id: number;
  text: string;
  width: number;
  height: number;
  neededWidth: number;
  neededHeight: number;
};

/** Boxes are often drawn a little lower than the font's full line; letters need about this share of it. */
const INK_SHARE = 0.8;

function pieces(node: WidgetNode): TextPiece[] {
  if (!isVisible(node.props)) return [];
  if (node.type === 'TEXT') return [isArcText(node.props) ? arcPiece(node.props) : pieceOf(node.props)];
  if (node.type === 'HISTOGRAM') return axisTexts(node.props);
  if (node.type === 'BUTTON') return [buttonLabel(node.props)];
  return node.type === 'SCROLL_LIST' ? listRows(node.props).flatMap(rowTexts) : [];
}

function check(id: number, piece: TextPiece): Overflow[] {
  const overlong = piece.overlong === 'ellipsis' ? 'none' : piece.overlong;
  const set = breakLines(piece.text, piece.box.w, { ...piece, overlong }, WIDTH_ALLOWANCE);
  const last = set.lines.length === 0 ? 0 : piece.size * (1.21 - INK_SHARE);
  const neededHeight = Math.max(0, set.height - last);
  if (set.width <= piece.box.w && neededHeight <= piece.box.h) return [];
  const { w: width, h: height } = piece.box;
  return [
    {
      id,
      text: piece.text,
      width,
      height,
      neededWidth: Math.ceil(set.width),
      neededHeight: Math.ceil(neededHeight),
    },
  ];
}

const walk = (node: WidgetNode): Overflow[] => {
  if (!isVisible(node.props)) return [];
  return [...pieces(node).flatMap((piece) => check(node.id, piece)), ...(node.children ?? []).flatMap(walk)];
};

/** The texts that would not fit their boxes on a watch whose font is up to 8 % wider than ours. */
export const overflow = (tree: WidgetTree): Overflow[] => tree.nodes.flatMap(walk);
