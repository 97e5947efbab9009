import { type Answer, refusal } from '../../../apps/watch/src/side/answers.js';
import { answerWatch } from '../../../apps/watch/src/side/desk.js';
import { disconnect } from '../../../apps/watch/src/side/pairing.js';
import type { PhoneKey, PhoneStore } from '../../../apps/watch/src/side/phone-store.js';
import { type Push, pushInParts } from '../../../apps/watch/src/side/push-in-parts.js';
import { endsPairing } from '../../../apps/watch/src/side/words.js';
import type { Chance } from '../chance.js';
import type { Faults } from '../world/faults.js';
import type { Timeline } from '../world/timeline.js';

/** What the phone cuts a request at. */
const CUT_MS = 10_000;
const OVERTAKEN_AT_MOST_MS = 45_000;

export type PhoneParts = {
  timeline: Timeline;
  chance: Chance;
  faults: Faults;
  /** The server's answer to a push with this token; never, when there is no server. */
  server(token: string, push: unknown): Promise<Answer | undefined>;
};

/** The side service's own desk and halving over a network that loses, doubles, delays and cuts. */
export class SimPhone {
  private readonly values = new Map<string, string>();
  private life = 0;
  private away = 0;
  private waiting: (() => void)[] = [];
  readonly store: PhoneStore;

  constructor(private readonly parts: PhoneParts) {
    this.store = {
      read: (key) => this.values.get(key) ?? '',
      write: (key, value) => void this.values.set(key, value),
      forget: (...keys: PhoneKey[]) => {
        for (const key of keys) this.values.delete(key);
      },
    };
  }

  pair(token: string, account: { id: string; name: string }): void {
    this.store.write('token', token);
    this.store.write('accountId', account.id);
    this.store.write('accountName', account.name);
  }

  get paired(): boolean {
    return this.store.read('token') !== '';
  }

  /** Its process dies: what it was doing is never answered; its settings stay. */
  kill(): void {
    this.life += 1;
  }

  /** Left at home: no air reaches it. */
  leave(ms: number): void {
    this.away += 1;
    this.parts.timeline.after(ms, () => {
      this.away -= 1;
    });
  }

  /** What the watch hears; nothing when this process dies before. */
  hear(message: object, reply: (answer: Answer) => void): void {
    if (this.away > 0) return;
    const { life } = this;
    const relay = { push: (body: object) => this.relay(body), close: () => undefined };
    void answerWatch(this.store, relay, message).then((answer) => {
      if (life === this.life) reply(answer);
    });
  }

  private async relay(body: object): Promise<Answer> {
    const answer = await pushInParts((part) => this.send(part), body as Push);
    if (!answer.ok && endsPairing(answer.code ?? '')) disconnect(this.store, answer.code);
    return answer;
  }

  private send(body: object): Promise<Answer> {
    const { timeline, faults, chance, server } = this.parts;
    const token = this.store.read('token');
    return new Promise((resolve) => {
      timeline.after(CUT_MS, () => resolve(refusal('offline')));
      const deliver = () =>
        void timeline
          .track(server(token, JSON.parse(JSON.stringify(body))))
          .then((answer) => this.back(answer, resolve));
      const arrive = (ms: number) => timeline.after(ms, () => this.pass(deliver));
      if (faults.strikes('net-lost')) return;
      if (faults.strikes('net-reordered')) {
        this.hold(deliver);
        return;
      }
      if (faults.strikes('net-cut')) {
        timeline.after(chance.between(20, 900), () => resolve(refusal('offline')));
        return;
      }
      arrive(faults.strikes('net-late') ? chance.between(5_000, 40_000) : chance.between(20, 300));
      if (faults.strikes('net-doubled')) arrive(chance.between(20, 20_000));
    });
  }

  /** Waits until the next message has overtaken it. */
  private hold(deliver: () => void): void {
    this.waiting.push(deliver);
    this.parts.timeline.after(OVERTAKEN_AT_MOST_MS, () => this.release(deliver));
  }

  private pass(deliver: () => void): void {
    deliver();
    for (const overtaken of [...this.waiting]) this.parts.timeline.after(20, () => this.release(overtaken));
  }

  private release(deliver: () => void): void {
    if (!this.waiting.includes(deliver)) return;
    this.waiting = this.waiting.filter((other) => other !== deliver);
    deliver();
  }

  private back(answer: Answer | undefined, resolve: (answer: Answer) => void): void {
    const { timeline, faults, chance } = this.parts;
    if (answer === undefined) timeline.after(chance.between(10, 100), () => resolve(refusal('offline')));
    else if (!faults.strikes('net-answer-lost'))
      timeline.after(chance.between(20, 300), () => resolve(answer));
  }
}
