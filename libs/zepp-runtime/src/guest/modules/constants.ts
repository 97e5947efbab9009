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
  '@zos/user': count('GENDER_MALE GENDER_FEMALE GENDER_UNSPECIFIED'),
  '@zos/page': {
    SCROLL_MODE_FREE: 'free',
    SCROLL_MODE_SWIPER: 'swiper',
    SCROLL_MODE_SWIPER_HORIZONTAL: 'swiper-horizontal',
  },
};
