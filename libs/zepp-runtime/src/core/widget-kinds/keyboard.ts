import { asNumber, asObject, asText, type Json, type JsonObject } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import type { WidgetNode } from '../widget-tree.js';
import { type Box, call, type Handled, type Kind, part, within } from './kind.js';

/** The reference recommends images of 64 pixels; keys are taken as that large. */
const SIDE = 64;
const TEXT_HEIGHT = 60;

/** Digits as on a telephone, for a keyboard that names no keys of its own. */
const DIGITS: JsonObject[] = [...'1234567890'].map((text, i) => ({
  id: i,
  x: 100 + (i === 9 ? 1 : i % 3) * 100,
  y: 100 + Math.floor(i / 3) * 80,
  text,
  value: Number(text),
}));

const keysOf = ({ props }: LiveWidget): JsonObject[] => {
  const given = Array.isArray(props.key_attr) ? props.key_attr.map(asObject) : [];
  return given.length > 0 ? given : DIGITS;
};

const boxOfKey = ({ props }: LiveWidget, key: JsonObject): Box => ({
  x: asNumber(props.x) + asNumber(key.x),
  y: asNumber(props.y) + asNumber(key.y),
  w: SIDE,
  h: SIDE,
});

const idOf = (value: Json | undefined): Json => asObject(value).id ?? value ?? null;

function keyNodes(widget: LiveWidget, key: JsonObject, index: number): WidgetNode[] {
  const box = boxOfKey(widget, key);
  const image = asText(key.image);
  if (image !== '') return [{ id: part(widget, index), type: 'IMG', props: { ...box, src: image } }];
  const look = {
    text: asText(key.text),
    text_size: 36,
    color: 0xffffff,
    normal_color: 0x22272b,
    press_color: 0x22272b,
  };
  return [{ id: part(widget, index), type: 'BUTTON', props: { ...box, ...look, radius: SIDE / 2 } }];
}

/** KEYBOARD: keys of the program's own; `click_func(keyboard, id, value)`. */
export const keyboard: Kind = {
  box: ({ widget }) => {
    const boxes = keysOf(widget).map((key) => boxOfKey(widget, key));
    const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
    const [right, bottom] = [Math.max(...boxes.map((box) => box.x)), Math.max(...boxes.map((box) => box.y))];
    return { x, y, w: right - x + SIDE, h: bottom - y + SIDE };
  },
  tap: ({ widget, at }) => {
    const key = keysOf(widget).find((one) => within(boxOfKey(widget, one), at));
    if (key !== undefined) call(widget, 'click_func', key.id ?? null, key.value ?? null);
  },
  set: {
    add_key: ({ widget }, value) => {
      widget.props.key_attr = [...keysOf(widget), asObject(value)];
    },
    del_key: ({ widget }, value) => {
      widget.props.key_attr = keysOf(widget).filter((key) => key.id !== idOf(value));
    },
    key_para: ({ widget }, value) => {
      const changed = asObject(value);
      widget.props.key_attr = keysOf(widget).map((key) =>
        key.id === changed.id ? { ...key, ...changed } : key,
      );
    },
    text_style: ({ widget }, value) => {
      widget.props.typed_style = value;
    },
    text: ({ widget }, value) => {
      widget.props.typed = value;
    },
  },
  get: {
    key_para: ({ widget }, about) => keysOf(widget).find((key) => key.id === idOf(about)) ?? null,
    text: ({ widget }) => widget.props.typed ?? null,
  },
  parts: ({ widget, around }: Handled): WidgetNode[] => {
    const keys = keysOf(widget).flatMap((key, i) => keyNodes(widget, key, i + 1));
    const style = asObject(widget.props.typed_style);
    const text = asText(widget.props.typed);
    if (text === '' || style.show === false || style.show === 0) return keys;
    const line = {
      x: asNumber(widget.props.x) + asNumber(style.x),
      y: asNumber(widget.props.y) + TEXT_HEIGHT / 2,
      w: asNumber(style.w, around.device.width),
      h: TEXT_HEIGHT,
      text,
      text_size: 36,
      color: style.color ?? 0xffffff,
      alpha: style.alpha ?? 255,
      align_h: style.align_h ?? 'CENTER_H',
    };
    return [...keys, { id: part(widget, 0), type: 'TEXT', props: line }];
  },
};
