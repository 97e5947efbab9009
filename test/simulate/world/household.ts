import type { CommittedDocuments, CommittedEntries } from '../../../apps/server/src/live/committed.js';
import { type Answer, refusal } from '../../../apps/watch/src/side/answers.js';
import { Chance } from '../chance.js';
import type { Copy, Disk } from '../disks/disk.js';
import { type Kept, lookInto } from '../judge/rows.js';
import type { Body } from '../model/journal-model.js';
import { Model } from '../model/model.js';
import { Follower } from '../parts/follower.js';
import { SimDashboard } from '../parts/sim-dashboard.js';
import { SimPhone } from '../parts/sim-phone.js';
import { SimServer } from '../parts/sim-server.js';
import { SimWatch } from '../parts/sim-watch.js';
import type { WatchCopy } from '../parts/watch-disk.js';
import { sessionFrom, smallThing } from './activity.js';
import { Faults } from './faults.js';
import { type Household, households } from './households.js';
import { Timeline } from './timeline.js';

const START = Date.UTC(2026, 10, 16, 8);
const MINUTE = 60_000;

export type Wrist = {
  accountId: string;
  name: string;
  account: string;
  token: string;
  watch: SimWatch;
  phone: SimPhone;
  /** The account's documents, as a device has them. */
  papers: Follower;
  copies: WatchCopy[];
};
type PushBody = { journalId: string; first: number; entries: Body[] };
type Draft = Parameters<SimWatch['append']>[0];

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
  readonly backups: { copy: Copy; seen: Kept }[] = [];
  private sessions = 0;

  constructor(seed: number, disk: Disk) {
    this.chance = new Chance(seed);
    this.faults = new Faults(this.chance);
    this.server = new SimServer(disk, this.timeline, {
      entries: (committed) => this.committed(committed),
      documents: (committed) => this.decided(committed),
      died: () => this.died(),
    });
    for (const household of households) this.moveIn(household);
  }

  note(text: string): void {
    this.said.push(`${this.timeline.now - START} ${text}`);
  }

  startServer(): void {
    if (this.server.up) return;
    this.note('server starts');
    void this.timeline.track(this.server.start()).then(() => {
      for (const dashboard of this.dashboards)
        this.timeline.after(this.chance.between(0, 20_000), () => dashboard.connect());
      for (const { papers } of this.wrists) papers.pull();
    });
  }

  /** A session on this wrist, entry by entry, on the watch's own clock. */
  wear(wrist: Wrist): void {
    this.sessions += 1;
    const sessionId = `0${String(this.sessions).padStart(25, '0')}`;
    const { now, skewMs } = wrist.watch;
    for (const draft of sessionFrom(now, sessionId, this.chance))
      this.timeline.after(draft.at - now, () => {
        this.write(wrist, { ...draft, at: draft.at + wrist.watch.skewMs - skewMs });
      });
  }

  remind(wrist: Wrist): void {
    this.write(wrist, smallThing(wrist.watch.now, this.chance));
  }

  write({ watch, name }: Wrist, draft: Draft): void {
    if (!watch.up) return;
    const torn = this.faults.strikes('watch-torn-write');
    const refused = !torn && this.faults.strikes('watch-disk-full');
    watch.append(draft, torn ? 'torn' : refused ? 'refused' : 'whole');
    if (torn) this.note(`${name} dies writing`);
    if (watch.up && this.faults.strikes('watch-killed')) watch.kill();
    if (!watch.up) this.reopen(watch);
  }

  reopen(watch: SimWatch): void {
    this.timeline.after(this.chance.between(1, 90) * 1_000, () => watch.start());
  }

  /** A copy of the server's data as it is now, and what it holds. */
  async backUp(): Promise<void> {
    const made = await this.server.backUp(lookInto);
    if (made !== undefined) this.backups.push(made);
  }

  prune({ watch }: Wrist): void {
    this.model.journal.pruned(watch.prune());
  }

  held(): Set<string> {
    return new Set(this.wrists.flatMap(({ watch }) => watch.held()));
  }

  async pass(minutes: number): Promise<void> {
    await this.timeline.until(this.timeline.now + minutes * MINUTE);
  }

  private died(): void {
    this.note('server dies');
    this.timeline.after(this.chance.between(1, 120) * 1_000, () => this.startServer());
  }

  private committed({ accountId, message }: CommittedEntries): void {
    for (const dashboard of this.dashboards)
      if (dashboard.parts.accountId === accountId) this.tell(() => dashboard.hear(structuredClone(message)));
  }

  private decided({ accountId }: CommittedDocuments): void {
    for (const dashboard of this.dashboards)
      if (dashboard.parts.accountId === accountId) this.tell(() => dashboard.hearDocuments());
    for (const wrist of this.wrists) if (wrist.accountId === accountId) this.tell(() => wrist.papers.pull());
  }

  /** What is told live may be lost, late or doubled, and overtake what was told before. */
  private tell(hear: () => void): void {
    const { faults, chance, timeline } = this;
    if (faults.strikes('live-lost')) return;
    timeline.after(
      faults.strikes('live-late') ? chance.between(1_000, 20_000) : chance.between(5, 300),
      hear,
    );
    if (faults.strikes('live-doubled')) timeline.after(chance.between(5, 5_000), hear);
  }

  private async push(token: string, body: PushBody): Promise<Answer | undefined> {
    const { journalId, first, entries } = body;
    for (const { mark, seq } of entries) this.model.journal.sent(mark, { journalId, seq });
    const told = await this.server.asDevice(token, ({ journal }, who) => journal.push(who, body));
    if (!told.heard) return told.why === 'fault' ? refusal('internal') : undefined;
    const answer = told.answer as Answer;
    const seqs = `${entries[0]?.seq ?? ''}–${entries.at(-1)?.seq ?? ''}`;
    const said = `${answer.ok ? answer.through : answer.code} ${JSON.stringify(answer.problems ?? [])}`;
    this.note(`push ${journalId.slice(0, 4)} from ${first}: ${seqs} → ${said}`);
    if (answer.ok) this.acknowledge(body, answer);
    return answer;
  }

  private acknowledge({ journalId, entries }: PushBody, answer: Answer): void {
    const problems = (answer.problems ?? []) as { code: string; seq?: number }[];
    const fork = problems.find(({ code }) => code === 'journal-forked')?.seq ?? Number.POSITIVE_INFINITY;
    for (const { mark, seq } of entries)
      if (seq <= (answer.through as number) && seq < fork)
        this.model.journal.acknowledged(mark, { journalId, seq });
  }

  private moveIn({ accountId, name, tokens, logins }: Household): void {
    for (const token of tokens) this.wrists.push(this.makeWrist(accountId, name, token));
    const { timeline, chance, faults, server, model } = this;
    const note = (text: string) => this.note(text);
    for (const login of logins) {
      const page = `page-${this.dashboards.length}`;
      const parts = { timeline, chance, faults, server, model, note, accountId, login, name: page };
      this.dashboards.push(new SimDashboard(parts));
    }
  }

  private makeWrist(accountId: string, account: string, token: string): Wrist {
    const { timeline, chance, faults, server } = this;
    const name = `watch-${this.wrists.length}`;
    const push = (given: string, body: unknown) => this.push(given, body as PushBody);
    const phone = new SimPhone({ timeline, chance, faults, server: push });
    phone.pair(token, { id: accountId, name: account });
    const watch = new SimWatch({
      name,
      accountId,
      timeline,
      chance,
      faults,
      phone,
      model: this.model.journal,
    });
    const papers = new Follower(
      timeline,
      () => chance.between(1, 20),
      (asked) => server.asDevice(token, ({ changes }, who) => changes.pull(who, asked)),
    );
    return { accountId, name, account, token, watch, phone, papers, copies: [] };
  }
}
