import type { Kind } from './kind.js';

/** GROUP: documented not to hold another; what a watch does with one that does is not known, so it is shown and said. */
export const group: Kind = {
  made: ({ widget, around }) => {
    if (around.widgets.all.get(widget.parent)?.type === 'GROUP')
      around.remark('a GROUP inside a GROUP is not supported');
  },
};
