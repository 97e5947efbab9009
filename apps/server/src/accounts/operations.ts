import type { Operations } from '../api/operation.js';
import { AccountAnswer, ClaimForm, DoneAnswer, LoginForm, MeAnswer } from './forms.js';

export const accountsOperations: Operations = {
  'GET /api/v1/me': { does: 'Who is signed in, if anyone.', access: ['anyone'], answer: MeAnswer },
  'POST /api/v1/claim': {
    does: 'Makes the first account.',
    access: ['anyone'],
    body: ClaimForm,
    answer: AccountAnswer,
  },
  'POST /api/v1/login': { does: 'Signs in.', access: ['anyone'], body: LoginForm, answer: AccountAnswer },
  'POST /api/v1/logout': { does: 'Signs out.', access: ['account'], answer: DoneAnswer },
};
