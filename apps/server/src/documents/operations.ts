import type { Operations } from '../api/operation.js';
import {
  DocumentAnswer,
  ListAnswer,
  ListQuery,
  PutForm,
  VersionsAnswer,
  VersionsQuery,
  WithdrawQuery,
} from './forms.js';

const reads = { access: ['account'], scopes: ['documents:read'] } as const;
const writes = { access: ['account'], scopes: ['documents:write'] } as const;

export const documentsOperations: Operations = {
  'GET /api/v1/documents': {
    does: 'Lists what holds now, by kind and id.',
    ...reads,
    query: ListQuery,
    answer: ListAnswer,
  },
  'GET /api/v1/documents/{kind}/{id}': {
    does: 'The newest version of one document.',
    ...reads,
    answer: DocumentAnswer,
  },
  'PUT /api/v1/documents/{kind}/{id}': {
    does: 'Makes the version after the one that was edited.',
    ...writes,
    body: PutForm,
    answer: DocumentAnswer,
  },
  'DELETE /api/v1/documents/{kind}/{id}': {
    does: 'Withdraws a document: a version without a body.',
    ...writes,
    query: WithdrawQuery,
    answer: DocumentAnswer,
  },
  'GET /api/v1/documents/{kind}/{id}/versions': {
    does: 'All versions of one document, newest first.',
    ...reads,
    query: VersionsQuery,
    answer: VersionsAnswer,
  },
  'GET /api/v1/documents/{kind}/{id}/versions/{version}': {
    does: 'One version of one document.',
    ...reads,
    answer: DocumentAnswer,
  },
};
