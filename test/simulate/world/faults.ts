import type { Chance } from '../chance.js';

/**
 * Everything that can go wrong here, by what it hits: `link` between watch and phone, `net` between phone and server,
 * `page` between dashboard and server, `live` from the server to dashboards and devices.
 */
export const FAULTS = [
  'link-lost',
  'link-late',
  'link-doubled',
  'link-answer-lost',
  'net-lost',
  'net-late',
  'net-doubled',
  'net-reordered',
  'net-answer-lost',
  'net-cut',
  'page-lost',
  'page-late',
  'page-doubled',
  'page-answer-lost',
  'live-lost',
  'live-late',
  'live-doubled',
  'phone-killed',
  'phone-away',
  'watch-killed',
  'watch-killed-inside',
  'watch-torn-write',
  'watch-disk-full',
  'watch-clock',
  'watch-restored',
  'server-killed',
  'server-killed-inside',
  'server-killed-at-commit',
  'server-killed-before-answer',
  'server-disk-full',
  'server-read-only',
  'server-clock',
  'server-rolled-back',
  'dashboard-reloaded',
  'dashboard-asleep',
] as const;
export type Fault = (typeof FAULTS)[number];
export type Hits = Partial<Record<Fault, number>>;

/** How often each fault hits in this run: about half of them not at all, so that runs differ in kind. */
export class Faults {
  readonly hits: Hits = {};
  private readonly share = new Map<Fault, number>();
  private calm = false;

  constructor(private readonly chance: Chance) {
    for (const fault of FAULTS)
      this.share.set(fault, chance.happens(0.55) ? chance.pick([0.04, 0.1, 0.25]) : 0);
  }

  /** Whether the fault hits now; whoever asks lets it happen. */
  strikes(fault: Fault): boolean {
    if (this.calm || !this.chance.happens(this.share.get(fault) ?? 0)) return false;
    this.count(fault);
    return true;
  }

  /** Whether this run knows the fault at all, for what happens to the whole world rather than to a message. */
  knows(fault: Fault): boolean {
    return !this.calm && (this.share.get(fault) ?? 0) > 0;
  }

  count(fault: Fault): void {
    this.hits[fault] = (this.hits[fault] ?? 0) + 1;
  }

  /** From now on nothing goes wrong any more. */
  end(): void {
    this.calm = true;
  }
}
