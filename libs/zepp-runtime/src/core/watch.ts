import { drawScreen } from '../picture/draw.js';
import type { Json } from '../wire/json.js';
import type { Alarm } from './alarms.js';
import type { Speed } from './clockwork.js';
import type { Direction, KeyName, KeyPress } from './input.js';
import type { Link } from './link.js';
import type { LogLine } from './log.js';
import { findText, scrollRange, textPlaces, treeOf } from './look.js';
import type { Notification } from './notifications.js';
import type { Instant } from './scheduler.js';
import type { Senses } from './sensors.js';
import type { SystemMode } from './system.js';
import { clickOn, hitAt, pressLongOn } from './touch.js';
import type { MotorPulse } from './vibrator.js';
import type { WatchOptions } from './watch-options.js';
import { assemble, type WatchParts } from './watch-parts.js';
import { WatchPhone } from './watch-phone.js';
import type { WidgetTree } from './widget-tree.js';

/** One key turn of the crown scrolls a page that does not listen by so many pixels a degree. */
const PIXELS_PER_DEGREE = 2;

/** A watch on a wrist and the phone near it, both in the hands of a test, a script or a person. */
export class Watch {
  readonly phone: WatchPhone;
  private readonly parts: WatchParts;
  private readonly toPng: WatchOptions['toPng'];

  constructor(options: WatchOptions) {
    this.parts = assemble(options);
    this.phone = new WatchPhone(this.parts);
    this.toPng = options.toPng;
    this.parts.clockwork.setSpeed(options.speed ?? 'virtual');
  }

  /** Opens the program as the wearer would, on its first page unless one is named. */
  launch(page?: string): void {
    this.enter(({ screen, program }) => {
      screen.turnOn();
      screen.relaunch = false;
      program.launch(page === undefined ? undefined : [{ url: page, params: '' }]);
    });
  }

  /** Whether the program is on the watch's screen, lit or dark, and has not been left or killed. */
  get running(): boolean {
    return this.parts.program.running !== undefined;
  }

  get screenOn(): boolean {
    return this.parts.screen.on;
  }

  /** Addresses of the open pages, the visible one last. */
  get pages(): string[] {
    return this.parts.program.running?.stack.map(({ url }) => url) ?? [];
  }

  /** Files of the services that run now. */
  get services(): string[] {
    return this.parts.services.names;
  }

  /** A tap in screen pixels. A dark screen feels nothing. */
  tap(x: number, y: number): void {
    this.touch(x, y, clickOn);
  }

  longTap(x: number, y: number): void {
    this.touch(x, y, pressLongOn);
  }

  /** Taps the middle of a text, scrolling to it first. Throws when the screen does not show it. */
  tapText(text: string): void {
    const { widgets, program, overlay, core } = this.parts;
    const lit = this.running && this.screenOn;
    const page = lit ? textPlaces(widgets.tree()) : [];
    const place = findText([...page, ...textPlaces(lit ? overlay.nodes() : [])], text);
    if (place === undefined) {
      throw new Error(`no text "${text}" on the screen; there is: ${this.texts().join(' | ')}`);
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

  /** A key. On a dark screen it only wakes; one that the program does not keep does what the system does. */
  press(key: KeyName | number, press: KeyPress = 'click'): void {
    if (!this.screenOn) {
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

  /** Turns the crown; positive is counter-clockwise. */
  turn(degrees: number): void {
    if (!this.screenOn) return;
    this.enter(({ screen, input }) => {
      screen.stir();
      if (!input.crown(degrees)) this.scrollBy(-degrees * PIXELS_PER_DEGREE);
    });
  }

  /** A finger moves over the screen. To the right leads back, up and down scroll, unless the program keeps it. */
  swipe(direction: Direction): void {
    if (!this.screenOn) return;
    this.enter(({ screen, input, program }) => {
      screen.stir();
      if (program.running === undefined || input.gesture(direction)) return;
      if (direction === 'right') program.back();
      if (direction === 'up' || direction === 'down') this.scrollBy(direction === 'up' ? 200 : -200);
    });
  }

  screenOff(): void {
    this.enter(({ screen }) => screen.turnOff());
  }

  /** The wrist falls or a palm covers the screen; nothing happens where the program has paused that. */
  dropWrist(): void {
    this.enter(({ screen, input }) => {
      input.wrist('lower');
      screen.dropWrist();
    });
  }

  coverWithPalm(): void {
    this.enter(({ screen }) => void screen.coverWithPalm());
  }

  /** Lights the screen. A program that was closed comes back only if it asked for that. */
  wake(): void {
    this.enter(({ screen, program, input }) => {
      screen.turnOn();
      input.wrist('lift');
      if (program.running !== undefined || !screen.relaunch || program.last === undefined) return;
      screen.relaunch = false;
      program.launch(program.last.slice(-1));
    });
  }

  /** The program's process dies at once, unheard; what it stored stays. */
  kill(): void {
    this.enter(({ program }) => program.kill());
  }

  /** Everything stops and starts again; alarms without `store` are gone. */
  reboot(): void {
    this.enter(({ program, services, alarms, screen }) => {
      program.kill();
      services.endAll();
      alarms.reboot();
      screen.relaunch = false;
      screen.turnOff();
    });
  }

  /** Opens a notification, or presses one of its buttons. */
  answerNotification(id: number, action?: number): void {
    this.enter(({ notifications, services, program, screen, core }) => {
      const found = notifications.all.get(id);
      const chosen = action === undefined ? undefined : found?.actions[action];
      notifications.all.delete(id);
      if (chosen === undefined) return;
      if (core.program.manifest.module?.['app-service']?.services?.includes(chosen.file) === true) {
        return services.runOnce(chosen.file, chosen.param);
      }
      screen.turnOn();
      program.launch([{ url: chosen.file, params: chosen.param }]);
    });
  }

  /** Lets the watch's time pass. With a virtual clock at once, with a real one as long as it takes. */
  advance(ms: number): Promise<void> {
    return this.parts.clockwork.advance(ms);
  }

  /** Resolves when nothing more happens without time passing. */
  settled(): Promise<void> {
    return this.parts.clockwork.settled();
  }

  setSpeed(speed: Speed): void {
    this.parts.clockwork.setSpeed(speed);
  }

  now(): Instant {
    return this.parts.core.scheduler.now;
  }

  widgets(): WidgetTree {
    return treeOf(this.parts);
  }

  /** What is written on the screen, in drawing order. */
  texts(): string[] {
    return textPlaces(this.widgets().nodes).map(({ text }) => text);
  }

  svg(): string {
    const { device } = this.parts.core.program;
    return drawScreen(this.widgets(), { images: (path) => device[`assets/${path}`] });
  }

  async png(): Promise<Uint8Array> {
    if (this.toPng === undefined) throw new Error('this host cannot make PNGs');
    return this.toPng(this.svg());
  }

  /** When the motor ran, oldest first. */
  get motor(): readonly MotorPulse[] {
    return this.parts.vibrator.log;
  }

  get logs(): readonly LogLine[] {
    return this.parts.logs;
  }

  alarms(): Pick<Alarm, 'id' | 'url' | 'param' | 'at' | 'store'>[] {
    return [...this.parts.alarms.all.values()].map(({ id, url, param, at, store }) => ({
      id,
      url,
      param,
      at,
      store,
    }));
  }

  notifications(): Notification[] {
    return [...this.parts.notifications.all.values()];
  }

  get link(): Link {
    return this.parts.link;
  }

  /** What the program keeps in `LocalStorage`: `storage.get(key)`. */
  get storage(): { get(key: string, path?: string): Json | undefined } {
    return this.parts.storage;
  }

  /** The program's own files by path. */
  get files(): ReadonlyMap<string, Uint8Array> {
    return this.parts.disk.files;
  }

  /** Changes readings of a sensor: `watch.sense('step', {current: 1200})`. */
  sense<K extends keyof Senses>(sensor: K, change: Partial<Senses[K]>): void {
    this.enter(({ sensors }) => sensors.set(sensor, change));
  }

  get mode(): SystemMode {
    return this.parts.system.mode;
  }

  /** Lets the wearer grant a permission such as `device:os.bg_service`. */
  grant(permission: string): void {
    this.parts.services.granted.add(permission);
  }

  close(): void {
    const { program, services, phone, page, clockwork } = this.parts;
    clockwork.close();
    program.kill();
    services.endAll();
    phone.kill();
    page.close();
  }

  private enter(run: (parts: WatchParts) => void): void {
    this.parts.clockwork.enter(() => run(this.parts));
  }

  private touch(x: number, y: number, act: typeof clickOn): void {
    if (!this.screenOn) return;
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
