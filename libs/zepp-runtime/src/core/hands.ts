import type { Direction, KeyName, KeyPress } from './input.js';
import { findText, scrollRange, textPlaces, treeOf } from './look.js';
import { clickOn, hitAt, pressLongOn } from './touch.js';
import type { WatchParts } from './watch-parts.js';

/** One key turn of the crown scrolls a page that does not listen by so many pixels a degree. */
const PIXELS_PER_DEGREE = 2;

/** What fingers do to a watch. A dark screen feels nothing; a key only wakes it. */
export class Hands {
  private readonly parts: WatchParts;

  constructor(parts: WatchParts) {
    this.parts = parts;
  }

  tap(x: number, y: number): void {
    this.touch(x, y, clickOn);
  }

  longTap(x: number, y: number): void {
    this.touch(x, y, pressLongOn);
  }

  /** Taps the middle of a text, scrolling to it first. Throws when the screen does not show it. */
  tapText(text: string): void {
    const { widgets, program, overlay, core, screen } = this.parts;
    const lit = program.running !== undefined && screen.on;
    const page = lit ? textPlaces(widgets.tree()) : [];
    const place = findText([...page, ...textPlaces(lit ? overlay.nodes() : [])], text);
    if (place === undefined) {
      const shown = textPlaces(treeOf(this.parts).nodes).map((one) => one.text);
      throw new Error(`no text "${text}" on the screen; there is: ${shown.join(' | ')}`);
    }
    if (!page.includes(place)) {
      this.tap(place.x, place.y);
      return;
    }
    const { height } = core.device;
    const y = place.y - program.scrollTop;
    if (y < 0 || y >= height) program.scrollTop = Math.max(0, place.y - height / 2);
    this.tap(place.x, place.y - program.scrollTop);
  }

  press(key: KeyName | number, press: KeyPress): void {
    if (!this.parts.screen.on) {
      this.wake();
      return;
    }
    this.enter(({ screen, input, program }) => {
      screen.stir();
      if (program.running === undefined || input.key(key, press)) return;
      if (key === 'back') program.back();
      else if (key === 'up' || key === 'down') this.scrollBy(key === 'down' ? 100 : -100);
      else program.leave();
    });
  }

  turn(degrees: number): void {
    if (!this.parts.screen.on) return;
    this.enter(({ screen, input }) => {
      screen.stir();
      if (!input.crown(degrees)) this.scrollBy(-degrees * PIXELS_PER_DEGREE);
    });
  }

  swipe(direction: Direction): void {
    if (!this.parts.screen.on) return;
    this.enter(({ screen, input, program }) => {
      screen.stir();
      if (program.running === undefined || input.gesture(direction)) return;
      if (direction === 'right') program.back();
      if (direction === 'up' || direction === 'down') this.scrollBy(direction === 'up' ? 200 : -200);
    });
  }

  dropWrist(): void {
    this.enter(({ screen, input }) => {
      input.wrist('lower');
      screen.dropWrist();
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

  private enter(run: (parts: WatchParts) => void): void {
    this.parts.clockwork.enter(() => run(this.parts));
  }

  private touch(x: number, y: number, act: typeof clickOn): void {
    if (!this.parts.screen.on) return;
    this.enter(({ screen, program, widgets, overlay }) => {
      screen.stir();
      if (program.running === undefined || overlay.tap(x, y)) return;
      const hit = hitAt(widgets, { x, y: y + program.scrollTop });
      if (hit !== undefined) act(hit);
    });
  }

  private scrollBy(pixels: number): void {
    const { program } = this.parts;
    program.scrollTop = Math.max(0, Math.min(scrollRange(this.parts), program.scrollTop + pixels));
  }
}
