import { asNumber } from '../../wire/json.js';
import type { OpCall } from '../core.js';
import type { Board } from './board.js';
import { DayRecord, midnightOf } from './day-record.js';

/** Plain counters: class by the reading it tells. */
const COUNTERS = {
  step: 'Step',
  calorie: 'Calorie',
  distance: 'Distance',
  stand: 'Stand',
  fatBurning: 'FatBurning',
  battery: 'Battery',
  wear: 'Wear',
} as const;

function addCounters(board: Board): void {
  for (const [name, sensor] of Object.entries(COUNTERS)) {
    const read = () => board.senses[name as keyof typeof COUNTERS] as Record<string, number>;
    board.add(sensor, {
      getCurrent: () => read().current,
      getTarget: () => read().target,
      getStatus: () => read().status,
      ...board.pair(name),
    });
  }
}

/** `getCurrent` has something to tell only while some program measures (documented for `onCurrentChange`). */
function addHeartRate(board: Board): void {
  const { senses, listeners } = board;
  const record = new DayRecord(board.wall);
  board.onSet('heartRate.last', () => record.add(senses.heartRate.last));
  board.add('HeartRate', {
    getCurrent: () => (listeners.any('heartRate.current') ? senses.heartRate.current : 0),
    getLast: () => senses.heartRate.last,
    getResting: () => senses.heartRate.resting,
    getToday: () => record.slots(1),
    getDailySummary: () => {
      const { at = 0, value = 0 } = record.highest ?? {};
      return { maximum: { hr_value: value, time: Math.floor(at / 1_000) } };
    },
    getAFibRecord: () => senses.heartRate.afib,
    ...board.pair('heartRate.current', 'CurrentChange'),
    ...board.pair('heartRate.last', 'LastChange'),
    ...board.pair('heartRate.resting', 'RestingChange'),
  });
}

function addStress(board: Board): void {
  const { senses } = board;
  const record = new DayRecord(board.wall);
  board.onSet('stress.value', () => record.add(senses.stress.value));
  const byHour = () => {
    const midnight = Math.floor(midnightOf(board.wall) / 1_000);
    const today = record.hours();
    return Array.from({ length: 7 * 24 }, (_, hour) => ({
      second: midnight + (hour - 6 * 24) * 3_600,
      stress: today[hour - 6 * 24] ?? 0,
    }));
  };
  board.add('Stress', {
    getCurrent: () => ({ value: senses.stress.value, time: Math.floor((record.last?.at ?? 0) / 1_000) }),
    getToday: () => record.slots(1),
    getTodayByHour: () => record.hours(),
    getLastWeek: () => [record.today, ...senses.stress.lastWeek].slice(0, 7),
    getLastWeekByHour: byHour,
    ...board.pair('stress'),
  });
}

function addTemperature(board: Board): void {
  const record = new DayRecord(board.wall);
  board.onSet('bodyTemperature.current', () => record.add(board.senses.bodyTemperature.current));
  board.add('BodyTemperature', {
    getCurrent: () => ({
      current: board.senses.bodyTemperature.current,
      time: Math.floor((record.last?.at ?? 0) / 1_000),
    }),
    // A value for every five minutes of the day.
    getToday: () => [...record.slots(5), ...new Array<number>(288).fill(0)].slice(0, 288),
  });
}

function addWorkout(board: Board): void {
  const workout = () => board.senses.workout;
  board.add('Workout', {
    getStatus: () => {
      const { vo2Max, trainingLoad, fullRecoveryTime } = workout();
      return { vo2Max, trainingLoad, fullRecoveryTime };
    },
    getHistory: () => workout().history,
    getUserHrZoneSettings: () => workout().heartZones,
    getWorkoutTrackNavInfo: () => workout().navigation,
  });
}

/** Minutes between the system's own updates of what programs see of the night. */
const SLEEP_UPDATE_MINUTES = 30;
/** Numbers of the stages as firmware of OS 1.0 had them; programs are to ask for them. */
const STAGES = { WAKE_STAGE: 7, REM_STAGE: 8, LIGHT_STAGE: 4, DEEP_STAGE: 5 };

/** What a program sees of the night is what was known at the system's last update, or at its own `updateInfo`. */
function addSleep(board: Board): void {
  const { sleep } = board.senses;
  let shown = { ...sleep };
  let known = { ...sleep, at: board.wall.now };
  const update = () => {
    const span = SLEEP_UPDATE_MINUTES * 60_000;
    if (known.at <= board.wall.now - (board.wall.now % span)) shown = known;
    return shown;
  };
  const note = () => {
    update();
    known = { ...sleep, at: board.wall.now };
  };
  for (const field of ['info', 'stages', 'naps']) board.onSet(`sleep.${field}`, note);
  board.add('Sleep', {
    updateInfo: () => {
      shown = known;
    },
    getInfo: () => update().info,
    getStage: () => update().stages,
    getNap: () => update().naps,
    getStageConstantObj: () => STAGES,
    getSleepingStatus: () => sleep.sleeping,
  });
}

function addPai(board: Board): void {
  board.add('Pai', {
    getTotal: () => board.senses.pai.total,
    getToday: () => board.senses.pai.today,
    getLastWeek: () => [board.senses.pai.today, ...board.senses.pai.lastWeek].slice(0, 7),
  });
}

/** How long a measurement of the blood's oxygen takes, and when it gives up; nobody documents it. */
const OXYGEN_MS = 30_000;
const IDLE = 0;
const MEASURING = 1;
const SUCCESS = 2;
const NOT_WORN = 4;
const TIMEOUT = 5;

/** A measurement that a program starts; another start or `stop` ends it. */
function addBloodOxygen(board: Board): void {
  const record = new DayRecord(board.wall);
  const run = {};
  let result = { value: 0, time: 0, retCode: IDLE };
  const settle = (retCode: number, value = 0) => {
    result = { value, time: board.seconds, retCode };
    if (retCode === SUCCESS) record.add(value);
    board.listeners.tell('bloodOxygen.result');
  };
  const measure = () => {
    const { value } = board.senses.bloodOxygen;
    if (board.senses.wear.status === 0) settle(NOT_WORN);
    else settle(value > 0 ? SUCCESS : TIMEOUT, value);
  };
  const { scheduler } = board.core;
  const stop = () => {
    scheduler.cancelAllOf(run);
    if (result.retCode === MEASURING) result = { ...result, retCode: IDLE };
  };
  const start = ({ scope }: OpCall) => {
    stop();
    result = { value: 0, time: 0, retCode: MEASURING };
    scheduler.after(board.senses.wear.status === 0 ? 0 : OXYGEN_MS, run, measure);
    scope.atEnd(stop);
  };
  board.add('BloodOxygen', {
    start,
    stop,
    getCurrent: () => result,
    getLastDay: () => record.lastDay(),
    getLastFewHour: ({ args: [hours] }) =>
      record
        .since(board.wall.now - asNumber(hours) * 3_600_000)
        .map(({ at, value }) => ({ spo2: value, time: Math.floor(at / 1_000) })),
    ...board.pair('bloodOxygen.result'),
  });
}

/** What the body tells. */
export function addHealth(board: Board): void {
  addCounters(board);
  addHeartRate(board);
  addStress(board);
  addTemperature(board);
  addWorkout(board);
  addSleep(board);
  addPai(board);
  addBloodOxygen(board);
}
