import { call, type Handled, type Kind } from './kind.js';

const NEEDED = ['x', 'y', 'w', 'h'];

/** BUTTON: `click_func` when a finger comes up on it, `longpress_func` after 700 ms. */
export const button: Kind = {
  pressable: true,
  tap: ({ widget }) => call(widget, 'click_func'),
  hold: ({ widget }) => call(widget, 'longpress_func'),
  made: ({ widget, around }: Handled) => {
    const missing = NEEDED.filter((name) => widget.props[name] === undefined);
    if (missing.length > 0 && widget.props.layout === undefined)
      around.remark(`a BUTTON needs ${missing.join(', ')}`);
  },
};
