/** The one file that asks what time it is. */
export type Clock = {
  /** Epoch milliseconds of the wall clock. */
  now(): number;
  /** Minutes east of UTC, in effect at `at`. */
  zoneAt(at: number): number;
};

export const clock: Clock = {
  now: () => Date.now(),
  zoneAt: (at) => -new Date(at).getTimezoneOffset(),
};
