import type { Json } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import { boxOf } from '../props-box.js';
import type { WidgetNode } from '../widget-tree.js';
import { call, type Handled, type Kind, part, type Surroundings, widgetOf } from './kind.js';

const CHOSEN = 0x2f8f6f;
const NOT_CHOSEN = 0x555555;

const optionsOf = ({ widgets }: Surroundings, group: LiveWidget): LiveWidget[] =>
  widgets.childrenOf(group.id).filter(({ type }) => type === 'STATE_BUTTON');

const isChosen = ({ state }: LiveWidget): boolean => state.checked === true;

/** Turns one option on or off; telling is for the wearer's touches. */
function put(around: Surroundings, option: LiveWidget, checked: boolean): LiveWidget[] {
  const group = around.widgets.all.get(option.parent);
  if (group === undefined || isChosen(option) === checked) return [];
  const single = group.type === 'RADIO_GROUP' && checked;
  const others = single ? optionsOf(around, group).filter((one) => one !== option && isChosen(one)) : [];
  for (const other of others) other.state.checked = false;
  option.state.checked = checked;
  return [...others, option];
}

/** The wearer touches an option: a radio button stays chosen, a check box turns over. The group hears of every change. */
function touch({ around, widget }: Handled): void {
  const group = around.widgets.all.get(widget.parent);
  if (group === undefined || group.state.ready !== true) return;
  const radio = group.type === 'RADIO_GROUP';
  const options = optionsOf(around, group);
  for (const changed of put(around, widget, radio || !isChosen(widget))) {
    call(group, 'check_func', options.indexOf(changed), isChosen(changed));
  }
}

/** STATE_BUTTON: one option of a group. It is drawn once its group was begun with `prop.INIT`. */
export const stateButton: Kind = {
  tap: touch,
  get: { checked: ({ widget }) => isChosen(widget) },
  parts: ({ widget, around }): WidgetNode[] => {
    const group = around.widgets.all.get(widget.parent);
    if (group === undefined || group.state.ready !== true) return [];
    const { x, y, w, h } = boxOf(widget);
    const on = isChosen(widget);
    const { props } = widget;
    if (group.props.use_color === true) {
      const size = { w: Number(props.fill_width ?? w), h: Number(props.fill_height ?? h) };
      const colour = (on ? props.select_color : props.unselect_color) ?? (on ? CHOSEN : NOT_CHOSEN);
      const place = { x: x + (w - size.w) / 2, y: y + (h - size.h) / 2, ...size };
      const look = { ...place, radius: Math.min(size.w, size.h) / 2, color: colour };
      return [{ id: part(widget, 0), type: 'FILL_RECT', props: look }];
    }
    const src = (on ? group.props.select_src : group.props.unselect_src) ?? '';
    return [{ id: part(widget, 0), type: 'IMG', props: { x, y, w, h, src } }];
  },
};

const begin = ({ widget, around }: Handled, value: Json): boolean => {
  widget.state.ready = true;
  const option = widgetOf(around, value);
  if (option === undefined) return false;
  put(around, option, true);
  return true;
};

const choose =
  (checked: boolean) =>
  ({ around }: Handled, value: Json): boolean => {
    const option = widgetOf(around, value);
    if (option === undefined) return false;
    put(around, option, checked);
    return true;
  };

/** RADIO_GROUP and CHECKBOX_GROUP: `check_func(group, index, checked)`, `prop.INIT`, `prop.CHECKED`, `prop.UNCHECKED`. */
export const choiceGroup: Kind = {
  set: { init: begin, checked: choose(true), unchecked: choose(false) },
  get: {
    checked: ({ around }, about) => {
      const option = widgetOf(around, about);
      return option === undefined ? null : isChosen(option);
    },
    unchecked: ({ around }, about) => {
      const option = widgetOf(around, about);
      return option === undefined ? null : !isChosen(option);
    },
  },
};
