import type { Operations } from '../../api/operation.js';
import { DoneAnswer, GrantsAnswer, LinkForm, MadeLinkAnswer, TakeForm, TakenAnswer } from './forms.js';

const people = { access: ['account'], scopes: 'no-key' } as const;

export const sharingOperations: Operations = {
  'GET /api/v1/history-grants': {
    does: 'Who may read the own history, whose history may be read, and links not taken yet.',
    ...people,
    answer: GrantsAnswer,
  },
  'POST /api/v1/history-grants/links': {
    does: 'Makes a link by which one person may come to read the own history, and shows it once.',
    ...people,
    body: LinkForm,
    answer: MadeLinkAnswer,
  },
  'DELETE /api/v1/history-grants/links/{id}': {
    does: 'Withdraws a link that nobody has taken.',
    ...people,
    answer: DoneAnswer,
  },
  'POST /api/v1/history-grants/take': {
    does: 'Takes a link: from then on the history of who made it may be read.',
    ...people,
    limit: 'link',
    body: TakeForm,
    answer: TakenAnswer,
  },
  'DELETE /api/v1/history-grants/readers/{id}': {
    does: 'Ends that an account may read the own history, at once.',
    ...people,
    answer: DoneAnswer,
  },
  'DELETE /api/v1/history-grants/histories/{id}': {
    does: 'Gives back that one may read the history of an account.',
    ...people,
    answer: DoneAnswer,
  },
};
