export const LOG = Symbol('log');

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** From which on lines are written; `silent` writes none. */
export type LogThreshold = (typeof LOG_LEVELS)[number];
export type LogLevel = Exclude<LogThreshold, 'silent'>;
/** Facts that may be written down: never a token, a code, a password or a body. */
export type LogFacts = Record<string, string | number | boolean | undefined>;
export type Log = (level: LogLevel, event: string, facts?: LogFacts) => void;

/** One JSON line for each event that is important enough. */
export function makeLog(
  write: (line: string) => void,
  now: () => number,
  threshold: LogThreshold = 'info',
): Log {
  const least = LOG_LEVELS.indexOf(threshold);
  return (level, event, facts = {}) => {
    if (LOG_LEVELS.indexOf(level) < least) return;
    write(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...facts }));
  };
}

export const silentLog: Log = () => undefined;
