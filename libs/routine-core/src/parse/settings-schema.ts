import * as v from 'valibot';
import { DEFAULT_SETTINGS, type HourRange } from '../documents/index.js';

const DAY_OF_MINUTES = 24 * 60;
const RANGES_A_DAY = 3;

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** 0 is off; else at least `least` minutes. */
const intervalFrom = (least: number) =>
  v.pipe(
    v.number(),
    v.integer(),
    v.check(
      (minutes) => minutes === 0 || (minutes >= least && minutes <= 240),
      `must be 0 for off, or ${least} to 240`,
    ),
  );

/** A range that crosses midnight is read as going on behind its own day. */
const endOf = ({ fromMinute, toMinute }: HourRange): number =>
  toMinute > fromMinute ? toMinute : toMinute + DAY_OF_MINUTES;

const areApart = (ranges: readonly HourRange[]): boolean =>
  ranges.every((one, index) =>
    ranges
      .slice(index + 1)
      .every((other) => endOf(one) <= other.fromMinute || endOf(other) <= one.fromMinute),
  );

const rangeSchema = v.pipe(
  v.looseObject({ fromMinute: whole(0, DAY_OF_MINUTES - 1), toMinute: whole(0, DAY_OF_MINUTES) }),
  v.check(({ fromMinute, toMinute }) => fromMinute !== toMinute, 'must not end where it begins'),
);
const hoursOfDay = v.pipe(
  v.array(rangeSchema),
  v.maxLength(RANGES_A_DAY),
  v.check((ranges) => areApart(ranges), 'has ranges that overlap'),
);

type Defaults = Readonly<Record<string, unknown>>;
/** An object whose fields may be left out; what it says beyond them is kept. */
const withDefaults = (entries: Readonly<Record<string, v.GenericSchema>>, defaults: object) =>
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value), 'must be an object, not a list'),
    v.looseObject(
      Object.fromEntries(
        Object.entries(entries).map(([name, schema]) => [
          name,
          v.optional(schema, (defaults as Defaults)[name]),
        ]),
      ),
    ),
  );

const reminders = withDefaults(
  {
    resetMinutes: intervalFrom(15),
    sittingMinutes: intervalFrom(15),
    aligned: v.boolean(),
    movedSteps: whole(20, 200),
    morningCat: v.boolean(),
    dailyBridges: v.boolean(),
    endOfWork: v.boolean(),
  },
  DEFAULT_SETTINGS.reminders,
);
const quiet = withDefaults(
  { asleep: v.boolean(), doNotDisturb: v.boolean(), theatre: v.boolean(), notWorn: v.boolean() },
  DEFAULT_SETTINGS.quiet,
);
const buzz = withDefaults(
  {
    density: v.picklist(['full', 'normal', 'minimal']),
    strength: v.picklist(['low', 'middle', 'strong', 'quiet-office']),
    flash: v.boolean(),
  },
  DEFAULT_SETTINGS.buzz,
);

/** Settings as a client writes them: every field may be left out, unknown ones are kept. */
export const settingsSchema = withDefaults(
  {
    firstDayOfWeek: whole(1, 7),
    workingHours: v.pipe(v.array(hoursOfDay), v.length(7, 'must have seven days, Monday first')),
    reminders,
    quiet,
    buzz,
    floorLock: v.boolean(),
    watchWrist: v.picklist(['left', 'right']),
    firstSide: v.picklist(['left', 'right']),
    advance: v.picklist(['tempo', 'tap']),
    equipment: v.picklist(['anchor', 'band', 'towel', 'none', 'ask']),
    capMinutes: whole(5, 120),
    language: v.pipe(
      v.string(),
      v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'must be a language tag such as en or pt-BR'),
    ),
    clock: v.picklist(['24h', '12h']),
    textSize: v.picklist(['small', 'middle', 'large']),
  },
  DEFAULT_SETTINGS,
);
