/** A server as a process of its own on a folder that outlives it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../stage/server-program.js';

const KEPT_LINES = 40;

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  /** The last lines it printed, for whoever has to explain a failure. */
  readonly words: readonly string[];
  /** Sends the signal and resolves to the exit code, or to the signal's name, once the process is gone. */
  end(signal: NodeJS.Signals): Promise<string>;
}

export const gone = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode)
      return resolve(String(child.signalCode ?? child.exitCode));
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
  });

/** Spawns the program; nothing has been read of it yet. */
export function launch(program: string, dataDir: string, env: Record<string, string> = {}): ChildProcess {
  const own = { NODE_OPTIONS: '', HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir };
  return spawn(process.execPath, [program], {
    cwd: root,
    env: { ...process.env, ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Resolves once it says that it has started. Throws with its words when it ends before. */
export function started(child: ChildProcess): Promise<RunningServer> {
  const words: string[] = [];
  const note = (chunk: Buffer) => {
    words.push(...String(chunk).split('\n').filter(Boolean));
    words.splice(0, words.length - KEPT_LINES);
  };
  child.stderr?.on('data', note);
  return new Promise((resolve, reject) => {
    let url: string | undefined;
    const ended = (code: number | null) => reject(new Error(`it ended with ${code}: ${words.join('\n')}`));
    child.once('exit', ended);
    child.stdout?.on('data', (chunk: Buffer) => {
      note(chunk);
      const text = String(chunk);
      url ??= /Plumbline is at (\S+)/.exec(text)?.[1];
      if (url === undefined || !text.includes('"event":"started"')) return;
      child.off('exit', ended);
      resolve({ url, pid: child.pid as number, words, end: (signal) => end(child, signal) });
    });
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<string> {
  const ended = gone(child);
  child.kill(signal);
  return ended;
}
