import { button } from './button.js';
import type { Kind } from './kind.js';
import { scrollList } from './scroll-list.js';
import { slideSwitch } from './slide-switch.js';
import { viewContainer } from './view-container.js';

/** The types of widgets that behave. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    BUTTON: button,
    SCROLL_LIST: scrollList,
    SLIDE_SWITCH: slideSwitch,
    VIEW_CONTAINER: viewContainer,
    PAGE_INDICATOR: { fixed: true },
  }),
);

/** Widgets that exist on watches and are not modelled: asking for one is refused by name. */
export const UNMODELLED: ReadonlySet<string> = new Set([
  'GROUP_VIEW',
  'WIDGET_DELEGATE',
  'BUTTON_GROUP',
  'VARIANT_BUTTON',
]);
