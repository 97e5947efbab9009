import { asText } from '../wire/json.js';
import { members } from '../wire/members.js';
import type { Core } from './core.js';
import type { Senses } from './senses.js';
import { Board, type SensorSettings } from './sensing/board.js';
import { addHealth } from './sensing/health.js';
import { addMotion } from './sensing/motion.js';
import { Place } from './sensing/place.js';
import { Sounds } from './sensing/sounds.js';
import { addSport } from './sensing/sport.js';
import { addTime } from './sensing/time.js';

export { calm, type Senses } from './senses.js';

/** All classes of `@zos/sensor` but the vibrator and the screen. A change of a reading is told to those who listen. */
export class Sensors {
  readonly sounds: Sounds;
  private readonly board: Board;

  constructor(core: Core, settings: SensorSettings) {
    this.board = new Board(core, settings);
    addHealth(this.board);
    addMotion(this.board);
    addTime(this.board);
    addSport(this.board);
    new Place(this.board);
    this.sounds = new Sounds(this.board);
    this.board.add('Screen', { getLight: () => this.senses.light.lux });
    core.ops.add('@zos/sensor', {
      checkSensor: ({ args: [name] }) =>
        asText(name) in (members['@zos/sensor']?.classes ?? {}) && this.board.has(asText(name)),
    });
  }

  get senses(): Senses {
    return this.board.senses;
  }

  /** Changes some readings of one sensor. */
  set<K extends keyof Senses>(sensor: K, change: Partial<Senses[K]>): void {
    this.board.set(sensor, change);
  }
}
