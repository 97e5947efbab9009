import * as v from 'valibot';
import type { Operations } from '../api/operation.js';

export const transferOperations: Operations = {
  'GET /api/v1/export': {
    does: 'The whole account as one file of canonical JSON lines.',
    access: ['account'],
    scopes: ['data:export'],
    answer: v.string(),
  },
};
