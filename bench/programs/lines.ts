import { createInterface } from 'node:readline';

/** The other side: says that it is ready, answers each line, and ends when its input does. */
export function serveLines(
  ready: object,
  answer: (question: Record<string, unknown>) => Promise<object>,
  end: () => Promise<void>,
): void {
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => void answer(JSON.parse(line) as Record<string, unknown>).then(say));
  lines.on('close', () => void end().then(() => process.exit(0)));
  say(ready);
}

/** What every server tells of itself when asked. */
export function usage(): object {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  return { cpuMicros: user + system, rss: process.memoryUsage.rss() };
}
