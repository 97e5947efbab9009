import { asNumber, asObject, asText, type Json, type JsonObject } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import { MOST_KEPT } from './keeping.js';
import type { Link } from './link.js';
import type { Callback, Realm, Scope } from './realm.js';

/** Where a file is sent from. */
export type End = 'watch' | 'phone';
/** A side of the link that files leave from and arrive at. */
export type FilePlace = {
  read(path: string): Uint8Array | undefined;
  /** False when there is no room. */
  store(path: string, bytes: Uint8Array): boolean;
  /** A file has arrived whole; called after the listeners were told. */
  arrived(): void;
};
type State = 'pending' | 'transferring' | 'transferred' | 'error' | 'canceled';
type Job = {
  id: number;
  from: End;
  realm: Realm;
  fileName: string;
  /** What the sender named, and where it lies at the receiver. */
  sourcePath: string;
  storedPath: string;
  params: Json;
  bytes: Uint8Array;
  size: number;
  state: State;
  loaded: number;
  tries: number;
  followers: { end: End; callback: Callback }[];
};
type Listener = { end: End; event: string; callback: Callback };

/** Bytes of a file that go over in one piece. */
const PIECE = 2_048;
/** So many losses of one piece in a row end the transfer. */
const MOST_TRIES = 8;

const endOf = (scope: Scope): End => (scope.kind === 'side' ? 'phone' : 'watch');
const other = (end: End): End => (end === 'watch' ? 'phone' : 'watch');
const nameIn = (path: string): string => path.split('/').pop() ?? path;

/**
 * Files over the link: one at a time in each direction, the others wait. A piece that is lost is sent again; a link that
 * drops, a full disk and a sender that ends make it an error at both ends, and what arrived of it is thrown away.
 */
export class TransferFiles {
  private readonly jobs = new Map<number, Job>();
  private readonly inboxes: Record<End, Job[]> = { watch: [], phone: [] };
  private listeners: Listener[] = [];
  private last = 0;
  private readonly core: Core;
  private readonly link: Link;
  private readonly places: Record<End, FilePlace>;

  constructor(core: Core, link: Link, places: Record<End, FilePlace>) {
    this.core = core;
    this.link = link;
    this.places = places;
    link.onChange((connected) => this.linkChanged(connected));
    core.ops.add('transfer', {
      enqueue: (call) => this.enqueue(call),
      next: ({ scope }) => this.next(endOf(scope)),
      listen: (call) => this.listen(call),
      unlisten: ({ scope, args: [event] }) => {
        const gone = (one: Listener) => one.callback.scope === scope && one.event === asText(event);
        this.listeners = this.listeners.filter((one) => !gone(one));
      },
      follow: (call) => this.follow(call),
      cancel: ({ args: [id] }) => this.finish(this.jobs.get(asNumber(id)), 'canceled'),
    });
  }

  /** Uninstalled: nothing waits, nothing lies in an inbox. */
  clear(): void {
    for (const job of [...this.jobs.values()]) this.finish(job, 'canceled');
    this.jobs.clear();
    this.inboxes.watch = [];
    this.inboxes.phone = [];
  }

  private enqueue({ scope, args: [path, params] }: OpCall): JsonObject {
    const from = endOf(scope);
    const sourcePath = asText(path);
    const bytes = this.places[from].read(sourcePath);
    this.last += 1;
    const fileName = nameIn(sourcePath);
    const job: Job = {
      id: this.last,
      from,
      realm: scope.realm,
      fileName,
      sourcePath,
      storedPath: `data://download/${fileName}`,
      params: asObject(params),
      bytes: bytes ?? new Uint8Array(0),
      size: bytes?.length ?? 0,
      state: 'pending',
      loaded: 0,
      tries: 0,
      followers: [],
    };
    this.jobs.set(job.id, job);
    const tooMany = this.jobs.size > MOST_KEPT.transfers;
    this.core.scheduler.after(0, this, () => {
      if (bytes === undefined || tooMany) this.finish(job, 'error');
      else this.pump(from);
    });
    return shown(job, from);
  }

  /** Starts the next file of a direction, if none is on its way. */
  private pump(from: End): void {
    if (!this.link.connected) return;
    const mine = [...this.jobs.values()].filter((job) => job.from === from);
    if (mine.some(({ state }) => state === 'transferring')) return;
    const job = mine.find(({ state }) => state === 'pending');
    if (job === undefined) return;
    if (!job.realm.alive) {
      this.finish(job, 'error');
      return;
    }
    this.change(job, 'transferring');
    const inbox = this.inboxes[other(from)];
    inbox.push(job);
    // Nobody takes them: the oldest are forgotten.
    if (inbox.length > MOST_KEPT.transfers) inbox.shift();
    this.tell(other(from), 'newfile');
    this.send(job);
  }

  private send(job: Job): void {
    const size = Math.min(PIECE, job.bytes.length - job.loaded);
    this.link.carry(size, {
      arrived: () => this.pieceArrived(job, size),
      lost: () => this.pieceLost(job),
    });
  }

  private pieceLost(job: Job): void {
    if (isOver(job)) return;
    job.tries += 1;
    if (job.tries >= MOST_TRIES) this.finish(job, 'error');
    else this.send(job);
  }

  private pieceArrived(job: Job, size: number): void {
    if (isOver(job)) return;
    if (!job.realm.alive) {
      this.finish(job, 'error');
      return;
    }
    job.tries = 0;
    job.loaded += size;
    this.announce(job, 'progress', { fileSize: job.size, loadedSize: job.loaded });
    if (isOver(job)) return;
    if (job.loaded < job.bytes.length) this.send(job);
    else this.arrive(job);
  }

  private arrive(job: Job): void {
    const receiver = other(job.from);
    if (!this.places[receiver].store(job.storedPath, job.bytes)) {
      this.finish(job, 'error');
      return;
    }
    this.finish(job, 'transferred');
    this.tell(receiver, 'file');
    this.places[receiver].arrived();
  }

  private finish(job: Job | undefined, state: State): void {
    if (job === undefined || isOver(job)) return;
    this.change(job, state);
    if (state !== 'transferred') {
      // A file that nobody took from the inbox yet was never there.
      for (const end of ['watch', 'phone'] as const) {
        this.inboxes[end] = this.inboxes[end].filter((one) => one !== job);
      }
    }
    // What is over is known to its inbox and its listeners alone.
    job.bytes = new Uint8Array(0);
    this.jobs.delete(job.id);
    this.core.scheduler.after(0, this, () => this.pump(job.from));
  }

  private change(job: Job, state: State): void {
    job.state = state;
    this.announce(job, 'change', { readyState: state });
  }

  private announce(job: Job, event: 'change' | 'progress', data: Json): void {
    const type = event === 'change' ? 'readyStateChanged' : 'progress';
    const told = { type, data, timestamp: this.core.scheduler.now };
    for (const { callback } of [...job.followers]) callback.invoke(event, told);
  }

  private next(end: End): Json {
    const job = this.inboxes[end].shift();
    return job === undefined ? null : shown(job, end);
  }

  private listen({ scope, args: [event, fn] }: OpCall): void {
    const callback = scope.callback(fn);
    if (callback === undefined) return;
    const listener = { end: endOf(scope), event: asText(event), callback };
    this.listeners.push(listener);
    scope.atEnd(() => {
      this.listeners = this.listeners.filter((one) => one !== listener);
    });
  }

  private tell(end: End, event: string): void {
    for (const one of [...this.listeners]) if (one.end === end && one.event === event) one.callback.invoke();
  }

  private follow({ scope, args: [id, fn] }: OpCall): void {
    const job = this.jobs.get(asNumber(id));
    const callback = scope.callback(fn);
    if (job === undefined || callback === undefined) return;
    job.followers.push({ end: endOf(scope), callback });
  }

  private linkChanged(connected: boolean): void {
    if (connected) {
      this.core.scheduler.after(0, this, () => {
        this.pump('watch');
        this.pump('phone');
      });
      return;
    }
    for (const job of [...this.jobs.values()]) if (job.state === 'transferring') this.finish(job, 'error');
  }
}

const isOver = ({ state }: Job): boolean => state !== 'pending' && state !== 'transferring';

const shown = (job: Job, end: End): JsonObject => ({
  sessionId: job.id,
  fileName: job.fileName,
  filePath: end === job.from ? job.sourcePath : job.storedPath,
  params: job.params,
  fileSize: job.size,
  readyState: job.state,
});
