/** A whole run: attackers in turn, a healthy client beside them, memory and the victim looked at as it goes on. */
import { Chance } from '../simulate/chance.js';
import { Healthy } from './healthy.js';
import { AnswerReader, blurt, exchange } from './http-wire.js';
import { Findings, faultOfAnswer } from './judge.js';
import { randomBytes } from './mutate.js';
import { type Message, requestFor, type Target } from './requests.js';
import { socketRound } from './socket-round.js';
import type { Person } from './stand.js';
import { pace, Tally } from './tally.js';
import { addressesOf, callersOf, knownOf } from './target.js';
import { type Memory, type Stand, UnderFire } from './under-fire.js';

export type Options = {
  count: number;
  seed: number;
  progress(line: string): void;
  stand?: Stand;
  /** The longest that the healthy client may wait for an answer. */
  healthyWaitsMs?: number;
};
export type Report = {
  count: number;
  seed: number;
  http: number;
  sockets: number;
  random: number;
  /** Messages by the operation or the event they were made from. */
  kinds: Record<string, number>;
  /** Operations that the server describes. */
  operations: number;
  samePid: boolean;
  findings: number;
  badLogLines: number;
  victimUnchanged: boolean;
  healthyAsked: number;
  healthySlowestMs: number;
  longestStallMs: number;
  serverCpuSeconds: number;
  memory: { rssMb: number[]; heapMb: number[]; flat: boolean };
  seconds: number;
  ok: boolean;
  details: unknown[];
};

const WORKERS = 8;
const PIPELINE = 60;
const LOOKS = 20;
/** An attacker may spoil its own sign-in, and what it stored makes every pull larger; after so many messages a fresh one takes over. */
const ATTACKER_LASTS = 2_000;

export async function run(options: Options): Promise<Report> {
  const { server, ready } = await UnderFire.start(options.stand);
  try {
    return await new Run(server, ready, options).all();
  } finally {
    await server.stop();
  }
}

class Run {
  private readonly chance: Chance;
  private readonly findings = new Findings();
  private readonly counts = { http: 0, sockets: 0, random: 0 };
  private readonly tally = new Tally();
  private readonly memory: Memory[] = [];
  private readonly port: number;
  private readonly healthy: Healthy;
  private target: Target | undefined;
  private fresh = 0;
  private readonly began = Date.now();
  private nextLook = 0;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly server: UnderFire,
    private readonly ready: { url: string; victim: Person; healthy: Person },
    private readonly options: Options,
  ) {
    this.chance = new Chance(options.seed);
    this.port = Number(new URL(ready.url).port);
    const watched = { findings: this.findings, waitsMs: options.healthyWaitsMs };
    this.healthy = new Healthy(ready.url, ready.healthy, watched);
  }

  async all(): Promise<Report> {
    const pid = this.server.pid;
    const before = await this.server.ask<string>('digest');
    this.healthy.start();
    await this.unlessDead(Promise.all(Array.from({ length: WORKERS }, () => this.work())));
    await this.unlessDead(this.looking);
    await this.healthy.stop();
    await this.unlessDead(this.look());
    const after = await this.unlessDead(this.server.ask<string>('digest'));
    return this.report(pid === this.server.pid && this.server.dead === undefined, before === after);
  }

  /** A server that died is a finding of its own, told in the report; what was asked of it then fails with it. */
  private async unlessDead<T>(work: Promise<T> | undefined): Promise<T | undefined> {
    try {
      return await work;
    } catch (fault) {
      if (this.server.dead === undefined) throw fault;
      return undefined;
    }
  }

  private get done(): number {
    return this.counts.http + this.counts.sockets + this.counts.random;
  }

  private async work(): Promise<void> {
    while (this.done < this.options.count && this.server.dead === undefined) {
      const target = await this.aim();
      const kind = this.chance.between(0, 99);
      if (kind < 55) this.count('http', await this.pipeline(target));
      else if (kind < 93) this.count('sockets', await this.socket(target));
      else this.count('random', await this.noise());
      if (this.done >= this.nextLook) this.lookAgain();
    }
  }

  /** Never `+= await`: that adds to what was there before the wait, and what others counted meanwhile is lost. */
  private count(way: keyof Run['counts'], sent: number): void {
    this.counts[way] += sent;
  }

  /** Who attacks now, and what there is to attack. */
  private async aim(): Promise<Target> {
    if (this.target && this.done < this.fresh) return this.target;
    this.fresh = this.done + ATTACKER_LASTS;
    const attacker = await this.server.ask<Person>('attacker');
    const speaker = await this.server.ask<Person>('attacker');
    const { host, origin } = new URL(this.ready.url);
    const addresses = this.target?.addresses ?? (await addressesOf(this.ready.url));
    const known = knownOf(this.ready.victim, attacker);
    this.target = {
      host,
      origin,
      addresses,
      callers: callersOf(attacker),
      speakers: callersOf(speaker),
      known,
    };
    return this.target;
  }

  private async pipeline(target: Target): Promise<number> {
    const made = Array.from({ length: PIPELINE }, () => requestFor(target, this.chance));
    for (const { what } of made) this.tally.add(what);
    await Promise.all([
      this.inOrder(made.filter(({ alone }) => !alone)),
      ...made.filter(({ alone }) => alone).map((one) => this.alone(one)),
    ]);
    return made.length;
  }

  /**
   * A connection that ends is opened again for the rest, as any client must: an end behind one message may take answers
   * with it that still travelled. A message that gets no answer on a connection of its own either is a finding.
   */
  private async inOrder(messages: Message[]): Promise<void> {
    for (let left = messages; left.length > 0; ) {
      const { answers } = await this.ask(left);
      left = left.slice(answers.length);
      const [next] = left;
      if (next === undefined || answers.at(-1)?.closes === true) continue;
      const alone = await this.ask([next]);
      if (alone.answers.length === 0)
        this.findings.add(alone.timedOut ? 'no answer in time' : 'no answer', said(next), next.what);
      left = left.slice(1);
    }
  }

  private async ask(messages: readonly Message[]): ReturnType<typeof exchange> {
    const heard = await exchange(this.port, messages);
    for (const [index, answer] of heard.answers.entries()) this.judge(messages[index] as Message, answer);
    return heard;
  }

  /** What breaks the framing may be answered by an end; a request left open is not answered at all. */
  private async alone(message: Message): Promise<void> {
    const bytes = await blurt(this.port, message.bytes);
    this.judgeBytes(bytes, message);
  }

  private async noise(): Promise<number> {
    const all = Array.from({ length: 20 }, () => randomBytes(this.chance, 400));
    const answers = await Promise.all(all.map((bytes) => blurt(this.port, bytes, { waitMs: 100 })));
    for (const [index, answer] of answers.entries()) {
      const bytes = all[index] as Buffer;
      this.judgeBytes(answer, { bytes, method: 'GET', mark: '', alone: true, what: 'noise' });
    }
    return all.length;
  }

  private async socket(target: Target): Promise<number> {
    return socketRound(this.port, {
      ...{ target, chance: this.chance, findings: this.findings },
      tally: this.tally,
    });
  }

  private judgeBytes(bytes: Buffer, message: Message): void {
    const reader = new AnswerReader();
    reader.take(bytes);
    for (let answer = reader.next(message.method, true); answer; answer = reader.next(message.method, true))
      this.judge(message, answer);
    if (reader.nonsense)
      this.findings.add('an answer that is none', said(message), bytes.toString('latin1', 0, 200));
  }

  private judge(message: Message, answer: Parameters<typeof faultOfAnswer>[0]): void {
    const fault = faultOfAnswer(answer, message.method, said(message));
    if (fault)
      this.findings.add(`${message.what}: ${fault}`, said(message), `${answer.head}\n\n${answer.body}`);
  }

  private lookAgain(): void {
    this.nextLook = this.done + this.options.count / LOOKS;
    this.looking = (this.looking ?? Promise.resolve()).then(() => this.unlessDead(this.look()));
  }

  /** Memory after a collection, and a line for whoever watches. */
  private async look(): Promise<void> {
    if (this.server.dead !== undefined) return;
    const memory = await this.server.ask<Memory>('memory');
    this.memory.push(memory);
    const far = pace(this.done, this.options.count, Date.now() - this.began);
    const facts = `${megabytes(memory.rss)} MB, heap ${megabytes(memory.heapUsed)} MB, stall ${memory.stallMs} ms`;
    this.options.progress(`${far}; ${this.findings.count} findings, ${facts}`);
  }

  private report(samePid: boolean, victimUnchanged: boolean): Report {
    const { count, seed } = this.options;
    const flat = isFlat(this.memory);
    const badLogLines = this.server.badLines.length;
    const findings = this.findings.count;
    return {
      ...{ kinds: this.tally.all, operations: this.target?.addresses.length ?? 0 },
      ...{ count: this.done, seed, ...this.counts, samePid, findings, badLogLines, victimUnchanged },
      healthyAsked: this.healthy.asked,
      healthySlowestMs: this.healthy.slowestMs,
      longestStallMs: Math.max(...this.memory.map(({ stallMs }) => stallMs)),
      serverCpuSeconds: Math.round((this.memory.at(-1)?.cpuMs ?? 0) / 1_000),
      memory: {
        rssMb: this.memory.map(({ rss }) => megabytes(rss)),
        heapMb: this.memory.map(({ heapUsed }) => megabytes(heapUsed)),
        flat,
      },
      seconds: Math.round((Date.now() - this.began) / 1_000),
      ok: samePid && findings === 0 && badLogLines === 0 && victimUnchanged && flat && this.done >= count,
      details: [...this.findings.list, ...this.server.badLines.slice(0, 20)],
    };
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
const said = ({ bytes }: Message): string => bytes.toString('latin1', 0, 600);

/**
 * Whether memory stays where it came to: the last quarter against the second, after the program is warm. A leak of
 * 100 bytes a message would add 50 MB to the heap of a run of a million between the two. The least of several looks is what
 * stays: a password that is hashed at the moment of a look takes tens of megabytes and gives them back.
 */
function isFlat(memory: readonly Memory[]): boolean {
  const quarter = Math.floor(memory.length / 4);
  if (quarter === 0) return true;
  const second = memory.slice(quarter, 2 * quarter);
  const last = memory.slice(-quarter);
  const grown = (of: (one: Memory) => number) => Math.min(...last.map(of)) - Math.min(...second.map(of));
  return grown(({ heapUsed }) => heapUsed) < 15e6 && grown(({ rss }) => rss) < 40e6;
}
