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

/** Numbers in [0, 1) that are the same for the same text, and look like chance for any other. */
function drawnFrom(text: string): () => number {
  let state = text.length;
  const stir = (by: number) => {
    state = Math.imul(state ^ by, 0x85ebca6b);
    state ^= state >>> 13;
  };
  for (let at = 0; at < text.length; at += 1) stir(text.charCodeAt(at));
  return () => {
    stir(0x9e3779b9);
    return (state >>> 0) / 0x100000000;
  };
}

/**
 * The id of the journal that goes on from another one at a fork, at the entry that is its first. The same for the same: a
 * watch that was restored to an older copy twice goes on where it went on before, and nothing of it is stored a second time.
 * @param journalId the journal that forked; what it drew by chance is kept in the new id
 * @param at instant of the first entry
 * @param first that entry as text
 */
export function continuedJournalId(journalId: string, at: Instant, first: string): string {
  const draw = drawnFrom(`${journalId} ${first}`);
  let chance = '';
  for (let place = TIME_SIGNS; place < TIME_SIGNS + CHANCE_SIGNS; place += 1)
    chance += SIGNS.charAt((SIGNS.indexOf(journalId.charAt(place)) + 1 + Math.floor(draw() * 32)) & 31);
  return timePart(at) + chance;
}
export const newSessionId = newId;

/** The server writes corrections into one journal of this name per account. */
export const SERVER_JOURNAL = 'server';
export const isId = (value: unknown): value is string => typeof value === 'string' && FORM.test(value);
export const isJournalId = isId;
export const isSessionId = isId;
