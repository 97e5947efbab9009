/** Texts without anything to escape are nearly all; asking first is several times faster than having them escaped. */
const PLAIN = /^[ !#-[\]-~]*$/;
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

const list = (values: readonly unknown[]): string =>
  `[${values.map((each) => written(each) || 'null').join(',')}]`;

/** Written key by key: an object that is built first would put keys like `10` before all others, by number. */
function record(value: Record<string, unknown>): string {
  let fields = '';
  for (const key of Object.keys(value).sort()) {
    const text = written(value[key]);
    if (text !== undefined) fields += `${fields === '' ? '' : ','}${quoted(key)}:${text}`;
  }
  return `{${fields}}`;
}

function written(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null';
  if (Array.isArray(value)) return list(value);
  if (value !== null && typeof value === 'object') return record(value as Record<string, unknown>);
  return JSON.stringify(value);
}

/**
 * JSON with sorted keys and no spaces: equal bytes for equal data, whoever wrote it. Keys sort by UTF-16 code unit.
 * For plain data; a field without a value is left out, as JSON has it, and nothing at all is `null`.
 */
export const canonicalJson = (value: unknown): string => written(value) || 'null';

/** Length in bytes as UTF-8, without an encoder (the watch has none). A lone surrogate counts three, as it would be written. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text, index + 1)) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}

const isLowSurrogate = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit < 0xe000;
};
