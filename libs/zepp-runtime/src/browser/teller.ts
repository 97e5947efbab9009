import type { LogLine } from '../core/log.js';
import type { MotorPulse } from '../core/motor-timeline.js';
import type { SettingsPart } from '../core/settings-page.js';
import type { Watch } from '../core/watch.js';
import { MOST_SVG, type ToPage, type WatchState } from './messages.js';

const NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
/** More lines in one look are a program that only logs; the page shows the latest. */
const MOST_LINES = 500;

const stateOf = (watch: Watch): WatchState => ({
  notifications: watch.notifications().map(({ id, title, content, actions }) => {
    return { id, title, content, actions: actions.map(({ text }) => text) };
  }),
  alarms: watch.alarms().map(({ at, url }) => ({ at, url })),
  services: [...watch.services],
  phoneRuns: watch.phone.running,
  cards: watch.cards.list(),
  asked: watch.system.permissions.asked,
});

/** Hands the page what has changed since it was last told. */
export class Teller {
  speed = 1;
  private readonly send: (message: ToPage) => void;
  private screen = '';
  private state = '';
  private page = '';
  private pulses = 0;
  private lastPulse = '';
  private drawing = false;
  private saidTooLarge = false;

  constructor(send: (message: ToPage) => void) {
    this.send = send;
  }

  tell(watch: Watch, lines: LogLine[]): void {
    this.tellScreen(watch);
    this.tellMotor(watch.motor);
    const state = stateOf(watch);
    const mark = JSON.stringify(state);
    if (mark !== this.state) this.send({ type: 'state', ...state });
    this.state = mark;
    if (lines.length > 0) this.send({ type: 'log', lines: lines.slice(-MOST_LINES) });
  }

  tellPage(tree: SettingsPart | undefined, settings: Record<string, string>): void {
    const mark = JSON.stringify([tree ?? null, settings]);
    if (mark !== this.page) this.send({ type: 'settings-page', tree, settings });
    this.page = mark;
  }

  /** The page has drawn what it was told, or waits for what comes next. */
  seen(): void {
    this.drawing = false;
  }

  private tellScreen(watch: Watch): void {
    if (this.drawing) return;
    const svg = this.drawable(watch.svg(), watch.now());
    const { running, screenOn: lit } = watch;
    const mark = `${running} ${lit} ${svg}`;
    if (mark === this.screen) return;
    this.screen = mark;
    this.drawing = true;
    this.send({ type: 'screen', svg, texts: watch.texts(), running, lit, at: watch.now() });
  }

  /** A picture that would keep the page busy is said, not shown. */
  private drawable(svg: string, at: number): string {
    if (svg.length <= MOST_SVG) return svg;
    if (!this.saidTooLarge) {
      const text = `the picture of this screen is too large to be shown: ${svg.length} characters of SVG`;
      this.send({ type: 'log', lines: [{ at, realm: 'runtime', level: 'warn', text }] });
    }
    this.saidTooLarge = true;
    return NOTHING;
  }

  /** A stop cuts the last pulse short after it was told, or takes it back. */
  private tellMotor(motor: readonly MotorPulse[]): void {
    const last = JSON.stringify(motor[motor.length - 1] ?? null);
    if (motor.length === this.pulses && last === this.lastPulse) return;
    const from = Math.max(0, Math.min(motor.length, this.pulses) - 1);
    this.send({ type: 'motor', from, pulses: motor.slice(from), speed: this.speed });
    this.pulses = motor.length;
    this.lastPulse = last;
  }
}
