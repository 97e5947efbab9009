import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { programOf, root } from './build.js';
import { slowed } from './fsyncs.js';

/** `BENCH_PROFILE=ours` leaves a profile of that program in the folder where it was asked. */
const profileFor = (name: string): string[] =>
  process.env.BENCH_PROFILE === name ? ['--cpu-prof', `--cpu-prof-dir=${process.cwd()}`] : [];

/** As `npm start`, the service and the container start the server. */
export const YOUNG = '--max-semi-space-size=32';
const flagsFor = (name: string): string[] => [...(name === 'ours' ? [YOUNG] : []), ...profileFor(name)];

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

  /** `flushMs` is what each flush to disk takes longer than it would. */
  static async start<Ready extends object>(
    name: string,
    settings: object,
    flushMs = 0,
  ): Promise<Child<Ready>> {
    const args = ['--expose-gc', ...flagsFor(name), programOf(name), JSON.stringify(settings)];
    const env = { ...process.env, NODE_OPTIONS: '' };
    const words = [...(flushMs > 0 ? slowed(flushMs) : []), process.execPath, ...args];
    const child = spawn(words[0] as string, words.slice(1), {
      cwd: root,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const ready = await new Promise<Ready>((resolve, reject) => {
      lines.once('line', (line) => resolve(JSON.parse(line) as Ready));
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
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
