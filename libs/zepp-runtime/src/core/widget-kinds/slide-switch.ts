import { call, type Handled, type Kind } from './kind.js';

const set = ({ widget }: Handled, checked: boolean): void => {
  widget.props.checked = checked;
};

/** SLIDE_SWITCH: a touch turns it over and tells; the program turning it over is not told of itself. */
export const slideSwitch: Kind = {
  tap: (touched) => {
    const checked = touched.widget.props.checked !== true;
    set(touched, checked);
    call(touched.widget, 'checked_change_func', checked);
    call(touched.widget, 'click_func');
  },
  set: {
    checked: (handled, value) => {
      set(handled, value === true || value === 1);
      return true;
    },
  },
  get: { checked: ({ widget }) => widget.props.checked === true },
};
