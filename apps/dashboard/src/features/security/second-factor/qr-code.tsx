import { encode } from 'uqr';

/** Modules of light around the code, as the standard asks; readers find it by them. */
const QUIET = 4;

/** A text to be scanned. Dark on light in both themes, because not every reader knows the reverse. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET });
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path class="qr-light" d={`M0 0h${size}v${size}h-${size}z`} />
      <path class="qr-dark" d={darkPath(data)} />
    </svg>
  );
}

/** One rectangle for each run of dark modules, row by row. */
export function darkPath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const signs = row.map((dark) => (dark ? '#' : ' ')).join('');
      return [...signs.matchAll(/#+/g)].map(
        ({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`,
      );
    })
    .join('');
}
