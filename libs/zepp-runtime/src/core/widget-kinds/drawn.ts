import { asObject, asText, type Json, type JsonObject } from '../../wire/json.js';
import type { Handled, Kind } from './kind.js';

/** Orders that one canvas keeps; a program that draws for ever without clearing loses the oldest ones. */
const MOST_ORDERS = 5_000;

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

const FIGURES = [
  ...['Pixel', 'Line', 'Rect', 'Circle', 'Ellipse', 'Arc', 'Text', 'Image', 'Poly'].map(
    (name) => `draw${name}`,
  ),
  ...['Rect', 'Circle', 'Ellipse', 'Arc', 'Poly'].map((name) => `stroke${name}`),
];

/** An order with the paint that holds when it is given. */
function draw({ widget, around }: Handled, name: string, option: Json): void {
  const paint = asObject(widget.state.paint ?? null);
  const figure: JsonObject = { ...paint, ...asObject(option), figure: name };
  if (name === 'drawImage') around.pictures.check(asText(figure.image ?? null));
  const drawn = list(widget.state.drawn);
  if (drawn.length >= MOST_ORDERS) {
    drawn.shift();
    if (widget.state.full !== true)
      around.remark(`a CANVAS keeps ${MOST_ORDERS} figures; older ones are lost`);
    widget.state.full = true;
  }
  drawn.push(figure);
  widget.state.drawn = drawn;
}

function covers({ widget: { props } }: Handled, { x = 0, y = 0, w = 0, h = 0 }: JsonObject): boolean {
  return (
    Number(x) <= 0 &&
    Number(y) <= 0 &&
    Number(x) + Number(w) >= Number(props.w) &&
    Number(y) + Number(h) >= Number(props.h)
  );
}

function clear(handled: Handled, option: Json): void {
  const box = asObject(option);
  if (option === null || covers(handled, box)) handled.widget.state.drawn = [];
  else draw(handled, 'clear', box);
}

/** CANVAS: figures stay until they are cleared. */
export const canvas: Kind = {
  does: {
    ...Object.fromEntries(
      FIGURES.map((name) => [
        name,
        (handled: Handled, [option]: Json[]) => draw(handled, name, option ?? null),
      ]),
    ),
    setPaint: ({ widget }, [paint]) => {
      widget.state.paint = { ...asObject(widget.state.paint ?? null), ...asObject(paint ?? null) };
    },
    clear: (handled, [option]) => clear(handled, option ?? null),
  },
};

/** GRADKIENT_POLYLINE: lines are added one by one. */
export const polyline: Kind = {
  does: {
    addLine: ({ widget }, [option]) => {
      widget.state.lines = [...list(widget.state.lines).slice(-50), asObject(option ?? null)];
    },
    clear: ({ widget }) => {
      widget.state.lines = [];
      delete widget.props.data;
    },
  },
};
