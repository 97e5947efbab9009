import { format } from '../wire/format.js';
import { asText, type Json } from '../wire/json.js';
import { fromUtf8 } from '../wire/utf8.js';
import type { Core } from './core.js';
import type { Files } from './package.js';

/** Languages a watch may be set to; `getLanguage` answers the place in this list (documented). */
export const LANGUAGES =
  `zh-CN zh-TW en-US es-ES ru-RU ko-KR fr-FR de-DE id-ID pl-PL it-IT ja-JP th-TH ar-EG vi-VN pt-PT
  nl-NL tr-TR uk-UA iw-IL pt-BR ro-RO cs-CZ el-GR sr-RS ca-ES fi-FI nb-NO da-DK sv-SE hu-HU ms-MY sk-SK hi-IN`.split(
    /\s+/,
  );

const FOLDER = 'assets/raw/locale/';
const ENDING = '.btxt';
/** The file of keys; every language's file has its texts in the same order. */
const KEYS = 'TID';

/**
 * Texts as the packager compiles them: a count, where each text begins, and the texts one behind the other; numbers are
 * 32 bits, big-endian, places count from the start of the file. A place that leads out of the file is an empty text.
 */
export function readTexts(bytes: Uint8Array): string[] {
  if (bytes.length < 4) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const most = Math.floor((bytes.length - 4) / 4);
  const count = Math.min(view.getUint32(0), most);
  const places = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i));
  return places.map((place, i) =>
    fromUtf8(bytes.subarray(place, Math.max(place, places[i + 1] ?? bytes.length))),
  );
}

type Table = Map<string, string>;

function tableOf(files: Files, language: string, keys: string[]): Table {
  const texts = readTexts(files[`${FOLDER}${language}${ENDING}`] ?? new Uint8Array(0));
  const known = keys.map((key, i): [string, string] => [key, texts[i] ?? '']);
  return new Map(known.filter(([, text]) => text !== ''));
}

/** The file's own spelling of a language: `de-de` asks for `de-DE`. */
const spelling = (files: Files, language: string): string | undefined =>
  Object.keys(files)
    .filter((name) => name.startsWith(FOLDER) && name.endsWith(ENDING))
    .map((name) => name.slice(FOLDER.length, -ENDING.length))
    .find((name) => name !== KEYS && name.toLowerCase() === language.toLowerCase());

/** What the watch's wearer reads: the language of the watch, and the program's texts in it. */
export class Texts {
  private wanted: string;
  private readonly core: Core;
  private readonly tables = new Map<string, Table>();

  constructor(core: Core, language = 'en-US') {
    this.core = core;
    this.wanted = language;
    core.ops.add('@zos/i18n', {
      getText: ({ args: [key, ...values] }) => this.filled(asText(key), values),
    });
    core.ops.add('@zos/settings', { getLanguage: (): Json => this.number });
  }

  /** As `de-DE`. Programs read it anew with every text; what stands on the screen stays until they draw again. */
  get language(): string {
    return this.wanted;
  }

  set language(language: string) {
    this.wanted = language;
  }

  /** A language that no watch can be set to counts as English. */
  private get number(): number {
    const place = LANGUAGES.findIndex((one) => one.toLowerCase() === this.wanted.toLowerCase());
    return place < 0 ? LANGUAGES.indexOf('en-US') : place;
  }

  /** The vendor's samples fill `%s` and `%d` with further arguments; the documents name the key alone. */
  private filled(key: string, values: Json[]): string {
    return values.length === 0 ? this.text(key) : format(this.text(key), ...values);
  }

  /**
   * The language's text, else the default language's, else the key. Languages are matched as a whole: a watch set to `de-AT`
   * does not find `de-DE` (research: field report).
   */
  text(key: string): string {
    const otherwise = this.core.program.manifest.defaultLanguage ?? 'en-US';
    return this.table(this.wanted).get(key) ?? this.table(otherwise).get(key) ?? key;
  }

  private table(language: string): Table {
    const known = this.tables.get(language);
    if (known !== undefined) return known;
    const files = this.core.program.device;
    const name = spelling(files, language);
    const keys = readTexts(files[`${FOLDER}${KEYS}${ENDING}`] ?? new Uint8Array(0));
    const made = name === undefined ? new Map<string, string>() : tableOf(files, name, keys);
    this.tables.set(language, made);
    return made;
  }
}
