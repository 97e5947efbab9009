import { band, type Frame, part } from '../../drawing/frame.js';
import type { Box } from '../../drawing/shape.js';

export type SummaryLayout = {
  title: Box;
  titleSize: number;
  share: Box;
  shareSize: number;
  length: Box;
  lengthSize: number;
  sync: Box;
  syncSize: number;
  close: Box;
  closeSize: number;
};

export function summaryLayout(frame: Frame): SummaryLayout {
  const top = Math.round((frame.height - Math.min(frame.width, frame.height)) / 2);
  const at = (share: number, height: number) =>
    band(frame, top + part(frame, share), part(frame, height), part(frame, 0.03));
  return {
    title: at(0.1, 0.12),
    titleSize: part(frame, 0.09),
    share: at(0.24, 0.2),
    shareSize: part(frame, 0.13),
    length: at(0.44, 0.11),
    lengthSize: part(frame, 0.08),
    sync: at(0.56, 0.1),
    syncSize: part(frame, 0.06),
    close: band(frame, top + part(frame, 0.69), part(frame, 0.17), part(frame, 0.07)),
    closeSize: part(frame, 0.08),
  };
}
