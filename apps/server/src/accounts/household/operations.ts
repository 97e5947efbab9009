import type { Operations } from '../../api/operation.js';
import { AccountAnswer } from '../forms.js';
import {
  DoneAnswer,
  InvitationForm,
  InvitationsAnswer,
  JoinForm,
  MadeInvitationAnswer,
  MembersAnswer,
  RoleForm,
} from './forms.js';

const owners = { access: ['owner'], scopes: 'no-key' } as const;

export const householdOperations: Operations = {
  'GET /api/v1/members': {
    does: 'Lists who has an account here, never their data.',
    ...owners,
    answer: MembersAnswer,
  },
  'POST /api/v1/members/{id}/role': {
    does: 'Gives a member another role.',
    ...owners,
    body: RoleForm,
    answer: DoneAnswer,
  },
  'POST /api/v1/members/{id}/disable': {
    does: 'Switches an account off: nothing of it gets in, nothing of it is lost.',
    ...owners,
    answer: DoneAnswer,
  },
  'POST /api/v1/members/{id}/enable': {
    does: 'Switches an account on again.',
    ...owners,
    answer: DoneAnswer,
  },
  'DELETE /api/v1/members/{id}': {
    does: 'Removes an account that was off for seven days, with all its data.',
    ...owners,
    answer: DoneAnswer,
  },
  'POST /api/v1/invitations': {
    does: 'Makes an invitation and shows its address once.',
    ...owners,
    body: InvitationForm,
    answer: MadeInvitationAnswer,
  },
  'GET /api/v1/invitations': {
    does: 'Lists invitations that can still be used.',
    ...owners,
    answer: InvitationsAnswer,
  },
  'DELETE /api/v1/invitations/{id}': { does: 'Withdraws an invitation.', ...owners, answer: DoneAnswer },
  'POST /api/v1/join': {
    does: 'Makes an account by an invitation and signs it in.',
    access: ['anyone'],
    scopes: 'no-key',
    limit: 'entry',
    body: JoinForm,
    answer: AccountAnswer,
  },
};
