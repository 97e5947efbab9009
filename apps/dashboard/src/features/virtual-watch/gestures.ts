import type { Input } from '@plumbline/zepp-runtime/browser';

export type Point = { x: number; y: number };
type Send = (input: Input) => void;

/** A finger that wanders further than this, in watch pixels, drags. The watch has its own measure, of the same size. */
const SLOP_PX = 10;
/** On the person's own clock. */
const LONG_MS = 700;

/**
 * One finger of the person on the glass. At the watch's own speed the watch sees it as it is. When time runs faster, or not
 * at all, a short touch would last for minutes there or never become a long one: then the person's clock decides which it
 * was, and only drags are handed over as they happen.
 */
export class FingerOnGlass {
  private readonly send: Send;
  private from: (Point & { at: number }) | undefined;
  private shown = false;

  constructor(send: Send) {
    this.send = send;
  }

  down(point: Point, at: number, speed: number): void {
    this.from = { ...point, at };
    this.shown = false;
    if (speed === 1) this.show(point);
  }

  move(point: Point): void {
    const { from } = this;
    if (from === undefined) return;
    if (!this.shown && Math.hypot(point.x - from.x, point.y - from.y) < SLOP_PX) return;
    if (!this.shown) this.show(from);
    this.send({ kind: 'finger', does: 'move', ...point });
  }

  up(at: number): void {
    const { from } = this;
    this.from = undefined;
    if (from === undefined) return;
    if (this.shown) this.send({ kind: 'finger-up' });
    else this.send({ kind: at - from.at >= LONG_MS ? 'hold' : 'tap', x: from.x, y: from.y });
  }

  private show({ x, y }: Point): void {
    this.shown = true;
    this.send({ kind: 'finger', does: 'down', x, y });
  }
}
