/** A page that follows along: it applies what it is told live, pulls where it sees a gap, and comes back when its server is gone. */
import { createHash } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Person } from '../../apps/server/src/testing/world.js';

type Told = { position: number; after: number; journalId: string; entries: { seq: number }[] };
type Pulled = {
  ok: boolean;
  code?: string;
  position: number;
  more: boolean;
  entries: { journalId: string; quarantined?: boolean; entry: { seq: number } }[];
};

/** Of the same facts the same digest, in whatever order they were learnt. */
export const digestOfKeys = (keys: Iterable<string>): string =>
  createHash('sha256')
    .update([...keys].sort().join('\n'))
    .digest('hex');

export class Dashboard {
  readonly known = new Set<string>();
  /** How many entries it was told of live, and how often it had to pull. */
  live = 0;
  pulls = 0;
  position = 0;
  private socket: Socket | undefined;
  private work: Promise<void> = Promise.resolve();
  private isLeaving = false;

  constructor(
    private readonly person: Person,
    private readonly url: string,
  ) {}

  /** Joins through `url`, again and again until it is in. */
  async follow(): Promise<void> {
    while (!this.isLeaving) {
      const extraHeaders = { cookie: this.person.cookie, origin: this.url };
      const socket = io(this.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders,
      });
      this.socket = socket;
      socket.on('entries', (told: Told) => this.queue(() => this.hear(told)));
      const joined = await socket
        .timeout(3_000)
        .emitWithAck('live:join', {})
        .catch(() => undefined);
      if (joined?.ok) {
        socket.once('disconnect', () => void this.follow());
        this.queue(() => this.pull());
        return;
      }
      socket.disconnect();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  leave(): void {
    this.isLeaving = true;
    this.socket?.disconnect();
  }

  /** Resolves when all it was told so far is worked in. */
  settled(): Promise<void> {
    return this.work;
  }

  private queue(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch(() => undefined);
  }

  private async hear({ position, after, journalId, entries }: Told): Promise<void> {
    this.live += entries.length;
    if (after > this.position) return this.pull();
    for (const { seq } of entries) this.known.add(`${journalId} ${seq}`);
    this.position = Math.max(this.position, position);
  }

  async pull(): Promise<void> {
    this.pulls += 1;
    for (let more = true; more; ) {
      const pulled = (await this.socket
        ?.timeout(3_000)
        .emitWithAck('changes:pull', { since: this.position })) as Pulled;
      if (!pulled.ok) throw new Error(String(pulled.code));
      for (const { journalId, quarantined, entry } of pulled.entries)
        if (!quarantined) this.known.add(`${journalId} ${entry.seq}`);
      ({ position: this.position, more } = pulled);
    }
  }
}
