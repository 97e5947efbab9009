import type { Entry } from '@plumbline/routine-core';
import fc from 'fast-check';
import { JOURNAL, OTHER_JOURNAL, pushOf, wholeSession } from '../../testing/entries.js';
import { bearer, type Device, type Person, START, type World } from '../../testing/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const JOURNALS = [JOURNAL, OTHER_JOURNAL];

const zone = fc.constantFrom(-600, 0, 60, 765);
const day = fc.integer({ min: -40, max: 20 });
/** Few, so that one reminder is told several times, and some at the ends of a day. */
const hour = fc.constantFrom(0, 9, 12, 23);
const pick = fc.nat({ max: 50 });
const watch = fc.nat({ max: 1 });

/** Everything that may happen to what is counted; `pick` names one of the sessions there are by then. */
export const anyDeed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('session' as const),
      day,
      hour,
      zone,
      watch,
      cut: fc.nat({ max: 8 }),
      routineId: fc.constantFrom('first-week', 'first-week', 'micro-squeeze'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('reminder' as const),
      day: fc.integer({ min: 0, max: 1 }),
      hour,
      zone,
      watch,
      answer: fc.constantFrom('done', 'snoozed', 'not-now', 'no-answer', undefined),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fold' as const),
      day: fc.integer({ min: 0, max: 1 }),
      watch,
      count: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      pick,
      /** Tenths of a second, because that is as fine as a session's page shows a hold. */
      heldTenths: fc.integer({ min: 0, max: 300 }),
      effort: fc.integer({ min: 0, max: 10 }),
      endsAfterTenths: fc.option(fc.integer({ min: 1, max: 6_000 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('first-day' as const),
      weekday: fc.integer({ min: 1, max: 7 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('goal' as const),
      goal: fc.integer({ min: 1, max: 3 }),
      earlier: fc.integer({ min: 1, max: 3 }),
      through: day,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('away' as const), days: fc.array(day, { maxLength: 3 }) }),
  },
);
export type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;

export const dayText = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10);
type Made = { id: string; corrections: { seq: number; kind: string; undone?: object }[] };

/** One person with two watches, to whom deeds happen through the server's own addresses. */
export class Life {
  readonly decided: Record<string, unknown> = {};
  readonly told: Entry[] = [];
  private readonly versions = new Map<string, number>();
  private readonly sessions: Made[] = [];
  private readonly seqs = [1, 1];
  private readonly late: (() => Promise<void>)[] = [];

  constructor(
    private readonly world: World,
    readonly person: Person,
    private readonly device: Device,
  ) {}

  async ask(method: string, route: string, body?: unknown) {
    const answer = await this.world.ask(method, `/api/v1/${route}`, body, { cookie: this.person.cookie });
    return answer.body;
  }

  /** The sessions that are there: not deleted, or brought back. */
  standing(): string[] {
    const isDeleted = ({ corrections }: Made) =>
      corrections.some(({ kind, undone }) => kind === 'session-deleted' && undone === undefined);
    return this.sessions.flatMap((session) => (isDeleted(session) ? [] : session.id));
  }

  async live(deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) await this.happen(deed);
    for (const come of this.late) await come();
  }

  private async happen(deed: Deed): Promise<void> {
    if (deed.kind === 'session') return this.train(deed);
    if (deed.kind === 'reminder' || deed.kind === 'fold') return this.remind(deed);
    if (deed.kind === 'first-day') return this.decide('settings', { firstDayOfWeek: deed.weekday });
    if (deed.kind === 'away')
      return this.decide('away-weeks', {
        weeks: deed.days.map((each) => ({ day: dayText(each), why: 'ill' })),
      });
    if (deed.kind === 'goal') {
      const earlierGoals = [{ through: dayText(deed.through), goal: deed.earlier }];
      return this.decide('week-plan', { goal: deed.goal, earlierGoals });
    }
    const session = this.sessions[deed.pick % Math.max(1, this.sessions.length)];
    if (session) await this.mend(deed, session);
  }

  /** The head of a session that was cut comes last of all, and by the other watch's turn. */
  private async train({ day, hour, zone, watch, cut, routineId }: Extract<Deed, { kind: 'session' }>) {
    const id = `01JD3Z5X8QSESS${String(this.sessions.length).padStart(12, '0')}`;
    this.sessions.push({ id, corrections: [] });
    const at = START + day * DAY + hour * HOUR;
    const entries = wholeSession({ seq: this.seqs[watch] ?? 1, at, sessionId: id, routineId });
    this.seqs[watch] = (this.seqs[watch] ?? 1) + entries.length;
    const own = entries.map((entry) => ({ ...entry, zone }));
    await this.push(watch, own.slice(cut));
    if (cut > 0) this.late.unshift(() => this.push(watch, own.slice(0, cut)));
  }

  private async remind(deed: Extract<Deed, { kind: 'reminder' | 'fold' }>): Promise<void> {
    const seq = this.seqs[deed.watch] ?? 1;
    this.seqs[deed.watch] = seq + 1;
    const entry = (deed.kind === 'fold' ? foldOf(deed) : reminderOf(deed)) as object;
    await this.push(deed.watch, [{ seq, ...entry } as Entry]);
  }

  private async push(watch: number, entries: readonly Entry[]): Promise<void> {
    this.told.push(...entries);
    const form = pushOf(entries, { journalId: JOURNALS[watch] });
    const { body } = await this.world.ask('POST', '/api/v1/journal', form, bearer(this.device));
    if (body.ok !== true) throw new Error(`a push was refused: ${body.code}`);
  }

  private async mend(
    deed: Extract<Deed, { kind: 'correct' | 'delete' | 'undo' }>,
    { id, corrections }: Made,
  ) {
    const route = `sessions/${id}`;
    if (deed.kind === 'undo') {
      const of = corrections[deed.pick % Math.max(1, corrections.length)];
      if (of)
        Object.assign(of, (await this.ask('POST', `${route}/corrections/${of.seq}/undo`, {})).correction);
      return;
    }
    const { correction } =
      deed.kind === 'delete'
        ? await this.ask('DELETE', route)
        : await this.ask('POST', `${route}/corrections`, { changes: await this.changesOf(deed, route) });
    const said = correction as Made['corrections'][number] | undefined;
    // The same word twice in a row is one, and is answered by the one that stands.
    if (said && !corrections.some(({ seq }) => seq === said.seq)) corrections.push(said);
  }

  private async changesOf(
    { heldTenths, effort, endsAfterTenths }: Extract<Deed, { kind: 'correct' }>,
    route: string,
  ) {
    const { session, rows } = (await this.ask('GET', route)) as {
      session?: { startedAt: number };
      rows?: { step: number; kind: string }[];
    };
    const held = rows?.find(({ kind }) => kind === 'hold');
    return {
      efforts: [{ blockId: 'core', value: effort }],
      ...(held ? { steps: [{ step: held.step, heldMs: heldTenths * 100 }] } : {}),
      ...(session && endsAfterTenths !== null ? { endedAt: session.startedAt + endsAfterTenths * 100 } : {}),
    };
  }

  private async decide(kind: string, body: object): Promise<void> {
    const basedOn = this.versions.get(kind) ?? 0;
    const { ok, code } = await this.ask('PUT', `documents/${kind}/main`, { basedOn, body });
    if (ok !== true) throw new Error(`${kind} was refused: ${code}`);
    this.versions.set(kind, basedOn + 1);
    this.decided[kind] = body;
  }
}

function reminderOf({ day, hour, zone, answer }: Extract<Deed, { kind: 'reminder' }>) {
  const dueAt = START + day * DAY + hour * HOUR;
  const told = { at: dueAt + 1_000, zone, reminders: ['shoulder-reset'], dueAt };
  return answer === undefined
    ? { ...told, kind: 'reminder-suppressed', reason: 'dnd' }
    : { ...told, kind: 'reminder-answered', answer };
}

const foldOf = ({ day, count }: Extract<Deed, { kind: 'fold' }>) => ({
  at: START + day * DAY,
  zone: 0,
  kind: 'suppressions-folded',
  day: dayText(day),
  counts: [{ reminder: 'squeezes', reason: 'sleep', count }],
});
