/** Texts without anything to escape are nearly all; asking first is several times faster than having them escaped. */
const PLAIN = /^[ !#-[\]-~]*$/;
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

const list = (values: readonly unknown[]): string =>
  `[${values.map((each) => written(each) || 'null').join(',')}]`;

const MOST_KNOWN_KEYS = 500;
const knownKeys = new Map<string, string>();

/** A key with its quotes and its colon. Journals say the same few again and again. */
function named(key: string): string {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const text = `${quoted(key)}:`;
  if (knownKeys.size < MOST_KNOWN_KEYS && key.length <= 40) knownKeys.set(key, text);
  return text;
}

/** For the few keys that a record has, putting each in its place is several times faster than the engine's sort. */
function sorted(keys: string[]): string[] {
  if (keys.length > 16) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] as string;
    let at = end;
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** Written key by key: an object that is built first would put keys like `10` before all others, by number. */
function record(value: Record<string, unknown>): string {
  let fields = '';
  for (const key of sorted(Object.keys(value))) {
    const text = written(value[key]);
    if (text !== undefined) fields += `${fields === '' ? '' : ','}${named(key)}${text}`;
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
