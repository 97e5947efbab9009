/** What the body, the place and the watch report. Set by hand or by a script; a program sees it through `@zos/sensor`. */
export type Senses = {
  step: { current: number; target: number };
  calorie: { current: number; target: number };
  /** Metres. */
  distance: { current: number };
  /** Hours with some standing. */
  stand: { current: number; target: number };
  /** Minutes. */
  fatBurning: { current: number; target: number };
  /** `last` is what a single measurement found; `current` is told only while a program measures. */
  heartRate: { current: number; last: number; resting: number; afib: AFib[] };
  pai: { total: number; today: number; lastWeek: number[] };
  /** What a measurement will find; 0 finds nothing. */
  bloodOxygen: { value: number };
  stress: { value: number; lastWeek: number[] };
  /** 0 not worn, 1 worn, 2 moving, 3 unsure. */
  wear: { status: number };
  sleep: { info: SleepInfo; stages: SleepStage[]; naps: Nap[]; sleeping: number };
  bodyTemperature: { current: number };
  workout: Workouts;
  /** What the running workout tells: `shown` by the names of `sport_data`, `data` by the types of `getSportData`. */
  sport: { shown: Record<string, string>; data: Record<string, string> };
  weather: Forecast;
  worldClock: { cities: City[] };
  /** Festivals and the lunar calendar are what is said here; the runtime computes neither. */
  calendar: Almanac;
  battery: { current: number };
  /** Lux around the watch. */
  light: { lux: number };
  /** hPa and metres. */
  barometer: { airPressure: number; altitude: number };
  /** Degrees from north, clockwise. */
  compass: { angle: number; calibrated: boolean };
  /** Degrees per second. */
  gyroscope: Axes;
  /** cm/s²; at rest on a table the earth pulls along z. */
  accelerometer: Axes;
  /** `satellites` false: under a roof, there is never a fix. `enabled`: the wearer lets programs know the place. */
  geolocation: { latitude: number; longitude: number; satellites: boolean; mode: number; enabled: boolean };
  systemSounds: { enabled: boolean };
  buzzer: { enabled: boolean; strength: number };
};

type Axes = { x: number; y: number; z: number };
type AFib = { flag: number; val: number; maxValue: number; minValue: number; time: number; duration: number };
type SleepInfo = { score: number; deepTime: number; startTime: number; endTime: number; totalTime: number };
type SleepStage = { model: number; start: number; stop: number };
type Nap = { length: number; start: number; stop: number };
type Day = { high: number; low: number; index: number };
type Moment = { hour: number; minute: number };
export type Forecast = {
  cityName: string;
  days: Day[];
  /** Today's first. */
  sun: { sunrise: Moment; sunset: Moment }[];
};
export type City = { city: string; cityCode: string; timeZoneHour: number; timeZoneMinute: number };
export type Workouts = {
  vo2Max: number;
  trainingLoad: number;
  fullRecoveryTime: number;
  history: { startTime: number; duration: number }[];
  heartZones: { type: number; rest: number; range: number[] };
  /** What the running navigation tells; undefined when none runs. */
  navigation?: Record<string, number | boolean> | undefined;
};
export type Almanac = {
  festival: string;
  lunarYear: number;
  lunarMonth: number;
  lunarDay: number;
  lunarFestival: string;
  solarTerm: string;
  /** What each day of the month is called. */
  lunarDays: string[];
};

/** What the platform's texts say where there is nothing to say. */
export const INVALID = 'INVALID';

/** Somebody awake, worn watch, at rest, indoors. */
export const calm = (): Senses => ({
  step: { current: 0, target: 8_000 },
  calorie: { current: 0, target: 300 },
  distance: { current: 0 },
  stand: { current: 0, target: 12 },
  fatBurning: { current: 0, target: 30 },
  heartRate: { current: 0, last: 0, resting: 0, afib: [] },
  pai: { total: 0, today: 0, lastWeek: [0, 0, 0, 0, 0, 0] },
  bloodOxygen: { value: 0 },
  stress: { value: 0, lastWeek: [0, 0, 0, 0, 0, 0] },
  wear: { status: 1 },
  sleep: {
    info: { score: 0, deepTime: 0, startTime: 0, endTime: 0, totalTime: 0 },
    stages: [],
    naps: [],
    sleeping: 0,
  },
  bodyTemperature: { current: 0 },
  workout: {
    vo2Max: 0,
    trainingLoad: 0,
    fullRecoveryTime: 0,
    history: [],
    heartZones: { type: 1, rest: 60, range: [95, 114, 133, 152, 171, 190] },
  },
  sport: { shown: {}, data: {} },
  weather: { cityName: '', days: [], sun: [] },
  worldClock: { cities: [] },
  calendar: {
    festival: INVALID,
    lunarYear: 0,
    lunarMonth: 0,
    lunarDay: 0,
    lunarFestival: INVALID,
    solarTerm: INVALID,
    lunarDays: [],
  },
  battery: { current: 80 },
  light: { lux: 200 },
  barometer: { airPressure: 1_013, altitude: 0 },
  compass: { angle: 0, calibrated: true },
  gyroscope: { x: 0, y: 0, z: 0 },
  accelerometer: { x: 0, y: 0, z: 981 },
  geolocation: { latitude: 0, longitude: 0, satellites: false, mode: 0, enabled: true },
  systemSounds: { enabled: true },
  buzzer: { enabled: true, strength: 1 },
});
