import type { Instant } from './scheduler.js';
import type { Question } from './service-slot.js';
import type { WatchParts } from './watch-parts.js';
import type { ZoneRules } from './zone.js';

type Enter = <T>(run: (parts: WatchParts) => T) => T;
const enterOf =
  (parts: WatchParts): Enter =>
  (run) =>
    parts.clockwork.enter(() => run(parts));

/** `watch.clock`: what the watch shows, and setting it. The world's time, `watch.now()`, goes on undisturbed. */
export class ClockByHand {
  private readonly parts: WatchParts;
  private readonly enter: Enter;

  constructor(parts: WatchParts) {
    this.parts = parts;
    this.enter = enterOf(parts);
  }

  get now(): Instant {
    return this.parts.core.wall.now;
  }

  get zone(): ZoneRules {
    return this.parts.core.wall.zone;
  }

  /** The clock jumps. Durations that run do not notice; alarms for a time of day do. */
  set(to: Instant): void {
    this.enter(({ core }) => core.wall.set(to));
  }

  setZone(zone: ZoneRules): void {
    this.enter(({ core }) => core.wall.setZone(zone));
  }
}

/** `watch.cards`: shortcut cards and secondary widgets, as the wearer handles them. */
export class CardsByHand {
  private readonly parts: WatchParts;
  private readonly enter: Enter;

  constructor(parts: WatchParts) {
    this.parts = parts;
    this.enter = enterOf(parts);
  }

  /** What the package offers. */
  list(): { path: string; kind: 'card' | 'secondary'; name: string; added: boolean }[] {
    const { declared } = this.parts.cards;
    return declared.map(({ path, kind, name = '', added }) => ({ path, kind, name, added }));
  }

  /** Address of the one in front. */
  get shown(): string | undefined {
    return this.parts.cards.front?.path;
  }

  /** Throws `NoCard` with a sentence where the watch or the package has none. */
  add(path: string): void {
    this.enter(({ cards }) => cards.add(path));
  }

  /** The wearer leaves the program, if it is open, and looks at the card; it is drawn and can be tapped. */
  show(path: string): void {
    this.enter(({ cards, program, screen }) => {
      program.leave();
      screen.turnOn();
      cards.show(path);
    });
  }

  leave(): void {
    this.enter(({ cards }) => cards.leave());
  }

  remove(path: string): void {
    this.enter(({ cards }) => cards.remove(path));
  }
}

/** `watch.background`: the one place for a continuous service, which other programs want too. */
export class BackgroundByHand {
  private readonly parts: WatchParts;
  private readonly enter: Enter;

  constructor(parts: WatchParts) {
    this.parts = parts;
    this.enter = enterOf(parts);
  }

  /** What the wearer is asked when two services want the place. */
  get question(): Question | undefined {
    return this.parts.services.slot.question;
  }

  choose(winner: 'asking' | 'holding'): void {
    this.enter(({ services }) => services.slot.choose(winner));
  }

  /** Another program's service takes the place; ours, if it runs, is ended. */
  occupy(name: string): void {
    this.enter(({ services }) => services.slot.occupy(name));
  }

  /** The other program's service has ended. */
  free(): void {
    this.parts.services.slot.other = undefined;
  }

  /** The system ends our continuous service, unheard, as watches do with one that uses too much. */
  end(): void {
    this.enter(({ services }) => services.slot.end());
  }

  /** What the next `start` answers instead of trying: 2 state, 4 memory, 5 not supported, 6 prohibited. */
  refuseNext(answer: 2 | 4 | 5 | 6): void {
    this.parts.services.refusal = answer;
  }
}
