import * as v from 'valibot';
import { DoneAnswer } from '../accounts/forms.js';
import { accountsOperations } from '../accounts/operations.js';
import { calendarOperations } from '../calendar/operations.js';
import { correctionsOperations } from '../corrections/operations.js';
import { devicesOperations } from '../devices/operations.js';
import { documentsOperations } from '../documents/operations.js';
import { exchangeOperations } from '../exchange/operations.js';
import { importsOperations } from '../imports/operations.js';
import { journalOperations } from '../journal/operations.js';
import { progressOperations } from '../progress/operations.js';
import { sessionsOperations } from '../sessions/operations.js';
import { transferOperations } from '../transfer/operations.js';
import { webhooksOperations } from '../webhooks/operations.js';
import type { Operations } from './operation.js';

const Health = v.object({ status: v.literal('ok'), version: v.string() });

const VersionAnswer = v.object({ ok: v.literal(true), version: v.string(), minimumClient: v.string() });

const open = { access: ['anyone'], scopes: 'no-key', limit: 'cheap' } as const;

const apiOperations: Operations = {
  'GET /api/v1/health': { does: 'Says that the server is ready.', ...open, answer: Health },
  'GET /api/v1/ready': {
    does: 'Says whether it takes work now: the database answers and can be written, and it is not stopping.',
    ...open,
    answer: DoneAnswer,
  },
  'GET /api/v1/version': {
    does: 'Which release answers, and the oldest client that still understands it.',
    ...open,
    answer: VersionAnswer,
  },
  'GET /api/v1/openapi.json': { does: 'This description.', ...open, answer: v.looseObject({}) },
};

/** Every address of the server, feature by feature. */
export const OPERATIONS: Operations = {
  ...apiOperations,
  ...accountsOperations,
  ...correctionsOperations,
  ...devicesOperations,
  ...documentsOperations,
  ...exchangeOperations,
  ...importsOperations,
  ...journalOperations,
  ...progressOperations,
  ...sessionsOperations,
  ...webhooksOperations,
  ...calendarOperations,
  ...transferOperations,
};
