import * as v from 'valibot';
import type { Operations } from '../api/operation.js';
import { ImportAnswer, ImportQuery, PreviewAnswer } from './forms.js';

export const transferOperations: Operations = {
  'GET /api/v1/export': {
    does: 'The whole account as one file of canonical JSON lines.',
    access: ['account'],
    scopes: ['data:export'],
    limit: 'export',
    answer: v.string(),
  },
  'POST /api/v1/import/preview': {
    does: 'What a file would bring into this account; nothing is brought in.',
    access: ['account'],
    scopes: 'no-key',
    limit: 'transfer',
    answer: PreviewAnswer,
  },
  'POST /api/v1/import': {
    does: 'Brings a file in. An account that holds something wants the digest of a previewed file.',
    access: ['account'],
    scopes: 'no-key',
    limit: 'transfer',
    query: ImportQuery,
    answer: ImportAnswer,
  },
  'GET /api/v1/import': {
    does: 'How the last file fares.',
    access: ['account'],
    scopes: 'no-key',
    answer: ImportAnswer,
  },
};
