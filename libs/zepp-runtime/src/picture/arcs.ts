import { fixed } from './numbers.js';

/** Part of an ellipse: its middle, its radii, degrees clockwise from 3 o'clock. */
export type Sweep = { x: number; y: number; rx: number; ry: number; from: number; to: number };

export const pointAt = (sweep: Sweep, degrees: number): string => {
  const turn = (degrees * Math.PI) / 180;
  return `${fixed(sweep.x + sweep.rx * Math.cos(turn))} ${fixed(sweep.y + sweep.ry * Math.sin(turn))}`;
};

/** An end before its start sweeps backwards; a turn or more is a ring. */
export function arcPath(sweep: Sweep): string {
  const span = sweep.to - sweep.from;
  const size = `${fixed(sweep.rx)} ${fixed(sweep.ry)}`;
  const start = pointAt(sweep, sweep.from);
  const side = span < 0 ? 0 : 1;
  if (Math.abs(span) >= 360) {
    const across = pointAt(sweep, sweep.from + 180);
    return `M${start}A${size} 0 1 ${side} ${across}A${size} 0 1 ${side} ${start}Z`;
  }
  return `M${start}A${size} 0 ${Math.abs(span) > 180 ? 1 : 0} ${side} ${pointAt(sweep, sweep.to)}`;
}

/** A slice from the middle; a whole turn is the ellipse itself. */
export function slicePath(sweep: Sweep): string {
  if (Math.abs(sweep.to - sweep.from) >= 360) return arcPath(sweep);
  return `${arcPath(sweep)}L${fixed(sweep.x)} ${fixed(sweep.y)}Z`;
}

/** A ring, or a piece of one, as wide as `width` to both sides of the radii. */
export function ringPath(sweep: Sweep, width: number): string {
  const grown = (by: number) => ({
    ...sweep,
    rx: Math.max(0, sweep.rx + by),
    ry: Math.max(0, sweep.ry + by),
  });
  const [outer, inner] = [grown(width / 2), grown(-width / 2)];
  if (Math.abs(sweep.to - sweep.from) >= 360) return arcPath(outer) + arcPath(inner);
  const back = arcPath({ ...inner, from: sweep.to, to: sweep.from }).replace('M', 'L');
  return `${arcPath(outer)}${back}Z`;
}
