import * as v from 'valibot';
import type { Operations } from '../api/operation.js';
import { DaysQuery } from './csv/forms.js';
import { WorkoutQuery } from './fit/forms.js';
import { ReportAnswer, ReportQuery } from './report/forms.js';

const FIT_FILE = { limit: 'fit', answer: v.string(), media: 'application/vnd.ant.fit' } as const;

export const exchangeOperations: Operations = {
  'GET /api/v1/export/steps.csv': {
    does: 'Every step of every session as CSV, oldest first.',
    access: ['account'],
    scopes: ['data:export'],
    limit: 'export',
    query: DaysQuery,
    answer: v.string(),
    media: 'text/csv',
  },
  'GET /api/v1/export/reminders.csv': {
    does: 'What became of every reminder as CSV, oldest first.',
    access: ['account'],
    scopes: ['data:export'],
    limit: 'export',
    query: DaysQuery,
    answer: v.string(),
    media: 'text/csv',
  },
  'GET /api/v1/sessions/{id}/activity.fit': {
    does: 'A session that has ended as a FIT activity with its sets.',
    access: ['account'],
    scopes: ['history:read'],
    ...FIT_FILE,
  },
  'GET /api/v1/routines/{id}/workout.fit': {
    does: 'A routine as a FIT workout for another watch.',
    access: ['account'],
    scopes: ['documents:read'],
    query: WorkoutQuery,
    ...FIT_FILE,
  },
  'GET /api/v1/report': {
    does: 'Some weeks for whoever helps a person: planned and done, levels, effort, pain, notes.',
    access: ['account'],
    scopes: ['history:read'],
    limit: 'report',
    query: ReportQuery,
    answer: ReportAnswer,
  },
  'GET /api/v1/report.html': {
    does: 'The same as one printable page without a script.',
    access: ['account'],
    scopes: ['history:read'],
    limit: 'report',
    query: ReportQuery,
    answer: v.string(),
    media: 'text/html',
  },
};
