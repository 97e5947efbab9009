/** FIT counts seconds from the last day of 1989. */
const EPOCH_AT = Date.UTC(1989, 11, 31);
/** Below it the protocol counts from when the device was switched on; above it there is no second left. */
const LEAST = 0x1000_0000;
const MOST = 0xffff_fffe;
const ZONE_MOST_S = 24 * 3600;

const inRange = (seconds: number): number => Math.min(Math.max(seconds, LEAST), MOST);

/** Whole seconds; a clock that stands outside the protocol's range (1998 to 2126) is written at its edge. */
export const fitTime = (at: number): number =>
  Math.min(inRange(Math.floor((at - EPOCH_AT) / 1000)), MOST - ZONE_MOST_S);

/** The same instant as a clock on the wearer's wall showed it. */
export const fitLocalTime = (at: number, zone: number): number => inRange(fitTime(at) + 60 * zone);

export const instantOfFit = (seconds: number): number => EPOCH_AT + 1000 * seconds;

/** A duration in whole milliseconds, as far as the protocol's field reaches. */
export const fitMs = (ms: number): number => Math.min(Math.max(0, Math.round(ms)), MOST);
