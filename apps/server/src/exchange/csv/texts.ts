/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front, which it shows as text. One that already
 * has apostrophes before such a sign gets one more, so that reading takes off exactly what writing put on.
 */
export const guarded = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** The text that was guarded. */
export const unguarded = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
