import { Deliverer } from './deliver.js';
import { Deliveries } from './deliveries.js';
import { WebhookEvents } from './events.js';
import { Turns } from './turn.js';
import { WebhooksController } from './webhooks.controller.js';
import { Webhooks } from './webhooks.js';

export const webhooksFeature = {
  controllers: [WebhooksController],
  providers: [Webhooks, WebhookEvents, Deliverer, Turns, Deliveries],
};
