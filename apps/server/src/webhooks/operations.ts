import { DoneAnswer } from '../accounts/forms.js';
import type { Operations } from '../api/operation.js';
import {
  DeliveriesAnswer,
  MadeWebhookAnswer,
  ResumeForm,
  TestAnswer,
  WebhookAnswer,
  WebhookForm,
  WebhooksAnswer,
} from './forms.js';

/** They send what happens to somewhere else: a person's to decide, not a program's. */
const people = { access: ['account'], scopes: 'no-key' } as const;

export const webhooksOperations: Operations = {
  'POST /api/v1/webhooks': {
    does: 'Makes a webhook and shows its secret once.',
    ...people,
    body: WebhookForm,
    answer: MadeWebhookAnswer,
  },
  'GET /api/v1/webhooks': { does: 'Lists webhooks.', ...people, answer: WebhooksAnswer },
  'DELETE /api/v1/webhooks/{id}': { does: 'Removes a webhook.', ...people, answer: DoneAnswer },
  'GET /api/v1/webhooks/{id}/deliveries': {
    does: 'The last hundred deliveries, newest first.',
    ...people,
    answer: DeliveriesAnswer,
  },
  'POST /api/v1/webhooks/{id}/test': {
    does: 'Sends a test event now and says how it went.',
    ...people,
    limit: 'webhook-test',
    answer: TestAnswer,
  },
  'POST /api/v1/webhooks/{id}/pause': {
    does: 'Stops delivering.',
    ...people,
    answer: WebhookAnswer,
  },
  'POST /api/v1/webhooks/{id}/resume': {
    does: 'Delivers again, from where it stopped or from now on.',
    ...people,
    body: ResumeForm,
    answer: WebhookAnswer,
  },
};
