import {
  type AwayWeeks,
  adherenceShare,
  awayIn,
  dayOfReminder,
  type Entry,
  findRoutine,
  goalOfWeek,
  outcomesOf,
  type PlanRow,
  parseAwayWeeks,
  parseSettings,
  parseWeekPlan,
  type ReminderOutcome,
  type SessionSummary,
  streakInWeeks,
  strongerOutcome,
  type WeekFacts,
  weekAround,
  weeksAfter,
} from '@plumbline/routine-core';
import type { Life } from './life.js';

type Detail = { session: SessionSummary; rows: PlanRow[]; efforts: Record<string, number> };
type Side = { movement: string; side?: string | undefined; done: number };

const or = <T>(parsed: { ok: true; value: T } | { ok: false }): T => {
  if (!parsed.ok) throw new Error('not a document');
  return parsed.value;
};

/**
 * What progress has to say, reckoned the long way: from the sessions as their own pages show them, from every entry
 * that was sent, and from what was decided, with nothing kept in between.
 */
export class Reckoning {
  private readonly firstDay;
  private readonly plan;
  private readonly away: AwayWeeks;

  constructor(
    private readonly details: readonly Detail[],
    private readonly told: readonly Entry[],
    decided: Record<string, unknown>,
  ) {
    this.firstDay = or(parseSettings(decided.settings ?? {})).firstDayOfWeek;
    this.plan = or(parseWeekPlan(decided['week-plan'] ?? {}));
    this.away = or(parseAwayWeeks(decided['away-weeks'] ?? { weeks: [] }));
  }

  static async of(life: Life): Promise<Reckoning> {
    const { sessions } = await life.ask('GET', 'sessions?limit=200');
    const listed = (sessions as SessionSummary[]).map(({ sessionId }) => sessionId).sort();
    if (listed.join() !== life.standing().join()) throw new Error(`listed are ${listed.join()}`);
    const details: Detail[] = [];
    for (const { sessionId } of sessions as SessionSummary[])
      details.push((await life.ask('GET', `sessions/${sessionId}`)) as unknown as Detail);
    const kept = details.filter(({ session }) => session.status === 'ended' && session.how !== 'discarded');
    return new Reckoning(kept, life.told, life.decided);
  }

  private readonly weekOf = (day: string): string => weekAround(day, this.firstDay)[0] as string;

  /** Only of a routine that could be played is it known that it counts. */
  private readonly counts = ({ session, rows }: Detail): boolean =>
    rows.length > 0 && findRoutine(session.routineId)?.kind === 'routine';

  private weekFacts(firstDay: string): WeekFacts {
    const counted = this.details.filter(
      (each) => this.weekOf(each.session.day) === firstDay && this.counts(each),
    );
    const away = awayIn(this.away, weekAround(firstDay, this.firstDay));
    const facts = { firstDay, counted: counted.length, goal: goalOfWeek(this.plan, firstDay) };
    return away === undefined ? facts : { ...facts, away };
  }

  week(today: string) {
    const thisWeek = this.weekOf(today);
    const days = this.details.map(({ session }) => session.day);
    const marked = this.away.weeks.map(({ day }) => day);
    const all = [...new Set([...days, ...marked].map(this.weekOf))].map((week) => this.weekFacts(week));
    const first = [...days].sort()[0];
    const before = Array.from({ length: 12 }, (_, index) => weeksAfter(thisWeek, index - 12))
      .filter((week) => first !== undefined && week >= this.weekOf(first))
      .map((week) => this.weekFacts(week));
    const last4 = adherenceShare(before.slice(-4));
    const last12 = adherenceShare(before);
    return {
      streak: streakInWeeks(all, thisWeek),
      before,
      week: this.weekFacts(thisWeek),
      share: { last4, last12 },
    };
  }

  days() {
    const days = [...new Set(this.details.map(({ session }) => session.day))].sort();
    return days.map((day) => {
      const own = this.details.filter(({ session }) => session.day === day);
      const sum = (of: (session: SessionSummary) => number) =>
        own.reduce((total, each) => total + of(each.session), 0);
      return {
        day,
        sessions: own.length,
        counted: own.filter(this.counts).length,
        workMs: sum(({ workMs }) => workMs),
        totalMs: sum(({ totalMs }) => totalMs),
      };
    });
  }

  /** Of each movement and side what was done, all in all. */
  sides(): Side[] {
    const sides = new Map<string, Side>();
    for (const { movement, side, done, unit } of this.details.flatMap(({ rows }) => rows)) {
      const known = sides.get(`${movement} ${side}`) ?? { movement, side, done: 0 };
      known.done += unit === 'seconds' ? Math.round(done * 1_000) : done;
      sides.set(`${movement} ${side}`, known);
    }
    return [...sides.values()];
  }

  efforts(): number[] {
    return this.details.flatMap(({ efforts }) => Object.values(efforts)).sort();
  }

  /** How many of which outcome, by day. */
  reminders(): Record<string, number> {
    const standing = new Map<string, ReminderOutcome>();
    const counts: Record<string, number> = {};
    const add = (day: string, kind: string, count: number) => {
      counts[`${day} ${kind}`] = (counts[`${day} ${kind}`] ?? 0) + count;
    };
    const folds = new Set<string>();
    for (const entry of this.told) {
      if (entry.kind === 'suppressions-folded')
        for (const each of entry.counts) folds.add(JSON.stringify([entry.day, entry.at, each.count]));
      if (entry.kind !== 'reminder-answered' && entry.kind !== 'reminder-suppressed') continue;
      for (const outcome of outcomesOf(entry)) {
        const other = standing.get(`${outcome.dueAt} ${outcome.reminder}`) ?? outcome;
        standing.set(`${outcome.dueAt} ${outcome.reminder}`, strongerOutcome(outcome, other));
      }
    }
    for (const outcome of standing.values()) add(dayOfReminder(outcome), outcome.kind, 1);
    for (const fold of folds) {
      const [day, , count] = JSON.parse(fold) as [string, number, number];
      add(day, 'silent', count);
    }
    return counts;
  }
}
