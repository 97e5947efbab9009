import type { Operations } from '../api/operation.js';
import { CorrectionAnswer, CorrectionForm, DeletedAnswer, HistoryAnswer } from './forms.js';

const access: ['account'] = ['account'];

export const correctionsOperations: Operations = {
  'POST /api/v1/sessions/{id}/corrections': {
    does: 'Says how a session really was; its entries stay as they are.',
    access,
    body: CorrectionForm,
    answer: CorrectionAnswer,
  },
  'GET /api/v1/sessions/{id}/corrections': {
    does: 'The history of edits of a session, also of a deleted one.',
    access,
    answer: HistoryAnswer,
  },
  'DELETE /api/v1/sessions/{id}': {
    does: 'Deletes a session; for thirty days that can be undone.',
    access,
    answer: CorrectionAnswer,
  },
  'POST /api/v1/sessions/{id}/corrections/{seq}/undo': {
    does: 'Takes back a correction or a delete.',
    access,
    answer: CorrectionAnswer,
  },
  'GET /api/v1/deleted-sessions': {
    does: 'Deleted sessions that can still come back.',
    access,
    answer: DeletedAnswer,
  },
};
