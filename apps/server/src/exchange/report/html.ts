/** Markup that is ready to be sent; texts become it by `html` alone, which escapes them. */
export type Html = { readonly markup: string };
type Part = Html | readonly Html[] | string | number;

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as a page shows it; control signs, which no page may hold, are left out. */
export const escaped = (text: string): string =>
  text.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, ' ').replace(/[&<>"']/g, (sign) => SIGNS[sign] as string);

const markupOf = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
};

/** Whatever stands in the template's holes is text, unless it is markup of this kind already. */
export const html = (words: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: words.reduce((all, word, index) => `${all}${markupOf(parts[index - 1] ?? '')}${word}`),
});
