import { members } from './members.js';

const bits = (names: string, from = 0) =>
  Object.fromEntries(names.split(' ').map((name, i) => [name, 2 ** (i + from)]));
const count = (names: string, from = 0) =>
  Object.fromEntries(names.split(' ').map((name, i) => [name, i + from]));

/**
 * Numbers programs calculate with or store. Where the platform documents a value it is that one; all other constants get
 * their place in the declaration, which is stable but means nothing on a watch.
 */
export const CONSTANTS: Record<string, Record<string, number | string>> = {
  '@zos/alarm': {
    ...count('REPEAT_ONCE REPEAT_MINUTE REPEAT_HOUR REPEAT_DAY REPEAT_WEEK REPEAT_MONTH REPEAT_YEAR'),
    ...bits('WEEK_MON WEEK_TUE WEEK_WED WEEK_THU WEEK_FRI WEEK_SAT WEEK_SUN'),
  },
  '@zos/device': count('SCREEN_SHAPE_SQUARE SCREEN_SHAPE_ROUND'),
  '@zos/fs': {
    O_RDONLY: 0,
    O_WRONLY: 1,
    O_RDWR: 2,
    O_CREAT: 0o100,
    O_EXCL: 0o200,
    O_TRUNC: 0o1000,
    O_APPEND: 0o2000,
  },
  // As the platform documented them for OS 1.0, where programs wrote the numbers themselves.
  '@zos/sensor': {
    VIBRATOR_SCENE_SHORT_LIGHT: 23,
    VIBRATOR_SCENE_SHORT_MIDDLE: 24,
    VIBRATOR_SCENE_SHORT_STRONG: 25,
    VIBRATOR_SCENE_DURATION: 28,
    VIBRATOR_SCENE_DURATION_LONG: 27,
    VIBRATOR_SCENE_STRONG_REMINDER: 9,
    VIBRATOR_SCENE_NOTIFICATION: 0,
    VIBRATOR_SCENE_CALL: 1,
    VIBRATOR_SCENE_TIMER: 5,
    ...count('TIME_HOUR_FORMAT_12 TIME_HOUR_FORMAT_24'),
    ...count('FREQ_MODE_LOW FREQ_MODE_NORMAL FREQ_MODE_HIGH'),
  },
  '@zos/settings': {
    ...count('DATE_FORMAT_YMD DATE_FORMAT_DMY DATE_FORMAT_MDY'),
    ...count('TIME_FORMAT_12 TIME_FORMAT_24'),
    ...count('DISTANCE_UNIT_METRIC DISTANCE_UNIT_IMPERIAL'),
    ...count('WEIGHT_UNIT_KILOGRAM WEIGHT_UNIT_JIN WEIGHT_UNIT_POUND WEIGHT_UNIT_STONE'),
    ...count('TEMPERATURE_UNIT_CENTIGRADE TEMPERATURE_UNIT_FAHRENHEIT'),
  },
  '@zos/user': count('GENDER_MALE GENDER_FEMALE GENDER_UNSPECIFIED'),
  '@zos/page': {
    SCROLL_MODE_FREE: 'free',
    SCROLL_MODE_SWIPER: 'swiper',
    SCROLL_MODE_SWIPER_HORIZONTAL: 'swiper-horizontal',
  },
};

const words = (text: string) => text.split(' ').filter(Boolean);

/** All constants of a module; both sides of the bridge read them here. */
export function constantsOf(module: string): Record<string, number | string> {
  const found = members[module];
  if (found === undefined) return {};
  const given = CONSTANTS[module] ?? {};
  const made: Record<string, number | string> = {};
  words(found.numbers).forEach((name, i) => {
    made[name] = given[name] ?? i + 1;
  });
  for (const name of words(found.texts)) made[name] = given[name] ?? name;
  return made;
}

export const constantOf = (module: string, name: string): number => Number(constantsOf(module)[name] ?? -1);
