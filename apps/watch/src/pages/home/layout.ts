import { band, type Frame, part } from '../../drawing/frame.js';
import type { Box } from '../../drawing/shape.js';

export type HomeLayout = {
  title: Box;
  titleSize: number;
  row(index: number): { field: Box; name: Box; time: Box };
  nameSize: number;
  timeSize: number;
  sync(rows: number): Box;
};

/** A list that scrolls: only its top has to respect the curve of a round screen. */
export function homeLayout(frame: Frame): HomeLayout {
  const titleY = frame.round ? part(frame, 0.07) : part(frame, 0.05);
  const titleH = part(frame, 0.13);
  const rowH = part(frame, 0.2);
  const gap = part(frame, 0.03);
  const top = titleY + titleH + gap;
  const inset = frame.round ? part(frame, 0.09) : part(frame, 0.05);
  const rowWidth = frame.width - 2 * inset;
  const rowY = (index: number) => top + index * (rowH + gap);
  return {
    title: band(frame, titleY, titleH, 0),
    titleSize: part(frame, 0.085),
    nameSize: part(frame, 0.075),
    timeSize: part(frame, 0.055),
    row(index) {
      const y = rowY(index);
      const pad = part(frame, 0.06);
      const half = Math.round(rowH * 0.56);
      return {
        field: { x: inset, y, w: rowWidth, h: rowH },
        name: { x: inset + pad, y: y + part(frame, 0.012), w: rowWidth - 2 * pad, h: half },
        time: { x: inset + pad, y: y + half, w: rowWidth - 2 * pad, h: rowH - half - part(frame, 0.012) },
      };
    },
    sync: (rows) => ({ x: inset, y: rowY(rows), w: rowWidth, h: part(frame, 0.2) }),
  };
}
