export const LOG = Symbol('log');

export type LogLevel = 'info' | 'warn' | 'error';
/** Facts that may be written down: never a token, a code, a password or a body. */
export type LogFacts = Record<string, string | number | boolean | undefined>;
export type Log = (level: LogLevel, event: string, facts?: LogFacts) => void;

/** One JSON line for each event. */
export const makeLog =
  (write: (line: string) => void, now: () => number): Log =>
  (level, event, facts = {}) =>
    write(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...facts }));

export const silentLog: Log = () => undefined;
