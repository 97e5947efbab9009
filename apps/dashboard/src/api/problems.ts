import type { Refusal } from './wire.js';

/** Every refusal a person can meet here, as the sentence we say. */
const sentences: Record<string, string> = {
  offline: 'The server does not answer. Is it still running?',
  'not-signed-in': 'Please sign in first.',
  unauthorized: 'Please sign in first.',
  'wrong-login': 'That name and password do not belong together.',
  'wrong-password': 'That name and password do not belong together.',
  'wrong-token': 'This claim link is no longer valid. Start the server again for a fresh one.',
  'already-claimed': 'This server already has an owner. Sign in instead.',
  'weak-password': 'Please choose a password of at least 10 characters.',
  'slow-down': 'That was a little too often. Please wait a moment and try again.',
  'not-found': 'There is nothing here, or it belongs to somebody else.',
  'wrong-origin': 'This page was opened under another address than the server expects.',
  'too-large': 'That is more than the server takes at once.',
  invalid: 'Something in the form is not right. Please look at it again.',
};

/** One sentence for any refusal; an unknown code is named so that it can be reported. */
export function sentenceFor(refusal: Refusal): string {
  return sentences[refusal.code] ?? `Something we did not expect happened (${refusal.code}). Please try again.`;
}

export const offline: Refusal = { ok: false, code: 'offline', message: 'The server does not answer.' };
