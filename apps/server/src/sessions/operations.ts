import type { Operations } from '../api/operation.js';
import { HistoryAnswer, HistoryQuery, SessionAnswer, WeekAnswer, WeekQuery } from './forms.js';

const reads = { access: ['account', 'reader'], scopes: ['history:read'] } as const;

export const sessionsOperations: Operations = {
  'GET /api/v1/sessions': {
    does: 'Lists sessions, newest first.',
    ...reads,
    query: HistoryQuery,
    answer: HistoryAnswer,
  },
  'GET /api/v1/sessions/{id}': {
    does: 'One session, planned against done.',
    ...reads,
    answer: SessionAnswer,
  },
  'GET /api/v1/week': {
    does: 'One week against its goal.',
    ...reads,
    query: WeekQuery,
    answer: WeekAnswer,
  },
};
