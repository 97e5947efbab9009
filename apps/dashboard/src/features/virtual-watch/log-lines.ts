import type { LogLine } from '@plumbline/zepp-runtime/browser';

/** Who speaks, in words. */
export const WHERE: Record<string, string> = {
  app: 'watch',
  service: 'service',
  side: 'phone',
  settings: 'phone page',
  runtime: 'runtime',
};

export type LogFilter = { words: string; realm: string; faultsOnly: boolean };

export const filtered = (lines: readonly LogLine[], { words, realm, faultsOnly }: LogFilter): LogLine[] =>
  lines.filter(
    (line) =>
      (realm === '' || line.realm === realm) &&
      (!faultsOnly || line.level === 'error' || line.level === 'warn') &&
      line.text.toLowerCase().includes(words.toLowerCase()),
  );

/** By the clock of the person, which the watch has too. */
export const timeOf = (at: number): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toTimeString().slice(0, 8);
};

export const lineText = ({ at, realm, level, text }: LogLine): string =>
  `${new Date(at).toISOString()} ${realm} ${level} ${text}`;
