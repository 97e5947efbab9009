import type { JsonObject } from '../wire/json.js';

export type { Json, JsonObject } from '../wire/json.js';

/**
 * One widget as the program made it.
 *
 * - `type` is the name of the platform's constant: `TEXT`, `BUTTON`, `IMG`, `FILL_RECT`, `STROKE_RECT`, `CIRCLE`, `ARC`,
 *   `ARC_PROGRESS`, `GROUP`, `VIEW_CONTAINER`, `SCROLL_LIST`, `PAGE_INDICATOR`, …
 * - `props` are the program's own properties under the platform's names (`x`, `y`, `w`, `h`, `text`, `text_size`, `color`,
 *   `radius`, `center_x`, `start_angle`, `line_width`, `level`, `src`, …). Colours are numbers 0xRRGGBB, angles degrees
 *   clockwise from 3 o'clock (`ARC`) or 12 o'clock (`ARC_PROGRESS`), lengths pixels of this screen. Constants are their
 *   names: `align_h` is `LEFT`, `CENTER_H` or `RIGHT`; `align_v` is `TOP`, `CENTER_V` or `BOTTOM`; `text_style` is `NONE`,
 *   `WRAP`, `CHAR_WRAP` or `ELLIPSIS`. Functions are left out. `visible: false` hides a widget and its children.
 * - Coordinates are relative to the parent: the screen's top left corner, or the `x`/`y` of a `GROUP` or `VIEW_CONTAINER`.
 */
export type WidgetNode = { id: number; type: string; props: JsonObject; children?: WidgetNode[] };

/**
 * All that is on the screen, later nodes over earlier ones. A scrolled page is one `GROUP` at `y = -scrollTop`; a toast, a
 * dialog and the status bar of square screens are nodes of the runtime at the end, so a painter needs to know none of them.
 */
export type WidgetTree = {
  shape: 'round' | 'square';
  width: number;
  height: number;
  /** 0xRRGGBB; black while the screen is dark, and then `nodes` is empty. */
  background: number;
  nodes: WidgetNode[];
};
