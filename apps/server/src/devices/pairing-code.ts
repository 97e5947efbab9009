import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a code survives being read aloud. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_SIGNS = 8;

/** 40 random bits, five to a sign. */
export const newPairingCode = (): string =>
  Array.from(randomBytes(CODE_SIGNS), (byte) => SIGNS[byte % SIGNS.length]).join('');

/** What was meant by what was typed, or undefined when it cannot be a code. */
export function readPairingCode(typed: string): string | undefined {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return signs.length === CODE_SIGNS && [...signs].every((sign) => SIGNS.includes(sign)) ? signs : undefined;
}
