import { constantOf } from '../../wire/constants.js';
import { asNumber } from '../../wire/json.js';
import type { Op } from '../core.js';
import type { Scope } from '../realm.js';
import type { Appointment } from '../scheduler.js';
import type { Board } from './board.js';

const mode = (name: string) => constantOf('@zos/sensor', `FREQ_MODE_${name}`);
/** How often each mode tells; the platform calls them low, medium and high. */
const PERIOD_MS = new Map([
  [mode('LOW'), 1_000],
  [mode('NORMAL'), 200],
  [mode('HIGH'), 40],
]);

type Run = { next: Appointment };

/** Readings that flow from `start` to `stop`, for each page on its own. */
export class Stream {
  private readonly runs = new Map<Scope, Run>();
  private readonly board: Board;
  private readonly key: string;
  mode = mode('NORMAL');

  constructor(board: Board, key: string) {
    this.board = board;
    this.key = key;
  }

  runsIn(scope: Scope): boolean {
    return this.runs.has(scope);
  }

  get ops(): Record<string, Op> {
    return {
      start: ({ scope }) => this.start(scope),
      stop: ({ scope }) => this.stop(scope),
      setFreqMode: ({ args: [wanted] }) => {
        const found = asNumber(wanted, -1);
        if (PERIOD_MS.has(found)) this.mode = found;
      },
      getFreqMode: () => this.mode,
      ...this.board.pair(this.key),
    };
  }

  private start(scope: Scope): void {
    if (this.runs.has(scope)) return;
    this.runs.set(scope, { next: this.arm(scope) });
    scope.atEnd(() => this.stop(scope));
  }

  private stop(scope: Scope): void {
    this.board.core.scheduler.cancel(this.runs.get(scope)?.next);
    this.runs.delete(scope);
  }

  private arm(scope: Scope): Appointment {
    return this.board.core.scheduler.after(PERIOD_MS.get(this.mode) ?? 0, scope, () => {
      this.runs.set(scope, { next: this.arm(scope) });
      this.board.listeners.tellScope(this.key, scope);
    });
  }
}

const NOTHING = { x: 0, y: 0, z: 0 };

function addAxes(board: Board, [name, sensor]: ['accelerometer' | 'gyroscope', string]): void {
  const stream = new Stream(board, `${name}.reading`);
  board.add(sensor, {
    ...stream.ops,
    getCurrent: ({ scope }) => (stream.runsIn(scope) ? { ...board.senses[name] } : NOTHING),
  });
}

const DIRECTIONS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'];
const directionOf = (angle: number) => DIRECTIONS[Math.round((((angle % 360) + 360) % 360) / 45) % 8];

/** Without calibration, and before `start`, there is no direction. */
function addCompass(board: Board): void {
  const stream = new Stream(board, 'compass.reading');
  const ready = (scope: Scope) => stream.runsIn(scope) && board.senses.compass.calibrated;
  board.add('Compass', {
    ...stream.ops,
    getStatus: ({ scope }) => ready(scope),
    getDirection: ({ scope }) => (ready(scope) ? directionOf(board.senses.compass.angle) : 'INVALID'),
    getDirectionAngle: ({ scope }) => (ready(scope) ? board.senses.compass.angle : 'INVALID'),
  });
}

function addBarometer(board: Board): void {
  board.add('Barometer', {
    getAirPressure: () => board.senses.barometer.airPressure,
    getAltitude: () => board.senses.barometer.altitude,
    ...board.pair('barometer'),
  });
}

/** What the watch feels of its own movement and of the air. */
export function addMotion(board: Board): void {
  addAxes(board, ['accelerometer', 'Accelerometer']);
  addAxes(board, ['gyroscope', 'Gyroscope']);
  addCompass(board);
  addBarometer(board);
}
