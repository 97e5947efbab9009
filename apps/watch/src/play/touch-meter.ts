/** A finger that rests this long means it. */
const LONG_PRESS_MS = 1000;

type After = (waitMs: number, work: () => void) => () => void;
export type Touch = 'down' | 'up' | 'long' | 'cancel';

/**
 * Tells single presses from long ones, once for each touch. A long one is told while the finger still rests; the watch's
 * own word for it counts as well, whichever comes first.
 */
export function touchMeter(after: After, pressed: (press: 'click' | 'long') => void): (touch: Touch) => void {
  let cancel: (() => void) | undefined;
  const end = (): boolean => {
    const wasDown = cancel !== undefined;
    cancel?.();
    cancel = undefined;
    return wasDown;
  };
  return (touch) => {
    const wasDown = end();
    if (touch === 'down') {
      cancel = after(LONG_PRESS_MS, () => {
        cancel = undefined;
        pressed('long');
      });
    } else if (wasDown && touch === 'long') pressed('long');
    else if (wasDown && touch === 'up') pressed('click');
  };
}
