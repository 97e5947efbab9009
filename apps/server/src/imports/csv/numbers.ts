/** A number as people of either habit write it: 12.5, 12,5, 1.234,5 and 1,234.5. Undefined for what is none. */
export function numberIn(text: string): number | undefined {
  const bare = text.trim().replace(/[\s’']/g, '');
  if (!/^[+-]?\d[\d.,]*$/.test(bare)) return undefined;
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const other = bare[last] === ',' ? '.' : ',';
  const [sign] = last < 0 ? [''] : [bare[last] as string];
  const hasBoth = bare.includes(',') && bare.includes('.');
  const isDecimal = last >= 0 && (hasBoth || bare.indexOf(sign) === last);
  const whole = bare.replaceAll(other, '');
  const plain = isDecimal ? whole.replace(',', '.') : whole.replace(/[.,]/g, '');
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

const CLOCK = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/;
const WITH_UNITS =
  /^(?:(\d+)\s*(?:h|std\.?|stunden?|hours?))?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:m|min\.?|minuten?|minutes?))?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:s|sek\.?|sec\.?|sekunden?|seconds?))?$/i;

/** A length in milliseconds; a bare number is of `unitMs`. Undefined for what is no length; negative ones are kept. */
export function lengthIn(text: string, unitMs: number): number | undefined {
  const bare = text.trim();
  const plain = numberIn(bare);
  if (plain !== undefined) return Math.round(plain * unitMs);
  const clock = CLOCK.exec(bare);
  // Two parts are hours and minutes, as spreadsheets show lengths; three are what they seem.
  if (clock) return ((Number(clock[1]) * 60 + Number(clock[2])) * 60 + Number(clock[3] ?? 0)) * 1000;
  const units = WITH_UNITS.exec(bare);
  if (!units || bare === '') return undefined;
  const [hours, minutes, seconds] = [1, 2, 3].map((index) => numberIn(units[index] ?? '0') ?? 0) as [
    number,
    number,
    number,
  ];
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}
