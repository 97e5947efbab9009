import { drawScreen } from '../picture/draw.js';
import { type Overflow, overflow } from '../picture/overflow.js';
import type { AlarmFacts } from './alarms.js';
import { BackgroundByHand, CardsByHand, ClockByHand } from './by-hand.js';
import type { Speed } from './clockwork.js';
import type { Disk } from './disk.js';
import { Hands } from './hands.js';
import type { Direction, KeyName, KeyPress } from './input.js';
import { Life } from './life.js';
import type { Link } from './link.js';
import type { LogLine } from './log.js';
import { textPlaces, treeOf } from './look.js';
import type { MotorPulse, MotorTimeline } from './motor-timeline.js';
import type { Notification } from './notifications.js';
import { ScenarioPlayer } from './scenario.js';
import type { Instant } from './scheduler.js';
import type { DisplayChoices } from './screen.js';
import type { Senses } from './sensors.js';
import type { Storage } from './storage.js';
import type { SystemMode } from './system.js';
import { SystemByHand } from './system-by-hand.js';
import type { SystemKeyboard } from './system-keyboard.js';
import type { WatchOptions } from './watch-options.js';
import { assemble, type WatchParts } from './watch-parts.js';
import { WatchPhone } from './watch-phone.js';
import type { WidgetTree } from './widget-tree.js';

/** A watch on a wrist and the phone near it, both in the hands of a test, a script or a person. */
export class Watch {
  readonly phone: WatchPhone;
  private readonly parts: WatchParts;
  /** Fingers and wrist in more detail: `down`, `move`, `up`, `drag`, `hold`. */
  readonly hands: Hands;
  readonly scenario: ScenarioPlayer;
  /** What the watch shows as the time, and setting it. */
  readonly clock: ClockByHand;
  /** Shortcut cards and secondary widgets. */
  readonly cards: CardsByHand;
  /** The one place for a continuous service. */
  readonly background: BackgroundByHand;
  /** Settings, profile and permissions. */
  readonly system: SystemByHand;
  private readonly life: Life;
  private readonly toPng: WatchOptions['toPng'];
  /** The texts on the screen that would not fit their boxes in a font up to 8 % wider than ours. */
  readonly overflows = (): Overflow[] => overflow(this.widgets());

  constructor(options: WatchOptions) {
    this.parts = assemble(options);
    this.phone = new WatchPhone(this.parts);
    this.clock = new ClockByHand(this.parts);
    this.cards = new CardsByHand(this.parts);
    this.background = new BackgroundByHand(this.parts);
    this.system = new SystemByHand(this.parts);
    this.life = new Life(this.parts);
    this.hands = new Hands(this.parts);
    this.scenario = new ScenarioPlayer(this, this.parts);
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

  /** The system's own text input while `createKeyboard` has it open. */
  get keyboard(): SystemKeyboard {
    return this.parts.keyboard;
  }

  /** Name of the system's page that `launchApp` opened in the program's place, such as `SYSTEM_APP_HR`. */
  get systemPage(): string | undefined {
    return this.parts.router.systemPage;
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
    this.hands.tap(x, y);
  }

  longTap(x: number, y: number): void {
    this.hands.longTap(x, y);
  }

  /** Taps the middle of a text, scrolling to it first. Throws when the screen does not show it. */
  tapText(text: string): void {
    this.hands.tapText(text);
  }

  /** A key. On a dark screen it only wakes; one that the program does not keep does what the system does. */
  press(key: KeyName | number, press: KeyPress = 'click'): void {
    this.hands.press(key, press);
  }

  /** Turns the crown; positive is counter-clockwise. */
  turn(degrees: number): void {
    this.hands.turn(degrees);
  }

  /** A finger moves over the screen. To the right leads back, up and down scroll, unless the program keeps it. */
  swipe(direction: Direction): void {
    this.hands.swipe(direction);
  }

  screenOff(): void {
    this.enter(({ screen }) => screen.turnOff());
  }

  /** The wrist falls or a palm covers the screen; nothing happens where the program has paused that. */
  dropWrist(): void {
    this.hands.dropWrist();
  }

  coverWithPalm(): void {
    this.hands.coverWithPalm();
  }

  /** Lights the screen. A program that was closed comes back only if it asked for that. */
  wake(): void {
    this.hands.wake();
  }

  /** The program's process dies at once, unheard; what it stored stays. */
  kill(): void {
    this.life.kill();
  }

  /** Everything stops and starts again; alarms without `store` are gone. */
  reboot(): void {
    this.life.reboot();
  }

  /** The program is removed with all it kept on watch and phone; launching it again installs it anew. */
  uninstall(): void {
    this.life.uninstall();
  }

  /** The system needs memory and ends program and services at once. */
  lowMemory(): void {
    this.life.lowMemory();
  }

  /** A restart that forgets stored alarms too, as updates were seen to. */
  updateSystem(): void {
    this.life.updateSystem();
  }

  /** `systemEvent('event:os.system.sleep_mode', {status: 'enter'})`; false when the program does not listen. */
  systemEvent(name: string, given: Record<string, string | number> | string = {}): boolean {
    return this.life.systemEvent(name, given);
  }

  /** Opens a notification, or presses one of its buttons. */
  answerNotification(id: number, action?: number): void {
    this.life.answer(id, action);
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
    return drawScreen(this.widgets(), { images: this.parts.pictures.find });
  }

  async png(): Promise<Uint8Array> {
    if (this.toPng === undefined) throw new Error('this host cannot make PNGs');
    return this.toPng(this.svg());
  }

  /** When the motor ran, oldest first. */
  get motor(): readonly MotorPulse[] {
    return this.parts.vibrator.log;
  }

  /** When the motor ran and what was asked of it, as plain JSON. */
  motorTimeline(): MotorTimeline {
    return this.parts.vibrator.timeline();
  }

  get logs(): readonly LogLine[] {
    return this.parts.logs;
  }

  alarms(): AlarmFacts[] {
    return this.parts.alarms.facts();
  }

  notifications(): Notification[] {
    return [...this.parts.notifications.all.values()];
  }

  get link(): Link {
    return this.parts.link;
  }

  /** What the program keeps in `LocalStorage`: `storage.get(key)`. */
  get storage(): Storage {
    return this.parts.storage;
  }

  /** Where its files lie: `disk.full = true` lets no more fit. */
  get disk(): Disk {
    return this.parts.disk;
  }

  /** The program's own files by path. */
  get files(): ReadonlyMap<string, Uint8Array> {
    return this.parts.disk.files;
  }

  /** Changes readings of a sensor: `watch.sense('step', {current: 1200})`. */
  sense<K extends keyof Senses>(sensor: K, change: Partial<Senses[K]>): void {
    this.life.sense(sensor, change);
  }

  /** The wearer's choices for the display. */
  get display(): DisplayChoices {
    return this.parts.screen.choices;
  }

  get mode(): SystemMode {
    return this.parts.system.mode;
  }

  /** The watch's language, as `de-DE`; the phone has its own. */
  get language(): string {
    return this.parts.texts.language;
  }

  set language(language: string) {
    this.life.speak(language);
  }

  /** Lets the wearer grant a permission such as `device:os.bg_service`. */
  grant(permission: string): void {
    this.parts.services.granted.add(permission);
  }

  close(): void {
    const { core, process, services, phone, page, clockwork } = this.parts;
    clockwork.close();
    process.die();
    services.endAll();
    phone.kill();
    page.close();
    core.engine.close?.();
  }

  private enter(run: (parts: WatchParts) => void): void {
    this.parts.clockwork.enter(() => run(this.parts));
  }
}
