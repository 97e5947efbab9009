import type { Operations } from '../../api/operation.js';
import { EventsAnswer, ServerEventsAnswer } from './forms.js';

export const auditOperations: Operations = {
  'GET /api/v1/security-events': {
    does: 'What happened to the safety of the own account, newest first.',
    access: ['account'],
    scopes: 'no-key',
    answer: EventsAnswer,
  },
  'GET /api/v1/server-events': {
    does: 'What concerns the whole server: members, and tries to get in.',
    access: ['owner'],
    scopes: 'no-key',
    answer: ServerEventsAnswer,
  },
};
