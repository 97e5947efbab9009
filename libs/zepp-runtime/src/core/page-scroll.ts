import { constantsOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type Json, type JsonObject } from '../wire/json.js';
import { runAnimation } from './animation.js';
import type { Core, OpCall } from './core.js';
import type { LiveWidget } from './live-widget.js';
import type { Callback, Scope } from './realm.js';
import type { Appointment } from './scheduler.js';
import { kindOf } from './widget-kinds/index.js';
import type { Point } from './widget-kinds/kind.js';

type Mode = 'free' | 'vertical' | 'horizontal';
type Calls = { frame?: Callback; complete?: Callback; page?: Callback };

/** How long a smooth turn of a page takes; not documented. */
const TURN_MS = 300;
/** A drag of less than this share of a page falls back. */
const TURN_SHARE = 0.25;
/** The crown turns one page each so many degrees; not documented. */
const DEGREES_A_PAGE = 15;
/** One degree of the crown scrolls a free page so many pixels; not documented. */
const PIXELS_A_DEGREE = 2;

const name = (which: string) => String(constantsOf('@zos/page')[which]);
const MODES: Record<string, Mode> = {
  [name('SCROLL_MODE_FREE')]: 'free',
  [name('SCROLL_MODE_SWIPER')]: 'vertical',
  [name('SCROLL_MODE_SWIPER_HORIZONTAL')]: 'horizontal',
};

/** Where the page of the screen stands: scrolled freely, or turned page by page. */
export class PageScroll {
  /** Pixels, growing as the page moves up and left. */
  top = 0;
  left = 0;
  mode: Mode = 'free';
  /** Page of a swiper, from 0. */
  index = 0;
  count = 1;
  locked = false;
  /** How far a free page reaches below the screen. */
  range: () => number = () => 0;
  private size = 0;
  private crownTurns = true;
  private crownLeft = 0;
  private calls: Calls = {};
  private stopMoving: () => void = () => undefined;
  private turning: Appointment | undefined;
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    core.ops.add('@zos/page', {
      setScrollMode: (call) => this.setMode(call),
      setScrollLock: ({ args: [option] }) => this.lock(asObject(option).lock !== false),
      getScrollTop: () => (this.top === 0 ? 0 : -this.top),
      scrollTo: (call) => this.scrollTo(call),
      swipeToIndex: ({ args: [option] }) => this.swipeTo(option ?? null),
      getSwiperIndex: () => (this.mode === 'free' ? null : this.index + 1),
    });
    // The older names of the same: pages count from 0 where one goes, from 1 where one is.
    core.ops.add('@zos/ui', {
      setScrollView: ({ args: [on, size, count, vertical] }) => {
        if (on !== true) this.setFree();
        else
          this.setSwiper(vertical === false ? 'horizontal' : 'vertical', asNumber(count, 1), asNumber(size));
        return true;
      },
      setLayerScrolling: ({ args: [on] }) => {
        this.locked = on === false;
        return true;
      },
      scrollToPage: ({ args: [index, animation] }) => {
        const animated =
          animation === false ? name('SCROLL_ANIMATION_NONE') : name('SCROLL_ANIMATION_SMOOTH');
        this.swipeTo({ index: asNumber(index, -1), animation: animated });
      },
      getScrollCurrentPage: () => (this.mode === 'free' ? null : this.index + 1),
    });
  }

  /** A new page begins at its top, free and unlocked. */
  endPage(): void {
    this.stopMoving();
    this.core.scheduler.cancel(this.turning);
    Object.assign(this, { top: 0, left: 0, mode: 'free', index: 0, count: 1, size: 0, locked: false });
    Object.assign(this, { calls: {}, crownTurns: true, crownLeft: 0 });
  }

  /** Containers are layers of their own; of them only those that are pages of a swiper move with it. */
  movesWith(widget: LiveWidget): boolean {
    const { full, fixed } = kindOf(widget);
    if (full === true || fixed === true) return false;
    return widget.type !== 'VIEW_CONTAINER' || (this.mode !== 'free' && asNumber(widget.props.page, -1) >= 0);
  }

  /** Where the drawing of a card begins. */
  aside: Point = { x: 0, y: 0 };

  /** How a widget of the page itself is moved on the screen. */
  shiftOf(widget: LiveWidget): Point {
    if (widget.scope.kind !== 'page') return this.aside;
    if (!this.movesWith(widget)) return { x: 0, y: 0 };
    if (widget.type !== 'VIEW_CONTAINER') return { x: -this.left, y: -this.top };
    const offset = asNumber(widget.props.page) * this.size;
    return this.mode === 'vertical' ? { x: 0, y: offset - this.top } : { x: offset - this.left, y: 0 };
  }

  /** Turns the page into a swiper of `count` pages; `size` in pixels along its way. */
  setSwiper(mode: 'vertical' | 'horizontal', count: number, size = 0): void {
    const { width, height } = this.core.device;
    this.mode = mode;
    this.count = Math.max(1, Math.trunc(count));
    this.size = size > 0 ? size : mode === 'vertical' ? height : width;
    this.show(Math.min(this.index, this.count - 1));
  }

  setFree(): void {
    Object.assign(this, { mode: 'free', index: 0, left: 0 });
  }

  /** A finger moves the page; true when it can move that way. */
  drag({ x, y }: Point): boolean {
    if (this.locked || (this.mode === 'horizontal' ? x === 0 : y === 0)) return false;
    if (this.mode === 'free') {
      if (this.range() === 0 && this.top === 0) return false;
      this.moveTo(this.top - y);
      this.calls.frame?.invoke({ type: 0, yoffset: -this.top });
      return true;
    }
    const most = (this.count - 1) * this.size;
    if (this.mode === 'vertical') this.top = Math.max(0, Math.min(most, this.top - y));
    else this.left = Math.max(0, Math.min(most, this.left - x));
    return most > 0;
  }

  /** The finger leaves: a swiper settles on a page. */
  drop(): void {
    if (this.mode === 'free') {
      this.calls.complete?.invoke({ type: 1, yoffset: -this.top });
      return;
    }
    const at = (this.mode === 'vertical' ? this.top : this.left) / this.size;
    const by = at - this.index;
    this.turnTo(
      Math.abs(by) < TURN_SHARE
        ? this.index
        : this.index + Math.sign(by) * Math.ceil(Math.abs(by) - TURN_SHARE),
    );
  }

  /** A quick swipe: a page further in a swiper, `pixels` on a free page. */
  fling(direction: 'up' | 'down' | 'left' | 'right', pixels: number): boolean {
    if (this.locked) return false;
    const forward = direction === 'up' || direction === 'left' ? 1 : -1;
    const lying = direction === 'left' || direction === 'right';
    if (this.mode === 'free') return !lying && this.scrollBy(forward * pixels);
    if (lying !== (this.mode === 'horizontal')) return false;
    const next = this.index + forward;
    if (next < 0 || next >= this.count) return false;
    this.turnTo(next);
    return true;
  }

  /** Counter-clockwise degrees grow; clockwise goes on in the page. */
  crown(degrees: number): void {
    if (this.locked) return;
    if (this.mode === 'free') {
      this.scrollBy(-degrees * PIXELS_A_DEGREE);
      return;
    }
    if (!this.crownTurns) return;
    this.crownLeft -= degrees;
    const pages = Math.trunc(this.crownLeft / DEGREES_A_PAGE);
    this.crownLeft -= pages * DEGREES_A_PAGE;
    if (pages !== 0) this.turnTo(this.index + pages);
  }

  scrollBy(pixels: number): boolean {
    const before = this.top;
    this.moveTo(this.top + pixels);
    if (this.top === before) return false;
    this.calls.frame?.invoke({ type: 1, yoffset: -this.top });
    this.calls.complete?.invoke({ type: 1, yoffset: -this.top });
    return true;
  }

  /** Brings a place of the screen into sight. */
  reveal({ x, y }: Point): void {
    const { width, height } = this.core.device;
    if (this.mode === 'free') {
      if (y < 0 || y >= height) this.moveTo(this.top + y - height / 2);
      return;
    }
    const along = this.mode === 'vertical' ? y : x;
    const away = along < 0 || along >= (this.mode === 'vertical' ? height : width);
    if (away) this.turnTo(this.index + Math.floor(along / this.size));
  }

  private moveTo(top: number): void {
    this.top = Math.max(0, Math.min(Math.max(this.range(), 0), top));
  }

  private show(index: number): void {
    this.index = Math.max(0, Math.min(this.count - 1, index));
    this.top = this.mode === 'vertical' ? this.index * this.size : 0;
    this.left = this.mode === 'horizontal' ? this.index * this.size : 0;
  }

  /** Shows a page; `on_page` hears of it once it stands. */
  private turnTo(index: number, ms = TURN_MS): void {
    const before = this.index;
    this.show(index);
    if (this.index === before) return;
    const { page } = this.calls;
    const told = this.index;
    if (page !== undefined) this.turning = this.core.scheduler.after(ms, this, () => void page.invoke(told));
  }

  private setMode({ scope, args: [option] }: OpCall): boolean {
    const { mode, options } = asObject(option);
    const wanted = MODES[asText(mode)];
    if (wanted === undefined) {
      this.core.remark(`setScrollMode: "${String(mode)}" is no mode`);
      return false;
    }
    const given = asObject(options);
    this.calls = callsOf(scope, asObject(given.modeParams));
    this.crownTurns = asObject(given.modeParams).crown_enable !== false;
    if (wanted === 'free') this.setFree();
    else
      this.setSwiper(
        wanted,
        asNumber(given.count, 1),
        asNumber(wanted === 'vertical' ? given.height : given.width),
      );
    return true;
  }

  /** Documented: unlocking leaves the page free, whatever it was before. */
  private lock(lock: boolean): void {
    this.locked = lock;
    if (!lock) this.setFree();
  }

  private scrollTo({ scope, args: [option] }: OpCall): void {
    const target = -asNumber(option, asNumber(asObject(option).y));
    const config = asObject(option).animConfig;
    this.stopMoving();
    if (config === undefined) {
      this.top = Math.max(0, target);
      return;
    }
    this.glide(scope, Math.max(0, target), asObject(config));
  }

  private glide(scope: Scope, to: number, config: JsonObject): void {
    const from = this.top;
    const done = scope.callback(config.anim_complete_func);
    this.stopMoving = runAnimation(this.core.scheduler, {
      ms: asNumber(config.anim_duration),
      fps: asNumber(config.anim_fps, 25),
      rate: asText(config.anim_rate, 'linear'),
      frame: (share) => {
        this.top = from + (to - from) * share;
      },
      done: () => void done?.invoke(),
    });
  }

  private swipeTo(option: Json): void {
    const { index, animation } = asObject(option);
    const wanted = asNumber(option, asNumber(index, -1));
    if (this.mode !== 'vertical' && this.mode !== 'horizontal') return;
    if (wanted < 0 || wanted >= this.count) return;
    this.turnTo(wanted, animation === name('SCROLL_ANIMATION_NONE') ? 0 : TURN_MS);
  }
}

function callsOf(scope: Scope, params: JsonObject): Calls {
  const [frame, complete, page] = ['scroll_frame_func', 'scroll_complete_func', 'on_page'].map((key) =>
    scope.callback(params[key]),
  );
  return {
    ...(frame && { frame }),
    ...(complete && { complete }),
    ...(page && { page }),
  };
}
