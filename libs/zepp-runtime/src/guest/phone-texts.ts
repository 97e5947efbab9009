import { format } from '../wire/format.js';

type Table = Record<string, Record<string, string>>;

const own = (bag: object | undefined, key: string): unknown =>
  bag === undefined ? undefined : (Object.getOwnPropertyDescriptor(bag, key)?.value as unknown);

class Lang {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** What zpm's compiled `i18n` of settings page and side service asks for. A missing text is its key. */
function gettextFactory(table: Table, lang: { name: string }, otherwise: string) {
  return (key: string, ...values: unknown[]): string => {
    const found =
      own(own(table, lang.name) as object | undefined, key) ??
      own(own(table, otherwise) as object | undefined, key) ??
      key;
    return values.length === 0 ? String(found) : format(String(found), ...values);
  };
}

/** Globals of both phone realms that have to do with the phone's language. */
export const phoneTexts = (language: string): Record<string, unknown> => ({
  userSettings: { language, lang: language },
  HmUtils: { Lang, getLanguage: () => language, gettextFactory, format },
});
