import { Fingers } from './fingers.js';
import type { Direction, KeyName, KeyPress } from './input.js';
import { findText, revealText, textPlaces, treeOf } from './look.js';
import type { WatchParts } from './watch-parts.js';
import { kindOf } from './widget-kinds/index.js';
import type { Point } from './widget-kinds/kind.js';

/** A press of the up or down key scrolls a page that does not listen by so many pixels; not documented. */
const KEY_PIXELS = 100;
const SWIPE_PIXELS = 200;
const BY: Record<Direction, Point> = {
  up: { x: 0, y: -SWIPE_PIXELS },
  down: { x: 0, y: SWIPE_PIXELS },
  left: { x: -SWIPE_PIXELS, y: 0 },
  right: { x: SWIPE_PIXELS, y: 0 },
};
/** A touch panel reports about so often. */
const REPORT_MS = 20;

/** What fingers and the wrist do to a watch. A dark screen feels nothing; a key only wakes it. */
export class Hands {
  private readonly parts: WatchParts;
  private readonly fingers: Fingers;

  constructor(parts: WatchParts) {
    this.parts = parts;
    this.fingers = new Fingers(parts);
  }

  tap(x: number, y: number): void {
    this.down(x, y);
    this.up();
  }

  longTap(x: number, y: number): void {
    this.down(x, y);
    this.enter(() => this.fingers.hold());
    this.up();
  }

  /** A finger touches the screen and stays: `move` and `up` go on with it, time passes in between with `advance`. */
  down(x: number, y: number): void {
    this.enter(() => this.fingers.down({ x, y }));
  }

  move(x: number, y: number): void {
    this.enter(() => this.fingers.move({ x, y }));
  }

  up(): void {
    this.enter(() => this.fingers.up());
  }

  /** A finger is drawn from one place to another, taking `ms` of the watch's time. */
  async drag(from: Point, to: Point, ms = 300): Promise<void> {
    this.down(from.x, from.y);
    const steps = Math.max(2, Math.ceil(ms / REPORT_MS));
    for (let step = 1; step <= steps; step += 1) {
      const passed = Math.round((ms * step) / steps) - Math.round((ms * (step - 1)) / steps);
      await this.parts.clockwork.advance(passed);
      const share = step / steps;
      this.move(Math.round(from.x + (to.x - from.x) * share), Math.round(from.y + (to.y - from.y) * share));
    }
    this.up();
  }

  /** A finger stays on a place for `ms` of the watch's time; after 700 ms that is a long press. */
  async hold(x: number, y: number, ms = 1_000): Promise<void> {
    this.down(x, y);
    await this.parts.clockwork.advance(ms);
    this.up();
  }

  /** Taps the middle of a text, scrolling to it first. Throws when the screen does not show it. */
  tapText(text: string): void {
    this.enter(() => revealText(this.parts, text));
    const places = textPlaces(treeOf(this.parts).nodes);
    const place = findText(places, text);
    if (place === undefined) {
      throw new Error(
        `no text "${text}" on the screen; there is: ${places.map((one) => one.text).join(' | ')}`,
      );
    }
    this.tap(place.x, place.y);
  }

  press(key: KeyName | number, press: KeyPress): void {
    if (!this.parts.screen.on) {
      this.wake();
      return;
    }
    this.enter(({ screen, input, program, router, keyboard, cards }) => {
      screen.stir();
      if (cards.front !== undefined) return cards.leave();
      if (key === 'back' && keyboard.cancel()) return;
      if (program.running === undefined) {
        if (router.systemPage !== undefined) router.goBack();
      } else if (!input.key(key, press)) this.unkept(key);
    });
  }

  turn(degrees: number): void {
    if (!this.parts.screen.on) return;
    this.enter(({ screen, input, scroll, widgets }) => {
      screen.stir();
      if (this.parts.cards.front !== undefined || input.crown(degrees)) return;
      const turned = widgets
        .shown()
        .some((one) => kindOf(one).turn?.(widgets.handled(one), degrees) === true);
      if (!turned) scroll.crown(degrees);
    });
  }

  swipe(direction: Direction): void {
    if (!this.parts.screen.on) return;
    this.enter(({ screen, input, program, scroll, router, keyboard, cards }) => {
      screen.stir();
      if (cards.front !== undefined) return cards.leave();
      if (direction === 'right' && keyboard.cancel()) return;
      if (program.running !== undefined && input.gesture(direction)) return;
      if (this.fingers.fling(BY[direction]) || scroll.fling(direction, SWIPE_PIXELS)) return;
      if (direction === 'right') router.goBack();
    });
  }

  dropWrist(): void {
    this.enter(({ screen, input }) => {
      input.wrist('lower');
      screen.dropWrist();
    });
  }

  /** The wrist turns over and back. */
  flipWrist(): void {
    this.enter(({ input }) => input.wrist('flip'));
  }

  coverWithPalm(): void {
    this.enter(({ screen, input }) => {
      input.palm();
      screen.coverWithPalm();
    });
  }

  wake(): void {
    this.enter(({ screen, program, input }) => {
      screen.turnOn();
      input.wrist('lift');
      if (program.running !== undefined || !screen.relaunch || program.last === undefined) return;
      screen.relaunch = false;
      program.launch(program.last.slice(-1));
    });
  }

  /** What the system does with a key that the program does not keep: mostly, the program is left (research). */
  private unkept(key: KeyName | number): void {
    const { program, router, scroll } = this.parts;
    if (key === 'back') router.goBack();
    else if (key === 'up' || key === 'down') scroll.fling(key === 'down' ? 'up' : 'down', KEY_PIXELS);
    else program.leave();
  }

  private enter(run: (parts: WatchParts) => void): void {
    this.parts.clockwork.enter(() => run(this.parts));
  }
}
