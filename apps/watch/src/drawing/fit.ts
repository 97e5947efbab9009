/** Widths of a wide sans serif by kind of letter, in parts of the size; with room for a font we do not have here. */
const NARROW = /[iljtfrI.,:;'!|() ]/;
const WIDE = /[mwMW@%]/;
const SPARE = 1.08;

const widthOf = (letter: string): number => {
  if (NARROW.test(letter)) return 0.34;
  if (WIDE.test(letter)) return 0.88;
  return letter === letter.toUpperCase() && /[A-Z]/.test(letter) ? 0.68 : 0.58;
};

/** About how wide `text` is at `size`, in pixels; rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (let i = 0; i < text.length; i += 1) width += widthOf(text.charAt(i));
  return width * size * SPARE;
}

/** The largest size up to `most` at which `text` fits in one line of `width`, never below `least`. */
export function fitSize(text: string, width: number, most: number, least: number): number {
  const wide = textWidth(text, most);
  return wide <= width ? most : Math.max(least, Math.floor((most * width) / wide));
}
