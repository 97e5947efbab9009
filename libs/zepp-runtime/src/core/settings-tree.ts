import { asObject, asText, type Json, type JsonObject } from '../wire/json.js';

/** One component as the program's `build` made it. Functions are left as `{$fn}` marks; `children` may be texts. */
export type SettingsPart = { type: string; props: JsonObject; children: (SettingsPart | string)[] };

const KINDS = new Set(
  'Auth Button Image Link Section Select Slider Text TextImageRow TextInput Toast Toggle View'.split(' '),
);
/** Properties that a page would open or load. */
const ADDRESSES = new Set(['source', 'src', 'icon', 'authorizeUrl', 'requestTokenUrl']);
const PICTURES = new Set(['src', 'icon']);
const MOST_PARTS = 5_000;
const MOST_DEPTH = 60;
const MOST_TEXT = 20_000;

export const isPart = (value: unknown): value is SettingsPart =>
  typeof asObject(value).type === 'string' && 'props' in asObject(value) && 'children' in asObject(value);

/** A page may lead to the web, to mail and to the telephone, and to no script. Pictures may be written out in the address. */
function isSafe(key: string, address: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip them within a scheme.
  const plain = address.replace(/[\x00-\x20]/g, '');
  if (PICTURES.has(key) && /^data:image\/(png|jpe?g|gif|webp);base64,/i.test(plain)) return true;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
  return scheme === undefined ? !plain.startsWith('//') : ['https', 'http', 'mailto', 'tel'].includes(scheme);
}

/** Styles are texts and numbers that load nothing. */
function cleanStyle(style: JsonObject): JsonObject {
  const loads = /url\s*\(|expression\s*\(|javascript:|@import|image-set\s*\(/i;
  const fine = ([, value]: [string, Json]) =>
    typeof value === 'number' || (typeof value === 'string' && value.length < 500 && !loads.test(value));
  return Object.fromEntries(Object.entries(style).filter(fine));
}

/** Makes of what a program's realm answered a tree that is safe to show: known components, bounded, without scripts. */
export class TreeCleaner {
  /** What was taken out, in words. */
  readonly refused: string[] = [];
  private count = 0;

  clean(value: unknown, depth = 0): SettingsPart | undefined {
    this.count += 1;
    if (!isPart(value) || depth > MOST_DEPTH || this.count > MOST_PARTS) return undefined;
    if (!KINDS.has(value.type)) return undefined;
    const children = (Array.isArray(value.children) ? value.children : []).flatMap(
      (child): (SettingsPart | string)[] => {
        if (typeof child === 'string') return [child.slice(0, MOST_TEXT)];
        const part = this.clean(child, depth + 1);
        return part === undefined ? [] : [part];
      },
    );
    return { type: value.type, props: this.props(value.type, asObject(value.props), depth), children };
  }

  private props(type: string, given: JsonObject, depth: number): JsonObject {
    const made: JsonObject = {};
    for (const [key, value] of Object.entries(given)) {
      const shown = this.prop(`${type}.${key}`, value, depth);
      if (shown !== undefined) made[key] = shown;
    }
    return made;
  }

  private prop(path: string, value: Json, depth: number): Json | undefined {
    const key = path.slice(path.indexOf('.') + 1);
    if (isPart(value)) return this.clean(value, depth + 1) as unknown as Json | undefined;
    if (/style$/i.test(key)) return cleanStyle(asObject(value));
    if (typeof value !== 'string') return value;
    if (!ADDRESSES.has(key) || isSafe(key, value)) return value.slice(0, MOST_TEXT * 50);
    this.refused.push(`${path} ${JSON.stringify(value.slice(0, 40))} leads to no page that may be opened`);
    return undefined;
  }
}

/** Every part of a tree, parents first; parts that stand in properties too. */
export function* partsOf(part: SettingsPart): Generator<SettingsPart> {
  yield part;
  for (const child of part.children) if (typeof child !== 'string') yield* partsOf(child);
  for (const value of Object.values(part.props)) if (isPart(value)) yield* partsOf(value);
}

export const textsOf = (part: SettingsPart): string[] =>
  part.children.flatMap((child) => (typeof child === 'string' ? [child] : textsOf(child)));

const NAMING = ['label', 'title', 'placeholder', 'subTitle', 'sublabel', 'message', 'alt', 'settingsKey'];

/** What a person would call this part: its label, title, placeholder or text. */
const namesOf = (part: SettingsPart): string[] =>
  NAMING.map((key) => {
    const value = part.props[key];
    return isPart(value) ? textsOf(value).join('') : asText(value);
  })
    .concat(textsOf(part).join(''))
    .filter((name) => name !== '');

/** The first part that goes by this name and fits; one of exactly this name before one that only holds it. */
export function findPart(
  tree: SettingsPart | undefined,
  label: string,
  fits: (part: SettingsPart) => boolean,
): SettingsPart | undefined {
  const parts = tree === undefined ? [] : [...partsOf(tree)].filter(fits);
  const exact = parts.find((part) => namesOf(part).includes(label));
  return exact ?? parts.find((part) => namesOf(part).some((name) => name.includes(label)));
}
