import type { Box } from './shape.js';

/** The facts of a screen that a layout needs. */
export type Frame = { width: number; height: number; round: boolean };

/** Half the width of a round screen at height `y`; the whole half on a square one. */
export function halfWidthAt(frame: Frame, y: number): number {
  if (!frame.round) return frame.width / 2;
  const radius = frame.height / 2;
  const away = Math.abs(y - radius);
  return away >= radius ? 0 : Math.sqrt(radius * radius - away * away);
}

/** A centred band of height `h` at `y`, as wide as the screen is at its narrower edge, less `inset` on both sides. */
export function band(frame: Frame, y: number, h: number, inset: number): Box {
  const half = Math.max(0, Math.min(halfWidthAt(frame, y), halfWidthAt(frame, y + h)) - inset);
  return {
    x: Math.round(frame.width / 2 - half),
    y: Math.round(y),
    w: Math.round(half * 2),
    h: Math.round(h),
  };
}

/** Part of the shorter side, whole pixels: one measure for every model. */
export const part = (frame: Frame, share: number): number =>
  Math.round(Math.min(frame.width, frame.height) * share);
