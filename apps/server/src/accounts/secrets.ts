import { createHash, randomBytes } from 'node:crypto';

export type TokenPrefix = 'plb_d_' | 'plb_s_' | 'plb_c_' | 'plb_w_' | 'plb_i_' | 'plb_k_';

/** 256 random bits behind a prefix that secret scanners can know. Shown once; only its hash is kept. */
export const newToken = (prefix: TokenPrefix): string => prefix + randomBytes(32).toString('base64url');

/** A fast hash is right here: there is nothing to guess in 256 bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const newId = (): string => randomBytes(12).toString('base64url');
