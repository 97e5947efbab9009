import { band, type Frame, part } from '../../drawing/frame.js';
import type { Box } from '../../drawing/shape.js';

export type ReadyLayout = {
  title: Box;
  titleSize: number;
  row(index: number): Box;
  rowSize: number;
  start: Box;
  startSize: number;
};

/** Title, start, then the choices: the way to the first lead-in never scrolls. */
export function readyLayout(frame: Frame): ReadyLayout {
  const titleY = frame.round ? part(frame, 0.1) : part(frame, 0.05);
  const titleH = part(frame, 0.2);
  const startY = titleY + titleH + part(frame, 0.02);
  const startH = part(frame, 0.2);
  const rowH = part(frame, 0.16);
  const gap = part(frame, 0.03);
  const rowsY = startY + startH + part(frame, 0.04);
  const inset = frame.round ? part(frame, 0.12) : part(frame, 0.05);
  const row = (index: number): Box => ({
    x: inset,
    y: rowsY + index * (rowH + gap),
    w: frame.width - 2 * inset,
    h: rowH,
  });
  return {
    title: band(frame, titleY, titleH, part(frame, 0.02)),
    titleSize: part(frame, 0.08),
    start: band(frame, startY, startH, part(frame, 0.06)),
    startSize: part(frame, 0.1),
    row,
    rowSize: part(frame, 0.068),
  };
}

export type NoteLayout = {
  title: Box;
  body: Box;
  accept: Box;
  titleSize: number;
  bodySize: number;
  acceptSize: number;
};

export function noteLayout(frame: Frame): NoteLayout {
  const titleY = frame.round ? part(frame, 0.08) : part(frame, 0.05);
  const titleH = part(frame, 0.12);
  const bodyY = titleY + titleH + part(frame, 0.01);
  const bodyH = part(frame, 0.47);
  return {
    title: band(frame, titleY, titleH, part(frame, 0.02)),
    body: band(frame, bodyY, bodyH, part(frame, 0.03)),
    accept: band(frame, bodyY + bodyH + part(frame, 0.03), part(frame, 0.17), part(frame, 0.05)),
    titleSize: part(frame, 0.07),
    bodySize: part(frame, 0.067),
    acceptSize: part(frame, 0.08),
  };
}
