/** Numbers, colours and strings as they stand in an SVG: the same bytes on every host. */

/** At most two decimals, no exponent, no `-0`; what is not a finite number becomes 0. */
export const fixed = (value: number): string => decimals(value, 100);

/** At most five decimals, for scales. */
export const fine = (value: number): string => decimals(value, 100_000);

function decimals(value: number, parts: number): string {
  if (!Number.isFinite(value)) return '0';
  const rounded = Math.round(Math.max(-1e7, Math.min(1e7, value)) * parts) / parts;
  return rounded === 0 ? '0' : String(rounded);
}

/** `0xRRGGBB` as `#rrggbb`; higher bits are cut off. */
export const colour = (value: number): string =>
  `#${(Math.trunc(Number.isFinite(value) ? value : 0) & 0xffffff).toString(16).padStart(6, '0')}`;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an attribute or between tags; signs that XML forbids become U+FFFD. */
export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Control signs, lone surrogates and the two non-characters: no XML document may hold them. */
const FORBIDDEN = new RegExp(
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]' +
    '|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]',
  'g',
);
