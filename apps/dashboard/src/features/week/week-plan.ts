/**
 * What the week looks like and which day suits next. Muscles rest on the day
 * after a session (features: three times a week, not on consecutive days), so a
 * suggestion keeps one free day between; a missed day is never counted against anyone.
 */
import { findRoutine } from '@plumbline/routine-core';
import type { SessionSummary, Week } from '../../api/index.js';
import { daysAfter, weekdayOf } from '../../time/moments.js';

/** Whether a session was a whole routine that was kept: only those ask for a free day afterwards. */
export function isWhole(session: SessionSummary): boolean {
  const kind = findRoutine(session.routineId, session.routineVersion)?.kind;
  return session.status === 'ended' && session.how !== 'discarded' && kind !== 'micro-set';
}

export type DayMark = 'done' | 'suggested' | 'today' | 'open' | 'past';
export type DayCell = { day: string; mark: DayMark; sessions: number; isToday: boolean };

/**
 * The next day that suits a session, never before `today`. `lastDay` is the day of the
 * latest session, if any; once the week's goal is met the suggestion waits for the next week.
 */
export function nextSuggestedDay(week: Week, today: string, lastDay: string | undefined): string {
  const afterRest = lastDay === undefined ? today : daysAfter(lastDay, 2);
  const goalMet = countedSessions(week) >= week.goal;
  const earliest = goalMet ? daysAfter(week.firstDay, 7) : today;
  return [today, earliest, afterRest].sort().at(-1) ?? today;
}

/** Sessions that count towards the goal: a micro set or a discarded session is in the list, and not in the number. */
export function countedSessions(week: Week): number {
  return week.days.reduce((sum, day) => sum + day.sessions, 0);
}

/** Monday to Sunday, each with the one mark that tells most about it. */
export function weekCells(week: Week, today: string, suggested: string): DayCell[] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = daysAfter(week.firstDay, index);
    const sessions = week.days.find((other) => other.day === day)?.sessions ?? 0;
    return { day, sessions, isToday: day === today, mark: markOf({ day, sessions, today, suggested }) };
  });
}

function markOf(of: { day: string; sessions: number; today: string; suggested: string }): DayMark {
  if (of.sessions > 0) return 'done';
  if (of.day === of.suggested) return 'suggested';
  if (of.day === of.today) return 'today';
  return of.day < of.today ? 'past' : 'open';
}

/** The word under a day's mark, so that no mark speaks by shape or colour alone. */
export function cellWord(cell: DayCell): string {
  if (cell.sessions > 1) return `${cell.sessions} done`;
  if (cell.mark === 'done') return 'done';
  if (cell.mark === 'suggested') return cell.isToday ? 'good today' : 'next';
  return cell.isToday ? 'today' : 'free';
}

/** One sentence on where the week stands. */
export function weekSentence(week: Week, today: string, suggested: string): string {
  const done = countedSessions(week);
  const next = suggestionWords(suggested, today);
  if (done > week.goal) return `More than you set out to do. Next: ${next}.`;
  if (done === week.goal) return `That is your week. Next: ${next}.`;
  if (done === 0) return `A good day to begin is ${next}.`;
  return `A good day for the next one is ${next}.`;
}

function suggestionWords(suggested: string, today: string): string {
  if (suggested === today) return 'today';
  if (suggested === daysAfter(today, 1)) return 'tomorrow';
  return weekdayOf(suggested);
}
