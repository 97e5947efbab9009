import type { Operations } from '../../api/operation.js';
import { DoneAnswer } from '../forms.js';
import { KeyForm, KeysAnswer, MadeKeyAnswer } from './forms.js';

const people = { access: ['account'], scopes: 'no-key' } as const;

export const keysOperations: Operations = {
  'POST /api/v1/keys': {
    does: 'Makes an API key and shows it once.',
    ...people,
    body: KeyForm,
    answer: MadeKeyAnswer,
  },
  'GET /api/v1/keys': { does: 'Lists API keys.', ...people, answer: KeysAnswer },
  'DELETE /api/v1/keys/{id}': {
    does: 'Revokes an API key; its sockets close.',
    ...people,
    answer: DoneAnswer,
  },
};
