import { constantOf } from '../wire/constants.js';
import type { Core } from './core.js';

/** What the wearer has chosen in the settings of the watch; numbers are the constants of `@zos/settings`. */
export type Preferences = {
  dateFormat: number;
  timeFormat: number;
  distanceUnit: number;
  weightUnit: number;
  temperatureUnit: number;
  /** How much larger than usual the wearer wants texts to be; steps of real watches are not documented. */
  textScale: number;
  /** 0 where none is set. */
  weightTarget: number;
  /** Minutes, 0 where none is set. */
  sleepTarget: number;
};

export const preferred = (): Preferences => ({
  dateFormat: constantOf('@zos/settings', 'DATE_FORMAT_YMD'),
  timeFormat: constantOf('@zos/settings', 'TIME_FORMAT_24'),
  distanceUnit: constantOf('@zos/settings', 'DISTANCE_UNIT_METRIC'),
  weightUnit: constantOf('@zos/settings', 'WEIGHT_UNIT_KILOGRAM'),
  temperatureUnit: constantOf('@zos/settings', 'TEMPERATURE_UNIT_CENTIGRADE'),
  textScale: 1,
  weightTarget: 0,
  sleepTarget: 0,
});

/** The getters of `@zos/settings` that read a preference. `getLanguage` belongs to the texts. */
export function addPreferences(core: Core, chosen: Preferences): void {
  core.ops.add('@zos/settings', {
    getDateFormat: () => chosen.dateFormat,
    getTimeFormat: () => chosen.timeFormat,
    getDistanceUnit: () => chosen.distanceUnit,
    getWeightUnit: () => chosen.weightUnit,
    getTemperatureUnit: () => chosen.temperatureUnit,
    getWeightTarget: () => chosen.weightTarget,
    getSleepTarget: () => chosen.sleepTarget,
  });
}
