import type { Refusal } from './wire.js';

/** Every refusal a person can meet here, as the sentence we say. */
const sentences: Record<string, string> = {
  offline: 'The server does not answer. Is it still running?',
  unauthorized: 'Please sign in first.',
  'wrong-login': 'That name and password do not belong together.',
  'second-factor-needed': 'Please type the code that your app shows now.',
  'wrong-password': 'That is not the password of this account.',
  'last-owner': 'A server needs an owner. Make somebody else one first.',
  'disable-first': 'Please switch this account off first; it can be removed seven days later.',
  'already-on': 'The second factor is on already.',
  'wrong-second-code': 'That code is wrong or was used already. Wait for the next one.',
  'ticket-over': 'That has run out or was used already. Please begin again.',
  'wrong-invitation': 'This invitation is no longer valid. Ask for a fresh one.',
  'wrong-link': 'This link is no longer valid. Ask for a fresh one.',
  'own-link': 'This link leads to your own history. Give it to whoever may read it.',
  'name-taken': 'Somebody here already has that name. Please choose another.',
  disabled: 'This account is switched off. The owner of the server can switch it on again.',
  'wrong-token': 'This claim link is no longer valid. Start the server again for a fresh one.',
  'already-claimed': 'This server has an owner already. Reload the page to sign in.',
  'weak-password': 'Please choose a password of 10 to 200 characters.',
  'wrong-origin': 'This page was opened under another address than the server expects.',
  misdirected: 'The server does not answer under this name. Its owner can allow it with PUBLIC_URL.',
  forbidden: 'You may not do that here.',
  'not-found': 'There is nothing here, or it belongs to somebody else.',
  'slow-down': 'That was a little too often. Please wait a moment and try again.',
  'too-large': 'That is more than the server takes at once.',
  invalid: 'Something in the form is not right. Please look at it again.',
  busy: 'The server is busy writing. Please try again shortly.',
  'preview-first': 'Your account holds something already. Please look at what the file would bring first.',
  'other-file': 'This is not the file you looked at. Please choose it again.',
  'file-refused': 'This file cannot be brought in as it is.',
  'nothing-new': 'Nothing was left to bring in: these sessions are here already, or none was chosen.',
  expired: 'This has run out. Please make a new one.',
  'scope-missing': 'This key may not do that.',
  clash: 'Somebody else has changed it in the meantime. Please look at it again.',
  'not-over': 'This session is still going on.',
  'too-late': 'Thirty days have passed; this can no longer be taken back.',
  'too-many': 'There are as many of these as one account may have.',
  'address-refused': 'The server does not send to that address. Its operator may allow it.',
  'cannot-write': 'The disk of the server is full or takes no writes. Nothing was stored.',
  stopping: 'The server is stopping. Please try again in a moment.',
  internal: 'Something went wrong on the server. Its log says what.',
};

/** One sentence for any refusal; an unknown code is named so that it can be reported. */
export function sentenceFor(refusal: Refusal): string {
  return (
    sentences[refusal.code] ?? `Something we did not expect happened (${refusal.code}). Please try again.`
  );
}

export const offline: Refusal = { ok: false, code: 'offline', message: 'The server does not answer.' };
