import type { Operations } from '../api/operation.js';
import { PullAnswer, PullQuery, PushAnswer, PushForm } from './forms.js';

export const journalOperations: Operations = {
  'POST /api/v1/journal': {
    does: 'Takes entries.',
    access: ['device'],
    scopes: 'no-key',
    body: PushForm,
    answer: PushAnswer,
  },
  'GET /api/v1/changes': {
    does: 'What happened since a position.',
    access: ['device', 'account'],
    scopes: ['history:read', 'documents:read'],
    query: PullQuery,
    answer: PullAnswer,
  },
};
