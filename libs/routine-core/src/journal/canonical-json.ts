const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const source = value as Record<string, unknown>;
  const target: Record<string, unknown> = {};
  for (const key of Object.keys(source).sort()) {
    Object.defineProperty(target, key, { value: sorted(source[key]), enumerable: true });
  }
  return target;
};

/** JSON with sorted keys and no spaces: equal bytes for equal data, whoever wrote it. Keys sort by UTF-16 code unit. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

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
