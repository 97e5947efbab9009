/** Base64 without `atob`, `btoa` or `Buffer`: the same code runs in every engine. */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PLACES: Record<string, number> = {};
for (let i = 0; i < SIGNS.length; i += 1) PLACES[SIGNS.charAt(i)] = i;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += SIGNS.charAt(word >> 18) + SIGNS.charAt((word >> 12) & 63);
    text += i + 1 < bytes.length ? SIGNS.charAt((word >> 6) & 63) : '=';
    text += i + 2 < bytes.length ? SIGNS.charAt(word & 63) : '=';
  }
  return text;
}

export function fromBase64(text: string): Uint8Array {
  const signs = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((signs.length * 3) / 4));
  for (let i = 0, at = 0; at < bytes.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k += 1) word = (word << 6) | (PLACES[signs.charAt(i + k)] ?? 0);
    for (let k = 16; k >= 0 && at < bytes.length; k -= 8, at += 1) bytes[at] = (word >> k) & 255;
  }
  return bytes;
}
