import type { Operations } from '../../api/operation.js';
import { AccountAnswer, DoneAnswer, LoginForm } from '../forms.js';
import { SecondStepForm } from '../second-factor/forms.js';
import { PasswordForm, ResetForm, SignInsAnswer } from './forms.js';

const people = { access: ['account'], scopes: 'no-key' } as const;
const entry = { access: ['anyone'], scopes: 'no-key', limit: 'entry' } as const;

export const signInOperations: Operations = {
  'POST /api/v1/login': {
    does: 'Signs in, or asks for the second step.',
    ...entry,
    body: LoginForm,
    answer: AccountAnswer,
  },
  'POST /api/v1/login/second': {
    does: 'The second step: the ticket of the first and a code.',
    ...entry,
    body: SecondStepForm,
    answer: AccountAnswer,
  },
  'POST /api/v1/logout': { does: 'Signs out.', ...people, answer: DoneAnswer },
  'GET /api/v1/sign-ins': {
    does: 'Lists the browsers that are signed in.',
    ...people,
    answer: SignInsAnswer,
  },
  'DELETE /api/v1/sign-ins': { does: 'Ends all other sign-ins.', ...people, answer: DoneAnswer },
  'DELETE /api/v1/sign-ins/{id}': {
    does: 'Ends a sign-in; its sockets close.',
    ...people,
    answer: DoneAnswer,
  },
  'POST /api/v1/password': {
    does: 'Changes the password and ends all other sign-ins.',
    ...people,
    limit: 'password',
    body: PasswordForm,
    answer: DoneAnswer,
  },
  'POST /api/v1/reset': {
    does: 'Sets a new password by a one-time link of the operator’s.',
    ...entry,
    body: ResetForm,
    answer: DoneAnswer,
  },
};
