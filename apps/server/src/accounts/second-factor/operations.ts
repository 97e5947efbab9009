import type { Operations } from '../../api/operation.js';
import { DoneAnswer } from '../forms.js';
import { CodeForm, EnrolForm, EnrolledAnswer, FactorAnswer, RecoveryAnswer, TurnOffForm } from './forms.js';

const people = { access: ['account'], scopes: 'no-key' } as const;

export const secondFactorOperations: Operations = {
  'GET /api/v1/second-factor': {
    does: 'Whether signing in asks for a second code.',
    ...people,
    answer: FactorAnswer,
  },
  'POST /api/v1/second-factor': {
    does: 'Begins a second factor: its secret, shown this once. Nothing changes before it is confirmed.',
    ...people,
    limit: 'password',
    body: EnrolForm,
    answer: EnrolledAnswer,
  },
  'POST /api/v1/second-factor/confirm': {
    does: 'Turns it on by a code, and shows ten recovery codes once.',
    ...people,
    limit: 'code',
    body: CodeForm,
    answer: RecoveryAnswer,
  },
  'POST /api/v1/second-factor/off': {
    does: 'Turns it off, by password and code.',
    ...people,
    limit: 'password',
    body: TurnOffForm,
    answer: DoneAnswer,
  },
};
