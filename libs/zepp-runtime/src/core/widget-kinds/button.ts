import { asText } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import { boxOf } from '../props-box.js';
import { call, type Handled, type Kind } from './kind.js';

const NEEDED = ['x', 'y', 'w', 'h'];

/** Documented: a colour or an image of a button counts only together with the one for the pressed button. */
const PAIRS = [
  ['normal_color', 'press_color'],
  ['normal_src', 'press_src'],
] as const;

/** Neither pair is complete, though one of them was begun. */
const lacksHalf = ({ props }: LiveWidget): boolean => {
  const given = PAIRS.map((pair) => pair.filter((name) => props[name] !== undefined).length);
  return !given.includes(2) && given.includes(1);
};

/** BUTTON: `click_func` when a finger comes up on it, `longpress_func` after 700 ms. */
export const button: Kind = {
  pressable: true,
  // `-1` asks for the size of the image; without one the platform takes 100 × 40.
  box: ({ widget, around }) => {
    const box = boxOf(widget);
    const picture =
      box.w > 0 && box.h > 0 ? undefined : around.pictures.find(asText(widget.props.normal_src));
    return { ...box, w: box.w || (picture?.w ?? 100), h: box.h || (picture?.h ?? 40) };
  },
  tap: ({ widget }) => call(widget, 'click_func'),
  hold: ({ widget }) => call(widget, 'longpress_func'),
  look: ({ widget }) => (lacksHalf(widget) ? { plain: true } : {}),
  made: ({ widget, around }: Handled) => {
    const missing = NEEDED.filter((name) => widget.props[name] === undefined);
    if (missing.length > 0 && widget.props.layout === undefined)
      around.remark(`a BUTTON needs ${missing.join(', ')}`);
    if (lacksHalf(widget)) around.remark('a BUTTON needs normal_color and press_color, or both images');
    for (const name of ['normal_src', 'press_src']) around.pictures.check(asText(widget.props[name]));
  },
};
