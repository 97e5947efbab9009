/** `%s` and `%d` take the values in turn, `%1$s` by number; `%%` is the sign. What finds no value stays. */
export function format(text: string, ...values: unknown[]): string {
  let used = 0;
  return text.replace(/%(?:(\d+)\$)?([sdif%])/g, (mark, place: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    const at = place === undefined ? used : Number(place) - 1;
    if (place === undefined) used += 1;
    return at < values.length ? String(values[at]) : mark;
  });
}
