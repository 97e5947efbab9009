/** A phone with a journal that never stops growing, over a socket or over HTTP, and its own memory of what it was promised. */
import { io, type Socket } from 'socket.io-client';
import type { Device } from '../../apps/server/src/testing/world.js';
import type { Chance } from '../simulate/chance.js';
import { digestOf, type Fact, makeFacts } from './facts.js';

type Answer = {
  ok: boolean;
  code?: string;
  retryAfterMs?: number;
  through?: number;
  problems?: { code: string; seq?: number }[];
};
type Road = { send(body: object): Promise<Answer>; close(): void };

const MOST_TOGETHER = 40;
/** How many acknowledged facts it still holds, to send some of them again. */
const KEPT = 60;
const PATIENCE_MS = 250;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export class Pusher {
  readonly digests = new Map<number, string>();
  readonly acknowledged = new Set<number>();
  /** The highest `through` it ever heard. */
  through = 0;
  /** Refusals that it cannot explain, such as a fork of a journal that has one writer. */
  readonly surprises: string[] = [];
  private readonly held = new Map<number, Fact>();
  private readonly flying = new Set<number>();
  private readonly recent: Fact[] = [];
  private next = 1;
  private tellHeard: () => void = () => undefined;

  constructor(
    readonly journalId: string,
    readonly accountId: string,
    private readonly device: Device,
    private readonly over: 'socket' | 'http',
    private readonly chance: Chance,
  ) {}

  /** Resolves at the next acknowledgement. */
  heard(): Promise<void> {
    return new Promise((resolve) => {
      this.tellHeard = resolve;
    });
  }

  /** Pushes, three at a time, until `isOver` says so or the server is gone. */
  async press(url: string, isOver: () => boolean): Promise<void> {
    this.flying.clear();
    const road = this.over === 'socket' ? socketRoad(url, this.device) : httpRoad(url, this.device);
    await Promise.all([1, 2, 3].map(() => this.work(road, isOver)));
    road.close();
  }

  private async work(road: Road, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const entries = this.take();
      const first = Math.min(this.next, ...this.held.keys());
      const body = { journalId: this.journalId, first, sentAt: Date.now(), entries };
      const answer = await road.send(body).catch(() => undefined);
      if (answer === undefined) return;
      await this.hear(entries, answer);
      await pause(this.chance.between(0, 12));
    }
  }

  private async hear(entries: Fact[], answer: Answer): Promise<void> {
    for (const { seq } of entries) this.flying.delete(seq);
    if (!answer.ok) {
      if (answer.code !== 'busy' && answer.code !== 'slow-down') this.surprises.push(String(answer.code));
      return void (await pause(Math.min(answer.retryAfterMs ?? 0, PATIENCE_MS)));
    }
    const { through = 0, problems = [] } = answer;
    for (const { code, seq } of problems)
      if (code !== 'gap' && code !== 'quarantined') this.surprises.push(`${code} ${seq}`);
    this.through = Math.max(this.through, through);
    for (const fact of entries) this.settle(fact);
    this.tellHeard();
  }

  private settle(fact: Fact): void {
    this.acknowledged.add(fact.seq);
    if (this.held.delete(fact.seq)) this.recent.push(fact);
    this.recent.splice(0, this.recent.length - KEPT);
  }

  /** The lowest that are not on their way; new ones when there are too few; some that are long on disk. */
  private take(): Fact[] {
    const most = this.chance.between(1, MOST_TOGETHER);
    while (this.held.size - this.flying.size < most) this.invent();
    const free = [...this.held.values()].filter(({ seq }) => !this.flying.has(seq));
    const taken = free.slice(0, most);
    for (const { seq } of taken) this.flying.add(seq);
    return this.chance.happens(0.15) ? [...this.recent.slice(-10), ...taken] : taken;
  }

  private invent(): void {
    // A watch that ran out of room has lost a few: a gap that the server must name and step over.
    if (this.chance.happens(0.01)) this.next += this.chance.between(1, 4);
    for (const fact of makeFacts(this.chance, this.next)) {
      this.held.set(fact.seq, fact);
      this.digests.set(fact.seq, digestOf(fact));
      this.next = fact.seq + 1;
    }
  }
}

function socketRoad(url: string, { token }: Device): Road {
  const socket: Socket = io(url, {
    transports: ['websocket'],
    auth: { token },
    forceNew: true,
    reconnection: false,
  });
  const lost = new Promise<never>((_resolve, reject) => {
    socket.once('disconnect', () => reject(new Error('gone')));
    socket.once('connect_error', reject);
  });
  lost.catch(() => undefined);
  return {
    send: (body) => Promise.race([socket.emitWithAck('journal:push', body) as Promise<Answer>, lost]),
    close: () => void socket.disconnect(),
  };
}

function httpRoad(url: string, { token }: Device): Road {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return {
    send: async (body) => {
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${url}/api/v1/journal`, init);
      return (await response.json()) as Answer;
    },
    close: () => undefined,
  };
}
