import { createHash } from 'node:crypto';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twenty-six Crockford signs from a text, the same for the same one: so that what is sent twice is known. */
export function idFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  const signs = Array.from({ length: 26 }, (_, index) => SIGNS.charAt((bytes[index] as number) % 32));
  return `${SIGNS.charAt((bytes[26] as number) % 8)}${signs.slice(1).join('')}`;
}

/** `round`: how often the same was brought in and taken back before. */
export const journalIdFor = (digest: string, take: string, round: number): string =>
  idFrom(`plumbline import ${digest} ${take} ${round}`);

/** `number`: which of the sessions of the file it is, from 1. */
export const sessionIdFor = (journalId: string, number: number): string => idFrom(`${journalId} ${number}`);
