import { asNumber, asText } from '../../wire/json.js';
import { boxOf } from '../props-box.js';
import type { WidgetNode } from '../widget-tree.js';
import { type Kind, part } from './kind.js';

/** Documented default of both texts. */
const SIZE = 36;
const COLOUR = 0x0000ff;
/** What a watch shows while no workout gives it a value. */
const NOTHING = '--';

/** SPORT_DATA: a value of the workout that runs, as the watch was told it. `mock_data` is for the vendor's simulator alone. */
export const sportData: Kind = {
  parts: ({ widget }): WidgetNode[] => {
    const { props } = widget;
    const box = boxOf(widget);
    const n = (name: string, otherwise: number) => asNumber(props[name], otherwise);
    const middle = { align_h: 'CENTER_H', align_v: 'CENTER_V' };
    const text = {
      x: box.x + n('text_x', 0),
      y: box.y + n('text_y', 0),
      w: n('text_w', box.w),
      h: n('text_h', box.h),
      text: asText(props.sport_value, NOTHING),
      text_size: n('text_size', SIZE),
      color: n('text_color', COLOUR),
    };
    const made: WidgetNode[] = [{ id: part(widget, 1), type: 'TEXT', props: { ...text, ...middle } }];
    if (props.rect_visible === true) {
      const frame = { ...box, line_width: 1, color: n('line_color', COLOUR) };
      made.unshift({ id: part(widget, 0), type: 'STROKE_RECT', props: frame });
    }
    if (props.sub_text_visible !== true) return made;
    const sub = {
      x: box.x + n('sub_text_x', 0),
      y: box.y + n('sub_text_y', 0),
      w: n('sub_text_w', box.w),
      h: n('sub_text_h', box.h),
      text: asText(props.default_type),
      text_size: n('sub_text_size', SIZE),
      color: n('sub_text_color', COLOUR),
    };
    return [...made, { id: part(widget, 2), type: 'TEXT', props: { ...sub, ...middle } }];
  },
};
