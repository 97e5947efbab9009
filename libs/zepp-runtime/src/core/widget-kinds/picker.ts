import { asNumber, asObject, asText, type Json } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import type { WidgetNode } from '../widget-tree.js';
import { type Column, columnAt, columnNodes, focusOf, indexOf, ROW, setIndex } from './columns.js';
import {
  type Box,
  call,
  clamp,
  type Handled,
  type Kind,
  part,
  type Surroundings,
  screenBox,
  within,
} from './kind.js';

/** Documented: a picker has at most five columns. */
const MOST_COLUMNS = 5;
/** Events of WIDGET_PICKER, as documented. */
const LOST = 0;
const WON = 1;
const CHOSEN = 2;
const DEGREES_A_VALUE = 15;

function columnsOf({ props }: LiveWidget): Column[] {
  const configs = (Array.isArray(props.data_config) ? props.data_config : []).map(asObject);
  const count = clamp(asNumber(props.nb_of_columns, configs.length), 0, MOST_COLUMNS);
  return configs.slice(0, count).map(({ data_array, support_loop, unit, col_width }) => ({
    values: (Array.isArray(data_array) ? data_array : []).map(String),
    loop: support_loop === true,
    unit: asText(unit),
    width: typeof col_width === 'number' ? col_width : undefined,
  }));
}

const valuesBox = ({ device: { width, height } }: Surroundings): Box => ({
  x: Math.round(width * 0.08),
  y: Math.round(height * 0.3),
  w: Math.round(width * 0.84),
  h: ROW * 3,
});

/** The button that ends the choice, at the bottom; its place is not documented. */
export const doneBox = ({ device: { width, height } }: Surroundings): Box => ({
  x: Math.round(width / 2) - 60,
  y: Math.round(height * 0.8),
  w: 120,
  h: Math.round(height * 0.14),
});

function focus({ widget }: Handled, column: number, columns: readonly Column[]): void {
  const before = focusOf(widget);
  if (column === before || column < 0 || column >= columns.length) return;
  widget.state.column = column;
  call(widget, 'picker_cb', LOST, before, indexOf(widget, before));
  call(widget, 'picker_cb', WON, column, indexOf(widget, column));
}

function step({ widget }: Handled, by: number): boolean {
  const columns = columnsOf(widget);
  const column = focusOf(widget);
  return setIndex(widget, columns, [column, indexOf(widget, column) + by]);
}

const tellChosen = ({ widget }: Handled): void =>
  call(widget, 'picker_cb', CHOSEN, focusOf(widget), indexOf(widget, focusOf(widget)));

/** New values for a column, as `prop.UPDATE_DATA` brings them. */
function update({ widget }: Handled, value: Json): void {
  const { col_index, val_index, ...data } = asObject(value);
  const column = asNumber(col_index);
  const configs = Array.isArray(widget.props.data_config) ? widget.props.data_config : [];
  widget.props.data_config = configs.map((config, i) =>
    i === column ? { ...asObject(config), ...data } : config,
  );
  setIndex(widget, columnsOf(widget), [column, asNumber(val_index, indexOf(widget, column))]);
}

export function frameNodes({ widget, around }: Handled, [title, subtitle]: [string, string]): WidgetNode[] {
  const { width, height } = around.device;
  const style = { color: 0xffffff, align_h: 'CENTER_H', align_v: 'CENTER_V' };
  const line = (index: number, text: string, [y, h, size]: [number, number, number]): WidgetNode => ({
    id: part(widget, index),
    type: 'TEXT',
    props: { x: width * 0.2, y: height * y, w: width * 0.6, h: height * h, text, text_size: size, ...style },
  });
  const icon = asText(widget.props.done_icon);
  const done = doneBox(around);
  const look = {
    text: '✓',
    text_size: 36,
    color: 0xffffff,
    normal_color: 0x2f8f6f,
    press_color: 0x2f8f6f,
    radius: 30,
  };
  return [
    { id: part(widget, 0), type: 'FILL_RECT', props: { x: 0, y: 0, w: width, h: height, color: 0 } },
    ...(title === '' ? [] : [line(1, title, [0.06, 0.12, 30])]),
    ...(subtitle === '' ? [] : [line(2, subtitle, [0.18, 0.1, 24])]),
    icon === ''
      ? { id: part(widget, 3), type: 'BUTTON', props: { ...done, ...look } }
      : { id: part(widget, 3), type: 'IMG', props: { ...done, src: icon } },
  ];
}

/** WIDGET_PICKER: columns over the whole screen; `picker_cb(picker, event, column, index)`. */
export const picker: Kind = {
  full: true,
  box: screenBox,
  made: ({ widget }) => {
    const configs = Array.isArray(widget.props.data_config) ? widget.props.data_config : [];
    widget.state.column = asNumber(widget.props.init_col_index);
    widget.state.chosen = configs.map((config) => asNumber(asObject(config).init_val_index));
  },
  set: {
    update_data: update,
    cur_column: (handled, value) => focus(handled, asNumber(value), columnsOf(handled.widget)),
  },
  get: { cur_column: ({ widget }) => focusOf(widget) },
  tap: (touched) => {
    const { widget, around, at } = touched;
    if (within(doneBox(around), at)) tellChosen(touched);
    else if (within(valuesBox(around), at)) {
      const columns = columnsOf(widget);
      focus(touched, columnAt(columns, valuesBox(around), at.x), columns);
    }
  },
  drag: (touched, by) => {
    const { widget, around, at } = touched;
    if (Math.abs(by.x) > Math.abs(by.y)) return false;
    const columns = columnsOf(widget);
    focus(touched, columnAt(columns, valuesBox(around), at.x), columns);
    const way = asNumber(widget.state.way) - by.y;
    const rows = Math.round(way / ROW);
    widget.state.way = way - rows * ROW;
    if (rows !== 0 && step(touched, rows)) widget.state.turned = true;
    return true;
  },
  drop: (touched) => {
    const { state } = touched.widget;
    if (state.turned === true) tellChosen(touched);
    Object.assign(state, { turned: false, way: 0 });
  },
  turn: (handled, degrees) => {
    if (step(handled, Math.trunc(-degrees / DEGREES_A_VALUE) || -Math.sign(degrees))) tellChosen(handled);
    return true;
  },
  parts: (handled) => {
    const { widget, around } = handled;
    const { props } = widget;
    const first = asObject((Array.isArray(props.data_config) ? props.data_config : [])[0]);
    return [
      ...frameNodes(handled, [asText(props.title), asText(props.subtitle)]),
      ...columnNodes(widget, columnsOf(widget), {
        box: valuesBox(around),
        normal: asNumber(props.normal_color, 0x808080),
        chosen: asNumber(props.select_color, 0xffffff),
        size: asNumber(first.font_size, 28),
        chosenSize: asNumber(first.select_font_size, 40),
      }),
    ];
  },
};
