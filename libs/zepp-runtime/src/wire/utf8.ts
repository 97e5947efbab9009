/** UTF-8 without `TextEncoder`, which the guest must not have. Lone surrogates become U+FFFD. */
export function toUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const sign of text) {
    let code = sign.codePointAt(0) ?? 0xfffd;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
      bytes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return Uint8Array.from(bytes);
}

const followers = (first: number) => (first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0);

/** The code point at `at`, or U+FFFD over one byte where the bytes are no UTF-8. */
function codeAt(bytes: Uint8Array, at: number): { code: number; next: number } {
  const first = bytes[at] ?? 0;
  const count = followers(first);
  if (count === 0) return { code: first < 0x80 ? first : 0xfffd, next: at + 1 };
  let code = first & (0x3f >> count);
  for (let k = 1; k <= count; k += 1) {
    const byte = bytes[at + k] ?? 0;
    if ((byte & 0xc0) !== 0x80) return { code: 0xfffd, next: at + k };
    code = (code << 6) | (byte & 63);
  }
  return {
    code: code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0xfffd : code,
    next: at + count + 1,
  };
}

export function fromUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const { code, next } = codeAt(bytes, at);
    text += String.fromCodePoint(code);
    at = next;
  }
  return text;
}
