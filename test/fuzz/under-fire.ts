/** Starts the process under fire and speaks with it over Node's own channel. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { IN_MEMORY } from '../simulate/disks/disk.js';
import { faultOfText } from './judge.js';
import type { Person, Question } from './stand.js';

const root = path.resolve(import.meta.dirname ?? `${process.cwd()}/test/fuzz`, '..', '..');
type Ready = { url: string; victim: Person; healthy: Person };
/** The program that stands under fire: the real server, or one with a fault planted in it. */
export type Stand = { program: string; env?: Record<string, string> };
const REAL: Stand = { program: 'test/fuzz/stand.ts' };
type Said = { ready?: Ready; id?: number; answer?: unknown; fault?: string };
/** `stallMs` is the longest the process heard nobody since the last look, `cpuMs` what it worked since its start. */
export type Memory = { rss: number; heapUsed: number; cpuMs: number; stallMs: number };

export class UnderFire {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>();
  private questions = 0;
  /** Why it died, once it did. */
  dead: string | undefined;
  /** Lines of its log that hold what was sent, a trace or a failure. */
  readonly badLines: string[] = [];
  private last = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start({ program, env: own }: Stand = REAL): Promise<{ server: UnderFire; ready: Ready }> {
    // No power is cut here: on a disk that others keep busy, flushing alone made the healthy client wait for 10 s.
    const base = existsSync(IN_MEMORY) ? IN_MEMORY : os.tmpdir();
    const folder = mkdtempSync(path.join(base, 'plumbline-fuzz-'));
    const env = { ...process.env, ...own, DATA_DIR: folder, TSX_TSCONFIG_PATH: 'apps/server/tsconfig.json' };
    const args = ['--expose-gc', '--import', 'tsx', program];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const server = new UnderFire(child, folder);
    const ready = await server.listen();
    return { server, ready };
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  ask<T>(question: Question): Promise<T> {
    if (this.dead !== undefined) return Promise.reject(new Error(`the server died: ${this.dead}`));
    this.questions += 1;
    const id = this.questions;
    this.child.send({ id, question });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  async stop(): Promise<void> {
    if (this.dead === undefined) {
      await this.ask('stop').catch(() => undefined);
      const patience = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
      await new Promise<void>((resolve) => {
        if (this.dead !== undefined) resolve();
        else this.child.once('exit', () => resolve());
      });
      clearTimeout(patience);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listen(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      this.child.on('message', (said: Said) => {
        if (said.ready) resolve(said.ready);
        else this.settle(said);
      });
      this.child.stdout?.on('data', (text) => this.readLog(String(text)));
      this.child.stderr?.on('data', (text) => this.readLog(String(text)));
      // A question that meets a broken channel is answered by the exit behind it.
      this.child.on('error', () => undefined);
      this.child.once('exit', (code, signal) => {
        this.dead = `${signal ?? code}`;
        const fault = new Error(`the server ended (${this.dead})\n${this.badLines.slice(-20).join('\n')}`);
        for (const { reject: fail } of this.waiting.values()) fail(fault);
        reject(fault);
      });
    });
  }

  private settle({ id, answer, fault }: Said): void {
    const asked = this.waiting.get(id ?? 0);
    this.waiting.delete(id ?? 0);
    if (fault === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(fault));
  }

  private readLog(text: string): void {
    const lines = `${this.last}${text}`.split('\n');
    this.last = lines.pop() ?? '';
    for (const line of lines) {
      const bad = faultOfText(line) !== undefined || /"level":"error"/.test(line) || !line.startsWith('{');
      if (bad && this.badLines.length < 200) this.badLines.push(line.slice(0, 500));
    }
  }
}
