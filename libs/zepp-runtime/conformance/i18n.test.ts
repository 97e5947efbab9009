import { expect } from '@jest/globals';
import { observes } from './observes.js';

const word = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** A file of texts as the packager compiles it. */
function compiled(texts: string[]): Uint8Array {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  let place = 4 * (texts.length + 1);
  const places = parts.map((part) => {
    const at = place;
    place += part.length;
    return at;
  });
  return Uint8Array.from([texts.length, ...places].flatMap(word).concat(parts.flatMap((part) => [...part])));
}

const files = {
  'assets/raw/locale/TID.btxt': compiled(['bye', 'hello', 'only']),
  'assets/raw/locale/en-US.btxt': compiled(['Bye', 'Hello %s', 'Only']),
  'assets/raw/locale/de-DE.btxt': compiled(['Tschüß', 'Hallo %s', '']),
};
const page = `build() {
  const { getText } = __$$R$$__('@zos/i18n');
  console.log([getText('hello'), getText('bye'), getText('only'), getText('none'), getText(undefined)].join('|'));
}`;
const said = (watch: { logs: readonly { text: string }[] }) => watch.logs.at(-1)?.text;

observes(
  '@zos/i18n.getText',
  'gives the text in the language of the watch, as it stands',
  async ({ play }) => {
    expect(said(await play({ files, page }, { language: 'de-DE' }))).toBe('Hallo %s|Tschüß|Only|none|');
  },
);

observes('@zos/i18n.getText', 'falls back on the default language, else on the key', async ({ play }) => {
  const manifest = { defaultLanguage: 'de-DE' };
  expect(said(await play({ files, page }, { language: 'pl-PL' }))).toBe('Hello %s|Bye|Only|none|');
  expect(said(await play({ files, page, manifest }, { language: 'pl-PL' }))).toBe(
    'Hallo %s|Tschüß|only|none|',
  );
  expect(said(await play({ page }))).toBe('hello|bye|only|none|');
});

observes(
  ['@zos/i18n.getText', '@zos/settings.getLanguage'],
  'follow a watch whose language is changed',
  async ({ play }) => {
    const both = page.replace(
      'console.log([',
      () => "console.log([__$$R$$__('@zos/settings').getLanguage(), ",
    );
    const watch = await play({ files, page: both });
    expect(said(watch)).toBe('2|Hello %s|Bye|Only|none|');
    watch.language = 'de-DE';
    watch.launch();
    expect(said(watch)).toBe('7|Hallo %s|Tschüß|Only|none|');
  },
);

observes(
  '@zos/i18n.getText',
  'fills the places of a text with what is given beside the key',
  async ({ play }) => {
    const filling = page.replace(
      /console[^;]*;/,
      () => "console.log(getText('hello', 'Ada') + '|' + getText('hello', 1, 2));",
    );
    expect(said(await play({ files, page: filling }))).toBe('Hello Ada|Hello 1');
  },
);
