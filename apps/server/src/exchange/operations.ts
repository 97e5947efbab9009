import * as v from 'valibot';
import type { Operations } from '../api/operation.js';
import { DaysQuery } from './csv/forms.js';

export const exchangeOperations: Operations = {
  'GET /api/v1/export/steps.csv': {
    does: 'Every step of every session as CSV, oldest first.',
    access: ['account'],
    query: DaysQuery,
    answer: v.string(),
    media: 'text/csv',
  },
  'GET /api/v1/export/reminders.csv': {
    does: 'What became of every reminder as CSV, oldest first.',
    access: ['account'],
    query: DaysQuery,
    answer: v.string(),
    media: 'text/csv',
  },
};
