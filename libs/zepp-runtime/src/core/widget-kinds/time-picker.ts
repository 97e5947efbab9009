import { asNumber, asText, type JsonObject } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import { type Column, columnAt, columnNodes, focusOf, indexOf, ROW, setIndex } from './columns.js';
import {
  type Box,
  call,
  type Handled,
  type Kind,
  type Surroundings,
  screenBox,
  type Touched,
  within,
} from './kind.js';
import { doneBox, frameNodes } from './picker.js';

type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute';
/** Events of TIME_PICKER, as documented. */
const CANCELLED = 0;
const UPDATED = 1;
const COMPLETED = 2;
const DEGREES_A_VALUE = 15;

const UNITS: readonly Unit[] = ['year', 'month', 'day', 'hour', 'minute'];
const INIT: Record<Unit, [property: string, otherwise: number]> = {
  year: ['initYear', 2020],
  month: ['initMonth', 1],
  day: ['initDay', 1],
  hour: ['initHour', 12],
  minute: ['initMin', 0],
};

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, Math.min(500, last - first + 1)) }, (_, i) => first + i);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** TIME_PICKER shows either; PICK_DATE shows what its first values name. */
function unitsOf({ type, props }: LiveWidget): readonly Unit[] {
  if (type === 'TIME_PICKER') return props.type === 1 ? UNITS.slice(0, 3) : UNITS.slice(3);
  const clock = props.initHour !== undefined || props.initMin !== undefined;
  const date = ['initYear', 'initMonth', 'initDay', 'startYear'].some((name) => props[name] !== undefined);
  return clock && !date ? UNITS.slice(3) : clock ? UNITS : UNITS.slice(0, 3);
}

const startYear = ({ props }: LiveWidget): number => asNumber(props.startYear, 1970);

/** The chosen value of every unit; those that are not shown have their first one. */
function valuesOf(widget: LiveWidget): Record<Unit, number> {
  const units = unitsOf(widget);
  const value = (unit: Unit): number => {
    const column = units.indexOf(unit);
    const [name, otherwise] = INIT[unit];
    if (column < 0) return asNumber(widget.props[name], otherwise);
    return (
      (unit === 'year' ? startYear(widget) : unit === 'month' || unit === 'day' ? 1 : 0) +
      indexOf(widget, column)
    );
  };
  const [year, month] = [value('year'), value('month')];
  const day = Math.min(value('day'), daysIn(year, month));
  return { year, month, day, hour: value('hour'), minute: value('minute') };
}

function columnsOf(widget: LiveWidget): Column[] {
  const { year, month } = valuesOf(widget);
  const spans: Record<Unit, number[]> = {
    year: range(startYear(widget), asNumber(widget.props.endYear, 2100)),
    month: range(1, 12),
    day: range(1, daysIn(year, month)),
    hour: range(0, 23),
    minute: range(0, 59),
  };
  return unitsOf(widget).map((unit) => ({
    values: spans[unit].map((value) => String(value).padStart(2, '0')),
    loop: unit !== 'year',
    unit: '',
    width: undefined,
  }));
}

function begin({ widget }: Handled): void {
  widget.state.column = 0;
  widget.state.chosen = unitsOf(widget).map((unit) => {
    const [name, otherwise] = INIT[unit];
    const first = unit === 'year' ? startYear(widget) : unit === 'month' || unit === 'day' ? 1 : 0;
    return Math.max(0, asNumber(widget.props[name], otherwise) - first);
  });
}

const isFull = ({ type }: LiveWidget): boolean => type === 'TIME_PICKER';

/** PICK_DATE: centred for an `x` of 0 or less; narrower than half the screen counts as 300 (reference). */
function valuesBox(widget: LiveWidget, { device: { width, height } }: Surroundings): Box {
  if (isFull(widget)) return { x: width * 0.1, y: Math.round(height * 0.3), w: width * 0.8, h: ROW * 3 };
  const { props } = widget;
  const asked = asNumber(props.w, width);
  const w = asked < width / 2 ? 300 : asked;
  const x = asNumber(props.x);
  return { x: x <= 0 ? (width - w) / 2 : x, y: asNumber(props.y), w, h: ROW * 3 };
}

function tell({ widget }: Handled, event: number): void {
  if (!isFull(widget)) return;
  const column = focusOf(widget);
  const unit = unitsOf(widget)[column];
  call(widget, 'picker_cb', event, column, unit === undefined ? 0 : valuesOf(widget)[unit]);
}

function step(handled: Handled, by: number): void {
  const { widget } = handled;
  const column = focusOf(widget);
  if (setIndex(widget, columnsOf(widget), [column, indexOf(widget, column) + by])) tell(handled, UPDATED);
}

function focusAt({ widget, around, at }: Touched): void {
  const column = columnAt(columnsOf(widget), valuesBox(widget, around), at.x);
  if (column >= 0) widget.state.column = column;
}

const single = (unit: Unit) => (handled: Handled) => valuesOf(handled.widget)[unit];

/** TIME_PICKER over the whole screen and PICK_DATE on a page: a date or a time, value by value. */
const picker: Kind = {
  made: begin,
  changed: (handled) => {
    if (!isFull(handled.widget)) begin(handled);
  },
  box: (handled) => (isFull(handled.widget) ? screenBox(handled) : valuesBox(handled.widget, handled.around)),
  tells: ({ widget }): JsonObject => valuesOf(widget),
  get: Object.fromEntries(UNITS.map((unit) => [unit, single(unit)])),
  tap: (touched) => {
    if (isFull(touched.widget) && within(doneBox(touched.around), touched.at)) tell(touched, COMPLETED);
    else focusAt(touched);
  },
  drag: (touched, by) => {
    const { widget } = touched;
    if (isFull(widget) && widget.state.way === undefined && by.x > Math.abs(by.y)) {
      widget.state.leaving = true;
      return true;
    }
    if (Math.abs(by.x) > Math.abs(by.y)) return false;
    focusAt(touched);
    const way = asNumber(widget.state.way) - by.y;
    const rows = Math.round(way / ROW);
    widget.state.way = way - rows * ROW;
    if (rows !== 0) step(touched, rows);
    return true;
  },
  drop: (touched) => {
    const { state } = touched.widget;
    if (state.leaving === true) tell(touched, CANCELLED);
    delete state.way;
    delete state.leaving;
  },
  turn: (handled, degrees) => {
    step(handled, Math.trunc(-degrees / DEGREES_A_VALUE) || -Math.sign(degrees));
    return true;
  },
  parts: (handled) => {
    const { widget, around } = handled;
    const size = asNumber(widget.props.font_size, 36);
    const look = { normal: 0x808080, chosen: 0xffffff, size: isFull(widget) ? size : size * 0.8 };
    const chosenSize = asNumber(widget.props.select_font_size, size);
    const frame = isFull(widget) ? frameNodes(handled, [asText(widget.props.title), '']) : [];
    return [
      ...frame,
      ...columnNodes(widget, columnsOf(widget), { ...look, chosenSize, box: valuesBox(widget, around) }),
    ];
  },
};

export const timePicker: Kind = { ...picker, full: true };
export const pickDate: Kind = picker;
