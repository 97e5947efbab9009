import type { Device, Machine, MotorPulse, ScreenView } from '@plumbline/zepp-runtime/browser';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { FingerOnGlass, type Point } from './gestures.js';

type FaceProps = {
  model: Device;
  screen: ScreenView | undefined;
  machine: Machine | undefined;
  pulses: readonly MotorPulse[];
  speed: number;
};

const KEYS = { Enter: 'select', Escape: 'back', ArrowUp: 'up', ArrowDown: 'down' } as const;
/** Degrees of the crown for one notch of a wheel. */
const NOTCH = 12;
/** The watch trembles as long as its motor runs, and at least so long that it is seen. */
const LEAST_SHAKE_MS = 160;
const MOST_SHAKE_MS = 2_000;

/** The picture is an image, never markup of this page: what a program writes cannot act here. */
const addressOf = (screen: ScreenView | undefined): string | undefined =>
  screen === undefined ? undefined : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(screen.svg)}`;

/** What the screen says, for those who do not see it. Inside a button it is not read out at every change. */
const wordsOf = (screen: ScreenView | undefined): string =>
  screen?.lit === true ? screen.texts.join(', ') : 'The screen is dark';

/** The glass: taps, long presses, swipes, the crown as a wheel, keys while it has the focus. */
export function WatchFace({ model, screen, machine, pulses, speed }: FaceProps) {
  const glass = useRef<HTMLButtonElement>(null);
  const finger = useMemo(() => new FingerOnGlass((input) => machine?.input(input)), [machine]);
  const shaking = useShaking(pulses[pulses.length - 1], speed);
  useWheel(glass, (degrees) => machine?.input({ kind: 'crown', degrees }));

  const pointOf = (event: PointerEvent): Point => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return {
      x: Math.round(((event.clientX - box.left) * model.width) / box.width),
      y: Math.round(((event.clientY - box.top) * model.height) / box.height),
    };
  };
  const press = (event: KeyboardEvent) => {
    const key = KEYS[event.key as keyof typeof KEYS];
    if (key === undefined || machine === undefined) return;
    event.preventDefault();
    machine.input({ kind: 'key', key, press: event.shiftKey ? 'long' : 'click' });
  };
  return (
    <div class={`watch-case watch-${model.shape}${shaking ? ' watch-shaking' : ''}`}>
      <button
        ref={glass}
        type="button"
        class="watch-glass"
        aria-label="Screen of the virtual watch. Click to touch it; arrow keys, Enter and Escape are its keys."
        onPointerDown={(event) => {
          (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
          finger.down(pointOf(event), event.timeStamp, speed);
        }}
        onPointerMove={(event) => finger.move(pointOf(event))}
        onPointerUp={(event) => finger.up(event.timeStamp)}
        onPointerCancel={(event) => finger.up(event.timeStamp)}
        onKeyDown={press}
      >
        <img
          src={addressOf(screen) ?? 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='}
          alt={wordsOf(screen)}
          width={model.width}
          height={model.height}
          draggable={false}
        />
      </button>
    </div>
  );
}

/** True while the motor runs, by the page's clock. */
function useShaking(pulse: MotorPulse | undefined, speed: number): boolean {
  const [shaking, setShaking] = useState(false);
  const [at, onMs] = [pulse?.at, pulse?.onMs ?? 0];
  useEffect(() => {
    if (at === undefined) return undefined;
    setShaking(true);
    const ms = Math.max(LEAST_SHAKE_MS, Math.min(onMs / Math.max(1, speed), MOST_SHAKE_MS));
    const timer = setTimeout(() => setShaking(false), ms);
    return () => clearTimeout(timer);
  }, [at, onMs, speed]);
  return shaking;
}

/** A wheel over the glass turns the crown and must not scroll the page; only a listener that says so may stop it. */
function useWheel(glass: { current: HTMLElement | null }, turn: (degrees: number) => void): void {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    const { current } = glass;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event.deltaY > 0 ? -NOTCH : NOTCH);
    };
    current?.addEventListener('wheel', listen, { passive: false });
    return () => current?.removeEventListener('wheel', listen);
  }, [glass]);
}
