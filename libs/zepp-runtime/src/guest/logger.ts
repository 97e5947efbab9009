import { call, describe } from './bridge.js';

const show = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value === 'object' && value !== null) return describe(value);
  return String(value);
};

/** `%s`, `%d`, `%j` as the platform's logger fills them; the rest is set behind. */
export function formatLine(parts: readonly unknown[]): string {
  const [first, ...rest] = parts;
  if (typeof first !== 'string' || !first.includes('%')) return parts.map(show).join(' ');
  let used = 0;
  const text = first.replace(/%[sdifjoO]/g, (mark) => {
    if (used >= rest.length) return mark;
    const value = rest[used];
    used += 1;
    return show(value);
  });
  return [text, ...rest.slice(used).map(show)].join(' ');
}

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const;
type Line = (...parts: unknown[]) => void;
export type Logger = Record<(typeof LEVELS)[number], Line>;

export function makeLogger(name: string): Logger {
  const line =
    (level: string): Line =>
    (...parts) =>
      void call('log', { level, name, text: formatLine(parts) });
  return Object.fromEntries(LEVELS.map((level) => [level, line(level)])) as Logger;
}
