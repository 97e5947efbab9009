import { asNumber } from '../../wire/json.js';
import type { Instant } from '../scheduler.js';
import type { Board } from './board.js';

/** What a program let the watch sound. `times` is how often at most; `stopped` when the program ended it. */
export type Sound = {
  at: Instant;
  from: 'speaker' | 'buzzer';
  name: string;
  times: number;
  stopped?: Instant;
};

const numbered = (names: string) =>
  Object.fromEntries(names.split(' ').map((name, i): [string, number] => [name, i + 1]));
const SOUNDS = numbered('ALARM MESSAGE REGULAR ACHIEVE CAMERA ABN_HIGH ABN_LOW SOS');
const BEEPS = numbered('ALARM REMIND_1 REMIND_2 OPERATE SUCCESS FAILURE');

type Source = { sensor: string; from: Sound['from']; names: Record<string, number>; enabled: () => boolean };

/** Speaker and buzzer. Where the model has none, or the wearer has switched it off, nothing sounds. */
export class Sounds {
  readonly log: Sound[] = [];
  private readonly board: Board;

  constructor(board: Board) {
    this.board = board;
    const { senses } = board;
    this.add({
      sensor: 'SystemSounds',
      from: 'speaker',
      names: SOUNDS,
      enabled: () => senses.systemSounds.enabled,
    });
    this.add({ sensor: 'Buzzer', from: 'buzzer', names: BEEPS, enabled: () => senses.buzzer.enabled });
    board.add('Buzzer', { getStrength: () => senses.buzzer.strength });
  }

  private add({ sensor, from, names, enabled }: Source): void {
    const on = () => this.board.has(sensor) && enabled();
    this.board.add(sensor, {
      getEnabled: on,
      isEnabled: on,
      getSourceType: () => names,
      start: ({ args: [type, repeats] }) => {
        const name = Object.keys(names).find((one) => names[one] === asNumber(type, -1));
        if (!on() || name === undefined) return;
        this.stop(from);
        const times = Math.max(0, asNumber(repeats)) + 1;
        this.log.push({ at: this.board.core.scheduler.now, from, name, times });
      },
      stop: () => this.stop(from),
    });
  }

  private stop(from: Sound['from']): void {
    const last = this.log.filter((one) => one.from === from).at(-1);
    if (last !== undefined) last.stopped ??= this.board.core.scheduler.now;
  }
}
