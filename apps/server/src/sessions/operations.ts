import type { Operations } from '../api/operation.js';
import { HistoryAnswer, HistoryQuery, SessionAnswer, WeekAnswer, WeekQuery } from './forms.js';

export const sessionsOperations: Operations = {
  'GET /api/v1/sessions': {
    does: 'Lists sessions, newest first.',
    access: ['account'],
    query: HistoryQuery,
    answer: HistoryAnswer,
  },
  'GET /api/v1/sessions/{id}': {
    does: 'One session, planned against done.',
    access: ['account'],
    answer: SessionAnswer,
  },
  'GET /api/v1/week': {
    does: 'One week against its goal.',
    access: ['account'],
    query: WeekQuery,
    answer: WeekAnswer,
  },
};
