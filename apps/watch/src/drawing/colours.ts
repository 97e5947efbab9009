/** On a black ground; every pair with it has a contrast of at least 4.5 to 1, the dim ones 3 to 1. */
export const colours = {
  ground: 0x000000,
  ink: 0xf5f2e9,
  quiet: 0x9fa7a3,
  faint: 0x2b3231,
  panel: 0x17201f,
  work: 0x4fd1a5,
  rest: 0x6fb3ff,
  ready: 0xffc24b,
  warn: 0xff8f6b,
} as const;
