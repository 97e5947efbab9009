/** The base types of the FIT protocol that we write: their code, their size, and what says that nothing is known. */
const BASE_TYPES = {
  enum: { code: 0x00, bytes: 1, invalid: 0xff },
  uint8: { code: 0x02, bytes: 1, invalid: 0xff },
  uint16: { code: 0x84, bytes: 2, invalid: 0xffff },
  uint32: { code: 0x86, bytes: 4, invalid: 0xffff_ffff },
  uint32z: { code: 0x8c, bytes: 4, invalid: 0 },
  string: { code: 0x07, bytes: 1, invalid: 0 },
} as const;

/** `bytes` is the room of a text, its closing nought included; shorter ones are filled up. */
export type Field =
  | { num: number; type: Exclude<keyof typeof BASE_TYPES, 'string'> }
  | { num: number; type: 'string'; bytes: number };
export type Value = number | string | undefined;

export const sizeOf = (field: Field): number =>
  field.type === 'string' ? field.bytes : BASE_TYPES[field.type].bytes;
export const codeOf = ({ type }: Field): number => BASE_TYPES[type].code;

/** A value in its field, little endian; what is missing or does not fit is written as not known. */
export function written(field: Field, value: Value): Buffer {
  if (field.type === 'string') return textIn(field.bytes, typeof value === 'string' ? value : '');
  const { bytes, invalid } = BASE_TYPES[field.type];
  const out = Buffer.alloc(bytes);
  out.writeUIntLE(fits(value, 2 ** (8 * bytes)) ? value : invalid, 0, bytes);
  return out;
}

const fits = (value: Value, limit: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < limit;

/** Cut between two signs, never inside one. */
function textIn(bytes: number, text: string): Buffer {
  const out = Buffer.alloc(bytes);
  let at = 0;
  for (const sign of text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ')) {
    const size = Buffer.byteLength(sign);
    if (at + size >= bytes) break;
    at += out.write(sign, at);
  }
  return out;
}
