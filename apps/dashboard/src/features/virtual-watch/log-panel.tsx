import type { LogLine } from '@plumbline/zepp-runtime/browser';

const WHERE: Record<string, string> = {
  app: 'watch',
  service: 'service',
  side: 'phone',
  settings: 'phone page',
};

const timeOf = (at: number): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(11, 19);
};

/** What the program writes to its log, newest first. */
export function LogPanel({ lines }: { lines: readonly LogLine[] }) {
  const recent = [...lines].reverse().slice(0, 100);
  const faults = lines.filter(({ level }) => level === 'error').length;
  return (
    <details class="sheet watch-log">
      <summary>
        Log{' '}
        <span class="soft small">
          {faults === 0 ? `${lines.length} lines` : `${lines.length} lines, ${faults} errors`}
        </span>
      </summary>
      <ol>
        {recent.map((line, index) => (
          <li key={lines.length - index} class={`log-${line.level === 'error' ? 'error' : 'line'}`}>
            <time>{timeOf(line.at)}</time> <b>{WHERE[line.realm] ?? line.realm}</b> {line.text.slice(0, 500)}
          </li>
        ))}
      </ol>
    </details>
  );
}
