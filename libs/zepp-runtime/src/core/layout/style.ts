import type { JsonObject } from '../../wire/json.js';

/** A layout style with its names in one spelling and its shorthands taken apart. */
export type Style = Readonly<Record<string, string>>;

const NAMES = new Set(
  `x y width height min-width max-width min-height max-height padding-top padding-bottom padding-left padding-right row-gap
  column-gap left right top bottom align display flex-direction flex-wrap justify-content align-items align-content flex-grow
  tags font-size corner-radius line-clamp`.split(/\s+/),
);
/** `tags` that change where something stands; the others scale for screens of other densities and are not modelled. */
export const TAGS = new Set(['ignore-layout', 'newtrack', 'update']);
const SIDES = ['padding-top', 'padding-right', 'padding-bottom', 'padding-left'];

function shorthand(name: string, value: string): [string, string][] | undefined {
  const parts = value.split(/\s+/).filter(Boolean);
  const [one = '0', two = one, three = one, four = two] = parts;
  if (name === 'padding') return [one, two, three, four].map((part, i) => [SIDES[i] ?? '', part]);
  if (name === 'gap')
    return [
      ['row-gap', one],
      ['column-gap', two],
    ];
  if (name !== 'flex-flow') return undefined;
  return parts.map((part) => [part.includes('wrap') ? 'flex-wrap' : 'flex-direction', part]);
}

/** Reads a style; `strange` hears what the platform's reference does not know. */
export function readStyle(given: JsonObject, strange: (name: string) => void): Style {
  const made: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const written = key.replace(/_/g, '-');
    // The platform's own sample writes it so.
    const name = written === 'radius' ? 'corner-radius' : written;
    const parts = shorthand(name, String(value)) ?? [[name, String(value).trim()]];
    for (const [part = '', text = ''] of parts) {
      if (!NAMES.has(part)) strange(part);
      else made[part] = text;
    }
  }
  for (const tag of (made.tags ?? '').split(/\s+/)) if (tag !== '' && !TAGS.has(tag)) strange(`tags: ${tag}`);
  return made;
}
