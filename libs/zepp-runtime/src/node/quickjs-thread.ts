import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Engine, EngineRealm, RealmStart } from '../core/engine.js';
import { guestBundle } from '../core/guest-bundle.js';
import type { QuickJsFigures, QuickJsLimits } from '../quickjs/limits.js';
import { threadCode } from './thread-code.js';
import { type FromThread, HOST_SAID, THREAD_SAID, type ToThread } from './thread-protocol.js';

const NOTHING = '{"value":null}';
/** Room for the native stack under QuickJS' own. */
const STACK_MB = 16;

const SILENT = 'it did not give the watch a turn in time';

type Spoken = ToThread & { kind: 'create' | 'eval' | 'dispatch' | 'dispose' | 'figures' };

/** A thread that is spoken to as if it were a function: this side sleeps until it answers, or gives it up. */
class Thread {
  private readonly said = new Int32Array(new SharedArrayBuffer(8));
  private readonly worker: Worker;
  private readonly port: MessagePort;
  readonly starts = new Map<number, RealmStart>();
  alive = true;

  constructor(limits: Partial<QuickJsLimits>) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.unref();
    this.worker = new Worker(threadCode, {
      eval: true,
      workerData: { said: this.said.buffer, limits, guest: guestBundle, from: import.meta.url, port: port2 },
      transferList: [port2],
      stdin: false,
      env: {},
      execArgv: [],
      resourceLimits: { stackSizeMb: STACK_MB },
    });
    // What ends the thread is noticed by the silence; without a listener it would end this process.
    this.worker.on('error', () => this.end(SILENT));
    this.worker.unref();
  }

  /** The thread's answer; undefined when it gave none within `patienceMs` of its own time. */
  ask(message: Spoken, patienceMs: number): { text?: string } | undefined {
    if (!this.alive) return undefined;
    this.speak(message);
    for (;;) {
      const heard = this.alive ? this.listen(patienceMs) : undefined;
      if (heard === undefined || heard.kind === 'failed') return undefined;
      if (heard.kind === 'done') return heard;
      if (heard.kind === 'bridge') this.speak({ kind: 'answer', text: this.bridge(heard) });
      else if (heard.kind === 'unheard') this.starts.get(heard.realm)?.unheard(heard.words);
      else this.starts.get(heard.realm)?.broken(heard.why);
    }
  }

  end(why?: string): void {
    if (!this.alive) return;
    this.alive = false;
    void this.worker.terminate();
    this.port.close();
    if (why !== undefined) for (const start of this.starts.values()) start.broken(why);
    this.starts.clear();
  }

  private bridge({ realm, op, json }: FromThread & { kind: 'bridge' }): string {
    return this.starts.get(realm)?.bridge(op, json) ?? NOTHING;
  }

  private speak(message: ToThread): void {
    if (!this.alive) return;
    this.port.postMessage(message);
    Atomics.add(this.said, HOST_SAID, 1);
    Atomics.notify(this.said, HOST_SAID);
  }

  private listen(patienceMs: number): FromThread | undefined {
    const until = performance.now() + patienceMs;
    for (;;) {
      const seen = Atomics.load(this.said, THREAD_SAID);
      const heard = receiveMessageOnPort(this.port) as { message: FromThread } | undefined;
      if (heard !== undefined) return heard.message;
      const left = until - performance.now();
      if (left <= 0) return undefined;
      Atomics.wait(this.said, THREAD_SAID, seen, left);
    }
  }
}

export type GuardedLimits = Partial<QuickJsLimits> & {
  /** Wall time for one turn, in ms; after it the thread is ended, whatever it is doing. Default 5 s. */
  turnMs?: number;
};

export type GuardedEngine = Engine & {
  figures(): QuickJsFigures[];
  close(): void;
};

/** The first turn waits for the thread's own start too. */
const START_MS = 30_000;

/**
 * QuickJS in a thread of its own: a program can neither hang nor crash this process. Whatever it does – an endless loop, a
 * built-in over 2^53 items, a memory bomb – ends its realm with a line in the log, and the next program starts afresh.
 * Close it, or give it to `createWatch`, which does.
 */
export function quickJsEngine({ turnMs = 5_000, ...limits }: GuardedLimits = {}): GuardedEngine {
  let thread: Thread | undefined;
  let last = 0;
  const current = (): Thread => {
    if (thread?.alive !== true) thread = new Thread(limits);
    return thread;
  };
  const create = (start: RealmStart): EngineRealm => {
    const home = current();
    last += 1;
    const realm = last;
    const ask = (message: Spoken, ms = turnMs): string | undefined => {
      const answer = home.ask(message, ms);
      if (answer === undefined && home.alive) home.end(SILENT);
      return answer?.text;
    };
    home.starts.set(realm, start);
    ask({ kind: 'create', realm, name: start.name, start: start.start }, START_MS);
    return {
      eval: (code, filename) => ask({ kind: 'eval', realm, code, filename }),
      dispatch: (what, json) => ask({ kind: 'dispatch', realm, what, json }) ?? NOTHING,
      dispose: () => {
        ask({ kind: 'dispose', realm });
        home.starts.delete(realm);
      },
    };
  };
  return {
    name: 'quickjs',
    create,
    figures: () => JSON.parse(thread?.ask({ kind: 'figures' }, START_MS)?.text ?? '[]') as QuickJsFigures[],
    close: () => thread?.end(),
  };
}
