import { asNumber, asText } from '../../wire/json.js';
import type { Device } from '../devices.js';
import type { LiveWidget } from '../live-widget.js';
import type { WidgetNode } from '../widget-tree.js';
import { type Box, call, type Handled, type Kind, part, screenBox, within } from './kind.js';

const SIDES = ['cancel', 'ok'] as const;
type Side = (typeof SIDES)[number];

/** Where the two buttons stand; the platform's own places are not documented. */
function buttonBox({ width, height }: Device, side: Side): Box {
  const w = Math.round(width / 3);
  const x = side === 'cancel' ? width / 2 - w - 10 : width / 2 + 10;
  return { x: Math.round(x), y: Math.round(height * 0.62), w, h: 80 };
}

const isShown = ({ state }: LiveWidget): boolean => state.shown === true;

function buttonNode({ widget, around }: Handled, side: Side, index: number): WidgetNode {
  const { props } = widget;
  const box = buttonBox(around.device, side);
  const one = (name: string) => props[`${side}_${name}`];
  // Light, as the platform's own sample writes dark words on them. The reference writes `nomal`, the declarations `normal`: both are read.
  const colour = one('normal_color') ?? one('nomal_color') ?? 0xdddddd;
  const look = {
    text: asText(one('text'), side === 'ok' ? 'OK' : 'Cancel'),
    text_size: 32,
    color: one('text_color') ?? 0x000000,
    normal_color: colour,
    press_color: one('press_color') ?? colour,
    radius: 40,
  };
  return { id: part(widget, index), type: 'BUTTON', props: { ...box, ...look } };
}

/** DIALOG: hidden until `prop.SHOW`; a touch of either button hides it and calls. */
export const dialog: Kind = {
  full: true,
  box: (handled) => (isShown(handled.widget) ? screenBox(handled) : { x: 0, y: 0, w: 0, h: 0 }),
  set: {
    show: ({ widget }, value) => {
      widget.state.shown = value === true || value === 1;
    },
  },
  tap: ({ widget, around, at }) => {
    const side = SIDES.find((name) => within(buttonBox(around.device, name), at));
    if (side === undefined) return;
    widget.state.shown = false;
    call(widget, `${side}_func`);
  },
  drag: ({ widget }) => isShown(widget),
  // Its text is one of its parts.
  look: () => ({ text: '' }),
  parts: (handled) => {
    const { widget, around } = handled;
    if (!isShown(widget)) return [];
    const { width, height } = around.device;
    const { props } = widget;
    const ground = { x: 0, y: 0, w: width, h: height, color: props.content_bg_color ?? 0 };
    const text = {
      x: Math.round(width * 0.12),
      y: Math.round(height * 0.2),
      w: Math.round(width * 0.76),
      h: Math.round(height * 0.4),
      text: asText(props.text),
      text_size: asNumber(props.content_text_size, 32),
      color: props.content_text_color ?? 0xffffff,
      align_h: props.content_text_align_h ?? 'CENTER_H',
      align_v: props.content_text_align_v ?? 'CENTER_V',
      text_style: 'WRAP',
    };
    return [
      { id: part(widget, 0), type: 'FILL_RECT', props: ground },
      { id: part(widget, 1), type: 'TEXT', props: text },
      ...SIDES.map((side, i) => buttonNode(handled, side, 2 + i)),
    ];
  },
};
