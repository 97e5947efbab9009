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

const read = (does: string, shape: Pick<Operation, 'query' | 'answer'>): Operation => ({
  does,
  access: ['account'],
  scopes: ['history:read'],
  ...shape,
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
  'GET /api/v1/progress/reminders': read('What became of reminders, by hour, day, habit and reason.', {
    query: RangeQuery,
    answer: RemindersAnswer,
  }),
  'GET /api/v1/progress/reminders/{day}': read('Every reminder of one day.', { answer: ReminderDayAnswer }),
  'GET /api/v1/progress/totals': read('All there ever was.', { answer: TotalsAnswer }),
};
