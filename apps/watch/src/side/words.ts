import type { Answer } from './answers.js';

/** What each outcome is called on the phone's page. */
const WORDS: Record<string, string> = {
  'no-address': 'Type the address of your server first.',
  'bad-address': 'This is not an address. It looks like http://192.168.1.20:4180',
  'no-watch': 'No watch yet: open Plumbline on the watch. The code waits here.',
  offline: 'Nothing answers at this address. Is the server running, and is the phone in the same network?',
  certificate: 'The server answers, but its certificate is not trusted by this phone.',
  'not-plumbline': 'Something answers at this address, but it is not a Plumbline server.',
  'wrong-code':
    'This code is not right, or older than ten minutes. Make a new one in the dashboard under Devices.',
  misdirected: 'The server does not go by this name. Use its IP address, or set PUBLIC_URL on the server.',
  'slow-down': 'Too many tries. Wait a few minutes.',
  revoked: 'This watch was removed in the dashboard. Connect it again with a new code.',
  unauthorized: 'The server does not know this watch any more. Connect it again with a new code.',
  disconnected: 'Disconnected. Sessions stay on the watch until you connect again.',
};

export const wordsFor = (code: string): string | undefined => WORDS[code];

/** A sentence for any refusal: ours, else the server's own, else its code. */
export const explain = (answer: Answer): string =>
  wordsFor(answer.code ?? '') ?? (answer.message || `The server refused: ${answer.code ?? 'unknown'}.`);

export const connectedAs = (accountName: string): string => `Connected to ${accountName}.`;
export const reached = (version: string): string => `Reached: Plumbline ${version}.`;

/** After these the token is worth nothing. */
export const endsPairing = (code: string): boolean => ['revoked', 'unauthorized'].includes(code);
