import type { Operations } from '../api/operation.js';
import { CorrectionAnswer, CorrectionForm, DeletedAnswer, HistoryAnswer } from './forms.js';

const reads = { access: ['account'], scopes: ['history:read'] } as const;
const writes = { access: ['account'], scopes: ['corrections:write'] } as const;

export const correctionsOperations: Operations = {
  'POST /api/v1/sessions/{id}/corrections': {
    does: 'Says how a session really was; its entries stay as they are.',
    ...writes,
    body: CorrectionForm,
    answer: CorrectionAnswer,
  },
  'GET /api/v1/sessions/{id}/corrections': {
    does: 'The history of edits of a session, also of a deleted one.',
    ...reads,
    answer: HistoryAnswer,
  },
  'DELETE /api/v1/sessions/{id}': {
    does: 'Deletes a session; for thirty days that can be undone.',
    ...writes,
    answer: CorrectionAnswer,
  },
  'POST /api/v1/sessions/{id}/corrections/{seq}/undo': {
    does: 'Takes back a correction or a delete.',
    ...writes,
    answer: CorrectionAnswer,
  },
  'GET /api/v1/deleted-sessions': {
    does: 'Deleted sessions that can still come back.',
    ...reads,
    answer: DeletedAnswer,
  },
};
