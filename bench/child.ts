import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '..');

/** A process of its own that speaks in lines of JSON: one when it is ready, then one for each line it is sent. */
export class Child<Ready extends object> {
  private readonly answers: ((line: object) => void)[] = [];

  private constructor(
    private readonly process: ChildProcess,
    lines: Interface,
    readonly ready: Ready,
  ) {
    lines.on('line', (line) => this.answers.shift()?.(JSON.parse(line) as object));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  static async start<Ready extends object>(file: string, settings: object): Promise<Child<Ready>> {
    const args = ['--expose-gc', '--import', 'tsx', path.join(root, 'bench', file), JSON.stringify(settings)];
    const env = { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'apps/server/tsconfig.json') };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const ready = await new Promise<Ready>((resolve, reject) => {
      lines.once('line', (line) => resolve(JSON.parse(line) as Ready));
      child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
    });
    return new Child(child, lines, ready);
  }

  ask<Answer extends object>(question: object): Promise<Answer> {
    return new Promise((resolve) => {
      this.answers.push((line) => resolve(line as Answer));
      this.process.stdin?.write(`${JSON.stringify(question)}\n`);
    });
  }

  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdin?.end();
    await gone;
  }
}

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
