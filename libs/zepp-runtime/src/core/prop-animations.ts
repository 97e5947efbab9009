import { asNumber, asObject, asText, type Json, type JsonObject } from '../wire/json.js';
import type { LiveWidget } from './live-widget.js';
import type { Callback } from './realm.js';
import type { Appointment, Scheduler } from './scheduler.js';

type Step = { prop: string; from: number; to: number; ms: number; after: number; rate: string };
type Status = 'START' | 'PAUSE' | 'RESUME' | 'STOP';

/** Documented: only these can be animated. */
const ANIMATED = new Set(['x', 'y', 'w', 'h', 'alpha']);
const DEFAULT_FPS = 25;
/** More at once than any page needs; a program may not fill the clock. */
const MOST = 200;

/** A falling ball: four hops, each lower than the one before. */
function bounce(t: number): number {
  for (const [until, middle, rest] of [
    [1 / 2.75, 0, 0],
    [2 / 2.75, 1.5 / 2.75, 0.75],
    [2.5 / 2.75, 2.25 / 2.75, 0.9375],
  ] as const) {
    if (t < until) return 7.5625 * (t - middle) ** 2 + rest;
  }
  return 7.5625 * (t - 2.625 / 2.75) ** 2 + 0.984375;
}

const CURVES: Record<string, (t: number) => number> = {
  easein: (t) => t * t,
  easeout: (t) => t * (2 - t),
  easeinout: (t) => (t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t)),
  bounce,
};
const curveOf = (rate: string) =>
  (Object.hasOwn(CURVES, rate) ? CURVES[rate] : undefined) ?? ((t: number) => t);

function stepsOf(config: JsonObject): Step[] {
  const given = Array.isArray(config.anim_steps) ? config.anim_steps : [];
  return given
    .map(asObject)
    .map((step) => ({
      prop: asText(step.anim_prop).toLowerCase(),
      from: asNumber(step.anim_from),
      to: asNumber(step.anim_to),
      ms: Math.max(0, asNumber(step.anim_duration)),
      after: Math.max(0, asNumber(step.anim_offset)),
      rate: asText(step.anim_rate),
    }))
    .filter(({ prop }) => ANIMATED.has(prop));
}

/** One animation of a widget's properties, played by the watch's clock. */
class PropAnimation {
  status: Status = 'STOP';
  private played = 0;
  private rounds = 0;
  private began = 0;
  private next: Appointment | undefined;
  private readonly steps: Step[];
  private readonly config: JsonObject;
  private readonly widget: LiveWidget;
  private readonly scheduler: Scheduler;
  private readonly ended: () => void;

  constructor(widget: LiveWidget, config: JsonObject, around: { scheduler: Scheduler; ended: () => void }) {
    this.widget = widget;
    this.config = config;
    this.scheduler = around.scheduler;
    this.ended = around.ended;
    this.steps = stepsOf(config);
    if (config.anim_auto_start !== 0) this.order('START');
  }

  order(status: Status): void {
    if (status === 'START' && this.status === 'STOP') {
      this.played = 0;
      this.rounds = 0;
      this.run('START');
    } else if (status === 'RESUME' && this.status === 'PAUSE') this.run('RESUME');
    else if (status === 'PAUSE' && this.runs) this.halt('PAUSE');
    else if (status === 'STOP') this.halt('STOP');
  }

  private get runs(): boolean {
    return this.status === 'START' || this.status === 'RESUME';
  }

  private get length(): number {
    return Math.max(0, ...this.steps.map(({ ms, after }) => ms + after));
  }

  private run(status: Status): void {
    this.status = status;
    this.began = this.scheduler.now - this.played;
    this.play();
  }

  private halt(status: Status): void {
    if (this.runs) this.played = this.scheduler.now - this.began;
    this.status = status;
    this.scheduler.cancel(this.next);
  }

  private play(): void {
    this.played = Math.min(this.length, this.scheduler.now - this.began);
    for (const { prop, from, to, ms, after, rate } of this.steps) {
      if (this.played < after) continue;
      const share = ms <= 0 ? 1 : Math.min(1, (this.played - after) / ms);
      this.widget.props[prop] = Math.round(from + (to - from) * curveOf(rate)(share));
    }
    this.callback('anim_frame_func');
    if (!this.runs) return;
    if (this.played >= this.length) {
      this.round();
      return;
    }
    const frame = Math.round(1_000 / Math.max(1, Math.min(60, asNumber(this.config.anim_fps, DEFAULT_FPS))));
    this.next = this.scheduler.after(Math.min(frame, this.length - this.played), this.widget.scope, () =>
      this.play(),
    );
  }

  /** `anim_repeat`: 0 plays once, a number so many times, -1 without end. */
  private round(): void {
    this.rounds += 1;
    const wanted = asNumber(this.config.anim_repeat);
    if (wanted > 0) this.callback('anim_repeat_func');
    if (!this.runs) return;
    if (wanted < 0 || this.rounds < wanted) {
      this.played = 0;
      const now = this.scheduler.now;
      this.next = this.scheduler.after(this.length === 0 ? 40 : 1, this.widget.scope, () => {
        this.began = now;
        this.play();
      });
      return;
    }
    this.status = 'STOP';
    this.callback('anim_complete_func');
    if (this.config.anim_auto_destroy !== 0) this.ended();
  }

  private callback(name: string): void {
    const found: Callback | undefined = this.widget.scope.callback(this.config[name]);
    found?.invoke();
  }
}

/** Animations of properties: `prop.ANIM` starts one and answers its number, `prop.ANIM_STATUS` directs it. */
export class PropAnimations {
  private readonly all = new Map<number, { of: LiveWidget; animation: PropAnimation }>();
  private last = 0;
  private readonly scheduler: Scheduler;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  start(of: LiveWidget, config: Json): number {
    if (this.all.size >= MOST) return 0;
    this.last += 1;
    const id = this.last;
    let gone = false;
    const ended = () => {
      gone = true;
      this.all.delete(id);
    };
    const animation = new PropAnimation(of, asObject(config), { scheduler: this.scheduler, ended });
    if (!gone) this.all.set(id, { of, animation });
    return id;
  }

  /** `{anim_id, anim_status}`; one that is over is left alone. */
  direct(order: Json): boolean {
    const { anim_id, anim_status } = asObject(order);
    const found = this.all.get(asNumber(anim_id));
    found?.animation.order(asText(anim_status) as Status);
    return found !== undefined;
  }

  statusOf(id: Json): string {
    return this.all.get(asNumber(id))?.animation.status ?? 'UNKNOW';
  }

  /** A widget is gone, and its animations with it. */
  gone(widget: LiveWidget): void {
    for (const [id, { of, animation }] of this.all) {
      if (of !== widget) continue;
      animation.order('STOP');
      this.all.delete(id);
    }
  }
}
