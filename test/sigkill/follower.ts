/** A dashboard: it hears what was just committed, and pulls what it missed. */
import { io, type Socket } from 'socket.io-client';
import type { Person } from '../../apps/server/src/testing/world.js';
import { digestOf, type Fact } from './facts.js';

type Heard = { journalId: string; position: number; entries: Fact[] };
type Pulled = {
  ok: boolean;
  code?: string;
  position: number;
  more: boolean;
  reset?: boolean;
  entries: { journalId: string; position: number; entry: { seq: number } }[];
};

const keyOf = (journalId: string, seq: number) => `${journalId} ${seq}`;

export class Follower {
  /** Every fact it was told of live in this round: its digest by `journalId seq`. */
  readonly told = new Map<string, string>();
  /** How many it was told of in all rounds. */
  heard = 0;
  /** `journalId seq` by position, as pulled. */
  readonly known = new Map<number, string>();
  /** Positions that came with other content than before, and resets nobody had a reason for. */
  readonly surprises: string[] = [];
  private position = 0;
  private socket: Socket | undefined;

  constructor(readonly person: Person) {}

  async follow(url: string): Promise<void> {
    const extraHeaders = { cookie: this.person.cookie, origin: url };
    this.socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders });
    this.socket.on('entries', ({ journalId, entries }: Heard) => {
      for (const fact of entries) this.told.set(keyOf(journalId, fact.seq), digestOf(fact));
      this.heard += entries.length;
    });
    const answer = (await this.socket.timeout(10_000).emitWithAck('live:join', {})) as Pulled;
    if (!answer.ok) this.surprises.push(`live:join ${answer.code}`);
  }

  leave(): void {
    this.socket?.disconnect();
  }

  /** Asks for what came since its last position, until there is no more. */
  async catchUp(url: string): Promise<void> {
    for (let more = true; more; ) {
      const headers = { cookie: this.person.cookie };
      const response = await fetch(`${url}/api/v1/changes?since=${this.position}`, { headers });
      const pulled = (await response.json()) as Pulled;
      if (!pulled.ok) throw new Error(`changes: ${pulled.code}`);
      if (pulled.reset) this.surprises.push(`reset at ${this.position}`);
      for (const { journalId, position, entry } of pulled.entries)
        this.learn(position, keyOf(journalId, entry.seq));
      ({ position: this.position, more } = pulled);
    }
  }

  private learn(position: number, key: string): void {
    const before = this.known.get(position);
    if (before !== undefined) this.surprises.push(`position ${position} came twice: ${before}, ${key}`);
    this.known.set(position, key);
  }
}
