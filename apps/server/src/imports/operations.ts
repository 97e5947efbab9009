import type { Operations } from '../api/operation.js';
import { BringQuery, ImportAnswer, ImportsAnswer, PreviewAnswer, PreviewQuery } from './forms.js';

const sends = { limit: 'history', access: ['account'], scopes: ['history:import'] } as const;

export const importsOperations: Operations = {
  'POST /api/v1/session-imports/preview': {
    does: 'What a CSV or FIT file would bring in; nothing is brought in.',
    ...sends,
    query: PreviewQuery,
    answer: PreviewAnswer,
  },
  'POST /api/v1/session-imports': {
    does: 'Brings sessions of a CSV or FIT file in; the same once more brings nothing twice.',
    ...sends,
    query: BringQuery,
    answer: ImportAnswer,
  },
  'GET /api/v1/session-imports': {
    does: 'The files that were brought in, newest first.',
    access: ['account'],
    scopes: ['history:read'],
    answer: ImportsAnswer,
  },
  'DELETE /api/v1/session-imports/{id}': {
    does: 'Takes a file’s sessions back; for thirty days that can be undone.',
    ...sends,
    answer: ImportAnswer,
  },
  'POST /api/v1/session-imports/{id}/restore': {
    does: 'Brings the sessions of a file back that was taken back.',
    ...sends,
    answer: ImportAnswer,
  },
};
