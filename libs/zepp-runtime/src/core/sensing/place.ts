import { asObject, type Json } from '../../wire/json.js';
import type { OpCall } from '../core.js';
import type { Scope } from '../realm.js';
import type { Instant } from '../scheduler.js';
import type { Board } from './board.js';

/** From the search to the first fix under a free sky, and from reading to reading; a watch takes as long as it takes. */
const FIX_MS = 5_000;
const READING_MS = 1_000;
const POSITIONED = 'A';
const NOT_YET = 'V';

type Search = { since: Instant };

/** Degrees, minutes and seconds, with the side of the world. */
function dms(value: number, [positive, negative]: [string, string]): Json {
  const size = Math.abs(value);
  const degrees = Math.floor(size);
  const minutes = Math.floor((size - degrees) * 60);
  const seconds = Math.round((size - degrees - minutes / 60) * 3_600 * 100) / 100;
  return { direction: value < 0 ? negative : positive, degrees, minutes, seconds };
}

/** The place on earth: searched for from `start` on, by each page on its own. */
export class Place {
  private readonly searches = new Map<Scope, Search>();
  private readonly board: Board;

  constructor(board: Board) {
    this.board = board;
    board.add('Geolocation', {
      start: ({ scope }) => this.start(scope),
      stop: ({ scope }) => this.stop(scope),
      getStatus: ({ scope }) => (this.fixed(scope) ? POSITIONED : NOT_YET),
      getLatitude: (call) => this.coordinate(call, board.senses.geolocation.latitude, ['N', 'S']),
      getLongitude: (call) => this.coordinate(call, board.senses.geolocation.longitude, ['E', 'W']),
      getSetting: () => ({ mode: board.senses.geolocation.mode }),
      getEnabled: () => board.senses.geolocation.enabled,
      ...board.pair('geolocation.reading'),
      ...board.pair('geolocation.gnss', 'GnssChange'),
      ...board.pair('geolocation.enabled', 'EnableChange'),
    });
  }

  private start(scope: Scope): void {
    if (this.searches.has(scope)) return;
    this.searches.set(scope, { since: this.board.core.scheduler.now });
    scope.atEnd(() => this.stop(scope));
    this.next(scope);
  }

  private stop(scope: Scope): void {
    this.searches.delete(scope);
  }

  private next(scope: Scope): void {
    this.board.core.scheduler.after(READING_MS, scope, () => {
      if (!this.searches.has(scope)) return;
      this.next(scope);
      this.board.listeners.tell('geolocation.gnss', this.gnss(scope));
      if (this.fixed(scope)) this.board.listeners.tellScope('geolocation.reading', scope);
    });
  }

  private fixed(scope: Scope): boolean {
    const { satellites, enabled } = this.board.senses.geolocation;
    const since = this.searches.get(scope)?.since;
    return since !== undefined && satellites && enabled && this.board.core.scheduler.now >= since + FIX_MS;
  }

  private coordinate({ scope, args: [option] }: OpCall, value: number, sides: [string, string]): unknown {
    if (!this.fixed(scope)) return undefined;
    return asObject(option).format === 'DMS' ? dms(value, sides) : value;
  }

  /** Eight GPS satellites, or none. */
  private gnss(scope: Scope): Json {
    const count = this.board.senses.geolocation.satellites ? 8 : 0;
    const signal = count === 0 ? 0 : 40;
    return {
      agps_inject_time: 0,
      top4_cn_val: signal,
      is_dualband: 0,
      nb_valid_satellite: count,
      nb_used_satellite: this.fixed(scope) ? count : 0,
      elapsed_time: this.fixed(scope) ? FIX_MS / 1_000 : 0,
      satellite_data:
        count === 0 ? [] : [{ gnss_id: 0, sub_top4_cn_val: signal, nb_valid_satellite: count, gsv_data: [] }],
    };
  }
}
