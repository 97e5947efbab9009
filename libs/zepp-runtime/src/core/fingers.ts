import { isFunctionMark } from '../wire/json.js';
import type { Appointment } from './scheduler.js';
import { containersAt, fingerBox, pathAt, type Touch, type TouchRule, tell } from './touch.js';
import type { WatchParts } from './watch-parts.js';
import { kindOf } from './widget-kinds/index.js';
import { call, type Point, within } from './widget-kinds/kind.js';

/** Documented for `longpress_func`. */
const HOLD_MS = 700;
/** A finger that wanders further drags; not documented. */
const SLOP = 10;
/** A drag to the right over this share of the screen leads back. */
const BACK_SHARE = 0.25;

type Drag = { kind: 'kept' | 'page' | 'back' | 'none' } | { kind: 'widget'; touch: Touch };
type Press = {
  path: Touch[];
  from: Point;
  last: Point;
  drag: Drag | undefined;
  inside: boolean;
  held: boolean;
  holding: Appointment;
  /** The page the finger went down on; a touch does not go on with another. */
  page: object | undefined;
};

/** One finger on the glass: down, moving, up. */
export class Fingers {
  private press: Press | undefined;
  private readonly parts: WatchParts;

  constructor(parts: WatchParts) {
    this.parts = parts;
  }

  down(at: Point): void {
    const { screen, overlay, keyboard, core, chooser } = this.parts;
    this.press = undefined;
    if (!screen.on) return;
    screen.stir();
    if (chooser.tap(at) || !this.seen || keyboard.tap(at) || overlay.tap(at.x, at.y)) return;
    const path = pathAt(this.rule, at);
    const holding = core.scheduler.after(HOLD_MS, this, () => this.hold());
    this.press = {
      path,
      from: at,
      last: at,
      drag: undefined,
      inside: true,
      held: false,
      holding,
      page: this.page,
    };
    tell(path, 'CLICK_DOWN', at);
    this.look(true);
    const [top] = path;
    if (top !== undefined) call(top.widget, 'press_func');
  }

  /** The finger has been there for so long that it means it. */
  hold(): void {
    const { press } = this;
    if (press === undefined || press.held || press.drag !== undefined || this.onCard) return;
    press.held = true;
    this.parts.core.scheduler.cancel(press.holding);
    const path = this.living(press);
    tell(path, 'LONG_PRESS', press.last);
    const [top] = path;
    if (top !== undefined) kindOf(top.widget).hold?.(this.touched(top));
  }

  move(at: Point): void {
    const { press } = this;
    if (press === undefined || press.page !== this.page || !this.parts.screen.on) return;
    this.parts.screen.stir();
    const by = { x: at.x - press.last.x, y: at.y - press.last.y };
    const path = this.living(press);
    tell(path, 'MOVE', at);
    this.cross(press, at);
    const all = { x: at.x - press.from.x, y: at.y - press.from.y };
    press.last = at;
    if (press.drag === undefined && Math.hypot(all.x, all.y) < SLOP) return;
    if (press.drag === undefined) {
      this.parts.core.scheduler.cancel(press.holding);
      press.drag = this.begin(press, all);
    } else this.go(press.drag, by);
  }

  up(): void {
    const { press } = this;
    this.press = undefined;
    if (press === undefined || press.page !== this.page) return;
    this.parts.core.scheduler.cancel(press.holding);
    this.press = press;
    this.look(false);
    this.press = undefined;
    const path = this.living(press);
    tell(path, 'CLICK_UP', press.last);
    if (press.drag === undefined) this.click(press, path);
    else this.end(press.drag, press);
  }

  /** A quick swipe over the middle of the screen; true when a widget there went along. */
  fling(by: Point): boolean {
    const { width, height } = this.parts.core.device;
    const middle = { x: width / 2, y: height / 2 };
    const path = pathAt(this.rule, middle);
    const found = [...path, ...containersAt(this.rule, middle)].find(
      (touch) => kindOf(touch.widget).drag?.(this.touched(touch), by) === true,
    );
    if (found !== undefined) kindOf(found.widget).drop?.(this.touched(found));
    return found !== undefined;
  }

  private click(press: Press, path: Touch[]): void {
    const [top] = path;
    if (top === undefined || (press.held && hearsLong(top))) return;
    tell(path, 'SELECT', press.last);
    if (this.parts.widgets.all.has(top.widget.id)) kindOf(top.widget).tap?.(this.touched(top));
  }

  /** Cards and widgets feel clicks alone. */
  private get onCard(): boolean {
    return this.parts.cards.front !== undefined;
  }

  private get seen(): boolean {
    return this.onCard || this.parts.program.running !== undefined;
  }

  private get page(): object | undefined {
    return this.parts.program.running?.page;
  }

  private get rule(): TouchRule {
    const { scroll, widgets, passThrough } = this.parts;
    return { scroll, widgets, passThrough };
  }

  private touched({ widget, at }: Touch) {
    return { widget, at, around: this.parts.widgets.around };
  }

  /** Widgets that are still there: a listener may have deleted some. */
  private living({ path }: Press): Touch[] {
    return path.filter(({ widget }) => this.parts.widgets.all.has(widget.id));
  }

  private look(pressed: boolean): void {
    for (const { widget } of this.press?.path ?? []) {
      if (kindOf(widget).pressable === true) widget.state.pressed = pressed;
    }
  }

  /** The finger leaves the widget it went down on, or comes back to it. */
  private cross(press: Press, at: Point): void {
    const [top] = this.living(press);
    if (top === undefined) return;
    const here = { x: top.at.x + at.x - press.from.x, y: top.at.y + at.y - press.from.y };
    const inside = within(fingerBox(this.parts.widgets, top.widget), here);
    if (inside === press.inside) return;
    press.inside = inside;
    tell([top], inside ? 'MOVE_IN' : 'MOVE_OUT', at);
    if (!inside) this.look(false);
  }

  /** Who a drag belongs to: the program if it keeps the gesture, then the widget, then the page, then the system. */
  private begin(press: Press, by: Point): Drag {
    if (this.onCard) return { kind: 'none' };
    const { input, scroll, widgets } = this.parts;
    const lying = Math.abs(by.x) > Math.abs(by.y);
    const direction = lying ? (by.x > 0 ? 'right' : 'left') : by.y > 0 ? 'down' : 'up';
    if (input.gesture(direction)) return { kind: 'kept' };
    const path = this.living(press);
    const more = containersAt(this.rule, press.from).filter(
      ({ widget }) => !path.some((one) => one.widget === widget),
    );
    for (const touch of [...path, ...more]) {
      if (!widgets.all.has(touch.widget.id)) continue;
      if (kindOf(touch.widget).drag?.(this.touched(touch), by) === true) return { kind: 'widget', touch };
    }
    if (scroll.drag(by)) return { kind: 'page' };
    return { kind: direction === 'right' ? 'back' : 'none' };
  }

  private go(drag: Drag, by: Point): void {
    if (drag.kind === 'page') this.parts.scroll.drag(by);
    if (drag.kind !== 'widget' || !this.parts.widgets.all.has(drag.touch.widget.id)) return;
    kindOf(drag.touch.widget).drag?.(this.touched(drag.touch), by);
  }

  private end(drag: Drag, { from, last }: Press): void {
    const { scroll, router, widgets, core } = this.parts;
    if (drag.kind === 'page') scroll.drop();
    if (drag.kind === 'back' && last.x - from.x >= core.device.width * BACK_SHARE) router.goBack();
    if (drag.kind !== 'widget' || !widgets.all.has(drag.touch.widget.id)) return;
    kindOf(drag.touch.widget).drop?.(this.touched(drag.touch));
  }
}

const hearsLong = ({ widget }: Touch): boolean =>
  isFunctionMark(widget.props.longpress_func) || widget.listeners.some(({ event }) => event === 'LONG_PRESS');
