import type { Instant } from '../units/index.js';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_SIGNS = 10;
const CHANCE_SIGNS = 16;
const FORM = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

function timePart(now: Instant): string {
  let rest = now;
  let text = '';
  for (let place = 0; place < TIME_SIGNS; place += 1) {
    text = SIGNS.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function chancePart(random: () => number): string {
  let text = '';
  for (let place = 0; place < CHANCE_SIGNS; place += 1) text += SIGNS.charAt(Math.floor(random() * 32));
  return text;
}

/**
 * Twenty-six Crockford base32 signs: ten of time, sixteen drawn one by one. An identifier, never a secret.
 * @param random numbers in [0, 1), one for each of the sixteen signs
 */
export const newId = (now: Instant, random: () => number): string => timePart(now) + chancePart(random);
export const newJournalId = newId;
export const newSessionId = newId;

/** The server writes corrections into one journal of this name per account. */
export const SERVER_JOURNAL = 'server';
export const isId = (value: unknown): value is string => typeof value === 'string' && FORM.test(value);
export const isJournalId = isId;
export const isSessionId = isId;
