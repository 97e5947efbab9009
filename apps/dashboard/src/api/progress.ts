/** What the progress addresses answer (docs/protocol/progress.md), as far as pages show it. */
import type { ExerciseSum, ReminderCounts, WeekFacts, WeekStanding } from '@plumbline/routine-core';

export type StandingWeek = WeekFacts & { standing: WeekStanding };
export type WeekProgress = {
  week: StandingWeek;
  streak: { current: number; since?: string; best: number };
  /** The twelve weeks before, oldest first. */
  before: StandingWeek[];
  share: { last4?: number; last12?: number };
};

export type Outcomes = Pick<ReminderCounts, 'done' | 'late' | 'snoozed' | 'notNow' | 'noAnswer' | 'silent'>;
export type ProgressDay = {
  day: string;
  sessions: number;
  counted: number;
  totalMs: number;
  reminders: Outcomes;
};
export type ProgressYear = {
  from: string;
  firstDayOfWeek: number;
  since?: string;
  sum: { sessions: number; totalMs: number };
  days: ProgressDay[];
};
export type ProgressExercises = {
  from: string;
  through: string;
  sessions: number;
  exercises: ExerciseSum[];
  effort: { mean?: number; weeks: { firstDay: string; count: number; mean: number }[] };
};
export type ProgressReminders = {
  from: string;
  through: string;
  sum: ReminderCounts & { share?: number };
  hours: ({ hour: number } & Outcomes)[];
};
