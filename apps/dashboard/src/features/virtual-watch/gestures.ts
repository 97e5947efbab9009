export type Point = { x: number; y: number };
export type Gesture =
  | { kind: 'tap' | 'hold'; x: number; y: number }
  | { kind: 'swipe'; direction: 'up' | 'down' | 'left' | 'right' };

/** A finger that moves further than this, in watch pixels, swipes. */
const SWIPE_PX = 48;

/** What a finger did between going down and coming up. */
export function gestureOf(from: Point, to: Point, long: boolean): Gesture {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.max(Math.abs(dx), Math.abs(dy)) < SWIPE_PX) return { kind: long ? 'hold' : 'tap', ...from };
  if (Math.abs(dx) > Math.abs(dy)) return { kind: 'swipe', direction: dx > 0 ? 'right' : 'left' };
  return { kind: 'swipe', direction: dy > 0 ? 'down' : 'up' };
}
