import type { Instant } from './scheduler.js';

export type LogLevel = 'log' | 'info' | 'warn' | 'error' | 'debug';
/** `realm` is where it was said: `app`, `service`, `side`, `settings`, or `runtime` for the runtime's own remarks. */
export type LogLine = { at: Instant; realm: string; level: LogLevel; text: string };
export type LogSink = (line: LogLine) => void;

const LEVELS: readonly string[] = ['log', 'info', 'warn', 'error', 'debug'];
export const levelOf = (level: unknown): LogLevel =>
  LEVELS.includes(String(level)) ? (level as LogLevel) : 'log';
