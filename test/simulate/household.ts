import path from 'node:path';
import type { Answer } from '../../apps/watch/src/side/answers.js';
import { refusal } from '../../apps/watch/src/side/answers.js';
import { sessionFrom } from './activity.js';
import { Chance } from './chance.js';
import { Faults } from './faults.js';
import { storedRows } from './judge.js';
import { type Body, Model } from './model.js';
import { SimDashboard } from './sim-dashboard.js';
import { SimPhone } from './sim-phone.js';
import { SimServer } from './sim-server.js';
import { SimWatch } from './sim-watch.js';
import { households } from './template.js';
import { Timeline } from './timeline.js';
import { Turnstile } from './turnstile.js';

const START = Date.UTC(2026, 10, 16, 8);
const MINUTE = 60_000;

type Wrist = {
  accountId: string;
  name: string;
  token: string;
  watch: SimWatch;
  phone: SimPhone;
  copies: ReturnType<SimWatch['copy']>[];
};
type PushBody = { journalId: string; first: number; entries: Body[] };

/** Watches, phones, a server and dashboards of two accounts in one simulated world. */
export class SimHousehold {
  readonly timeline = new Timeline(START);
  readonly chance: Chance;
  readonly faults: Faults;
  readonly model = new Model();
  readonly server: SimServer;
  readonly wrists: Wrist[] = [];
  readonly dashboards: SimDashboard[] = [];
  readonly said: string[] = [];
  readonly backups: { folder: string; marks: Set<string> }[] = [];
  private readonly turnstile = new Turnstile();
  private sessions = 0;

  constructor(seed: number, root: string, template: string) {
    this.chance = new Chance(seed);
    this.faults = new Faults(this.chance);
    this.server = new SimServer(path.join(root, `seed-${seed}`), this.timeline, this, template);
    for (const { accountId, name, tokens } of households) {
      for (const token of tokens) this.wrists.push(this.makeWrist(accountId, name, token));
      this.dashboards.push(new SimDashboard(accountId, this.server, this.timeline));
    }
  }

  note(text: string): void {
    this.said.push(`${this.timeline.now - START} ${text}`);
  }

  committed({
    accountId,
    message,
  }: Parameters<ConstructorParameters<typeof SimServer>[2]['committed']>[0]): void {
    households.forEach((household, i) => {
      if (household.accountId !== accountId || this.faults.strikes('live-lost')) return;
      const copy = structuredClone(message);
      this.timeline.after(this.chance.between(5, 300), () => this.dashboards[i]?.hear(copy));
    });
  }

  died(): void {
    this.note('server dies');
    this.timeline.after(this.chance.between(1, 120) * 1_000, () => this.startServer());
  }

  startServer(): void {
    if (this.server.up) return;
    this.note('server starts');
    void this.timeline.track(this.server.start()).then(() => {
      for (const dashboard of this.dashboards) dashboard.join();
    });
  }

  /** A session on this wrist, entry by entry. */
  wear(wrist: Wrist): void {
    this.sessions += 1;
    const sessionId = `0${String(this.sessions).padStart(25, '0')}`;
    const drafts = sessionFrom(wrist.watch.now, sessionId, this.chance);
    const least = drafts[0]?.at ?? 0;
    for (const draft of drafts) this.timeline.after(draft.at - least, () => this.write(wrist, draft));
  }

  private write({ watch, name }: Wrist, draft: Parameters<SimWatch['append']>[0][number]): void {
    if (!watch.up) return;
    const torn = this.faults.strikes('watch-torn-write');
    const refused = !torn && this.faults.strikes('watch-disk-full');
    watch.append([draft], torn ? 'torn' : refused ? 'refused' : 'whole');
    if (torn) this.note(`${name} dies writing`);
    if (torn || (this.faults.strikes('watch-killed') && this.killWatch(watch))) this.reopen(watch);
  }

  killWatch(watch: SimWatch): true {
    watch.kill();
    return true;
  }

  reopen(watch: SimWatch): void {
    this.timeline.after(this.chance.between(1, 90) * 1_000, () => watch.start());
  }

  /** What the real gateway does with a push: who is it, then the journal. An answer that died with its server is none. */
  private async push(token: string, body: unknown): Promise<Answer | undefined> {
    const told = await this.server.ask(async ({ credentials, journal }) => {
      const who = await this.turnstile.pass(credentials.identify({ token, asDevice: true }));
      if (who.kind !== 'device') return refusal(who.kind === 'nobody' ? who.code : 'unauthorized');
      return journal.push(who, body);
    });
    if (!told.heard) return told.why === 'fault' ? refusal('internal') : undefined;
    const answer = told.answer as Answer;
    const { journalId, first, entries } = body as PushBody;
    const seqs = `${entries[0]?.seq ?? ''}–${entries.at(-1)?.seq ?? ''}`;
    this.note(
      `push ${journalId.slice(0, 4)} from ${first}: ${seqs} → ${answer.ok ? answer.through : answer.code} ${JSON.stringify(answer.problems ?? [])}`,
    );
    if (answer.ok) this.acknowledge(body as PushBody, answer);
    return answer;
  }

  private acknowledge({ journalId, entries }: PushBody, answer: Answer): void {
    const problems = (answer.problems ?? []) as { code: string; seq?: number }[];
    const fork = problems.find(({ code }) => code === 'journal-forked')?.seq ?? Number.POSITIVE_INFINITY;
    for (const { mark, seq } of entries) {
      if (seq <= (answer.through as number) && seq < fork) this.model.acknowledged(mark, { journalId, seq });
    }
  }

  private makeWrist(accountId: string, account: string, token: string): Wrist {
    const { timeline, chance, faults } = this;
    const name = `watch-${this.wrists.length}`;
    const server = (given: string, push: unknown) => this.push(given, push);
    const phone = new SimPhone({ timeline, chance, faults, server });
    const made = (body: Body) => this.model.made(body);
    phone.pair(token, { id: accountId, name: account });
    const watch = new SimWatch({ name, timeline, chance, faults, phone, made });
    return { accountId, name, token, watch, phone, copies: [] };
  }

  /** A copy of the server's data as it is now, and what it holds. */
  async backUp(): Promise<void> {
    if (!this.server.up) return;
    const marks = new Set((await storedRows(this.server)).map(({ body }) => body.mark));
    this.backups.push({ folder: this.server.backUp(), marks });
  }

  prune({ watch }: Wrist): void {
    const before = watch.held();
    watch.prune();
    const after = new Set(watch.held());
    this.model.pruned(before.filter((mark) => !after.has(mark)));
  }

  readonly held = (): Set<string> => new Set(this.wrists.flatMap(({ watch }) => watch.held()));

  async pass(minutes: number): Promise<void> {
    await this.timeline.until(this.timeline.now + minutes * MINUTE);
  }
}
