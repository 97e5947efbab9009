export const CLOCK = Symbol('clock');

/** Epoch milliseconds. The server reads the time here only, so that a test can hold it still. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
