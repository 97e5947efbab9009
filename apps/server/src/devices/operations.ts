import { DoneAnswer } from '../accounts/forms.js';
import type { Operations } from '../api/operation.js';
import { CodeAnswer, DevicesAnswer, PairAnswer, PairForm } from './forms.js';

const people = { access: ['account'], scopes: 'no-key' } as const;

export const devicesOperations: Operations = {
  'POST /api/v1/pairing-codes': { does: 'Makes a pairing code.', ...people, answer: CodeAnswer },
  'POST /api/v1/pair': {
    does: 'Trades a pairing code for a device token.',
    access: ['anyone', 'device'],
    limit: 'pairing',
    scopes: 'no-key',
    body: PairForm,
    answer: PairAnswer,
  },
  'GET /api/v1/devices': { does: 'Lists devices.', ...people, answer: DevicesAnswer },
  'DELETE /api/v1/devices/{id}': { does: 'Removes a device.', ...people, answer: DoneAnswer },
};
