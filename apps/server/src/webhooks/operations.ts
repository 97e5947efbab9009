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

export const webhooksOperations: Operations = {
  'POST /api/v1/webhooks': {
    does: 'Makes a webhook and shows its secret once.',
    access: ['account'],
    body: WebhookForm,
    answer: MadeWebhookAnswer,
  },
  'GET /api/v1/webhooks': { does: 'Lists webhooks.', access: ['account'], answer: WebhooksAnswer },
  'DELETE /api/v1/webhooks/{id}': { does: 'Removes a webhook.', access: ['account'], answer: DoneAnswer },
  'GET /api/v1/webhooks/{id}/deliveries': {
    does: 'The last hundred deliveries, newest first.',
    access: ['account'],
    answer: DeliveriesAnswer,
  },
  'POST /api/v1/webhooks/{id}/test': {
    does: 'Sends a test event now and says how it went.',
    access: ['account'],
    answer: TestAnswer,
  },
  'POST /api/v1/webhooks/{id}/pause': {
    does: 'Stops delivering.',
    access: ['account'],
    answer: WebhookAnswer,
  },
  'POST /api/v1/webhooks/{id}/resume': {
    does: 'Delivers again, from where it stopped or from now on.',
    access: ['account'],
    body: ResumeForm,
    answer: WebhookAnswer,
  },
};
