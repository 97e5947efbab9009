import { createHash, randomBytes } from 'node:crypto';

/** device, sign-in, claim, webhook, calendar, key, invitation, ticket, reset, known browser, link to a history */
export type TokenPrefix = `plb_${'d' | 's' | 'c' | 'w' | 'i' | 'k' | 'v' | 't' | 'r' | 'b' | 'h'}_`;

/** 256 random bits behind a prefix that secret scanners can know. Shown once; only its hash is kept. */
export const newToken = (prefix: TokenPrefix): string => prefix + randomBytes(32).toString('base64url');

/** A fast hash is right here: there is nothing to guess in 256 bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const newId = (): string => randomBytes(12).toString('base64url');
