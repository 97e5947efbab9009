import type { Operation, Operations } from '../api/operation.js';
import {
  DaysAnswer,
  ExerciseAnswer,
  ExercisesAnswer,
  MonthQuery,
  RangeQuery,
  ReminderDayAnswer,
  RemindersAnswer,
  TotalsAnswer,
  WeekAnswer,
  WeekQuery,
  YearQuery,
} from './forms.js';

type Shape = Pick<Operation, 'query' | 'answer'>;
const own = (does: string, shape: Shape): Operation => ({
  does,
  access: ['account'],
  scopes: ['history:read'],
  limit: 'progress',
  ...shape,
});
const read = (does: string, shape: Shape): Operation => ({
  ...own(does, shape),
  access: ['account', 'reader'],
});

export const progressOperations: Operations = {
  'GET /api/v1/progress/week': read(
    'The streak in weeks, why it is what it is, and what was reached of late.',
    {
      query: WeekQuery,
      answer: WeekAnswer,
    },
  ),
  'GET /api/v1/progress/year': read('What each day of a year held.', {
    query: YearQuery,
    answer: DaysAnswer,
  }),
  'GET /api/v1/progress/month': read('What each day of a month held.', {
    query: MonthQuery,
    answer: DaysAnswer,
  }),
  'GET /api/v1/progress/exercises': read('Each exercise over some weeks, left against right.', {
    query: RangeQuery,
    answer: ExercisesAnswer,
  }),
  'GET /api/v1/progress/exercises/{movement}': read('One exercise, session by session.', {
    query: RangeQuery,
    answer: ExerciseAnswer,
  }),
  // When somebody sleeps, wears the watch or is away is nobody else's to read.
  'GET /api/v1/progress/reminders': own('What became of reminders, by hour, day, habit and reason.', {
    query: RangeQuery,
    answer: RemindersAnswer,
  }),
  'GET /api/v1/progress/reminders/{day}': own('Every reminder of one day.', { answer: ReminderDayAnswer }),
  'GET /api/v1/progress/totals': read('All there ever was.', { answer: TotalsAnswer }),
};
