import { asText, type Json } from '../../wire/json.js';
import type { Handled, Kind } from './kind.js';

/** Properties that name pictures, one or many. */
const NAMES = ['src', 'src_bg', 'image_array', 'font_array', 'negative_image', 'dot_image'];

const pathsOf = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value ?? null]).map((path) => asText(path));

function check({ widget, around }: Handled): void {
  for (const name of NAMES) {
    for (const path of pathsOf(widget.props[name])) around.pictures.check(path);
  }
}

/** A widget that shows pictures: one that is missing is told in the log. */
export const pictured: Kind = { made: check, changed: check };
