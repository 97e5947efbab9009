import { LINE_HEIGHT, measureText } from '../../picture/font.js';
import { asNumber, asObject, asText } from '../../wire/json.js';
import { boxOf } from '../props-box.js';
import { type Handled, type Kind, part } from './kind.js';

const DEFAULT_SIZE = 24;
const CURSOR_WIDTH = 2;
const WHITE = 0xffffff;

const sizeOf = ({ widget }: Handled) => asNumber(widget.props.text_size, DEFAULT_SIZE);
const cursorHeight = (handled: Handled) => Math.round(sizeOf(handled) * LINE_HEIGHT);

/** Texts in several languages stand in the place of `text`; a language that is missing is English. */
function wordsOf({ widget, around }: Handled): string | undefined {
  const { text_i18n } = widget.props;
  if (typeof text_i18n !== 'object' || text_i18n === null) return undefined;
  const texts = asObject(text_i18n);
  return asText(texts[around.language()] ?? texts['en-US']);
}

const signsOf = (handled: Handled): string[] => [...(wordsOf(handled) ?? asText(handled.widget.props.text))];

/** Where a cursor before a sign stands, from the left edge of the text. */
const placeOf = (handled: Handled, index: number): number =>
  Math.round(
    measureText(signsOf(handled).slice(0, Math.max(0, index)).join(''), {
      size: sizeOf(handled),
      charSpace: asNumber(handled.widget.props.char_space),
    }),
  );

function indexAt(handled: Handled, x: number): number {
  const places = [...signsOf(handled), ''].map((_, i) => Math.abs(placeOf(handled, i) - x));
  return places.indexOf(Math.min(...places));
}

/** Takes signs out and puts others in; the cursor stands behind what was put in. */
function replace(handled: Handled, at: number, { gone, made }: { gone: number; made: string }): void {
  const signs = signsOf(handled);
  const place = Math.max(0, Math.min(signs.length, Math.trunc(at)));
  signs.splice(place, gone, made);
  handled.widget.props.text = signs.join('');
  handled.widget.state.cursor_index = place + [...made].length;
}

function checkFont({ widget, around }: Handled): void {
  const font = asText(widget.props.font);
  if (font === '' || widget.state.font_told === font) return;
  widget.state.font_told = font;
  around.remark(`font ${font} is not read; texts are set in the runtime’s own font`);
}

/** TEXT: in the watch's language; with a cursor and signs that come and go while it is edited. */
export const text: Kind = {
  made: checkFont,
  changed: checkFont,
  look: (handled) => {
    const words = wordsOf(handled);
    const wraps = handled.widget.props.word_wrap === true ? { text_style: 'WRAP' } : {};
    return words === undefined ? wraps : { ...wraps, text: words };
  },
  get: { text: (handled) => signsOf(handled).join('') },
  does: {
    enableCursor: ({ widget }, [shown]) => {
      widget.state.cursor = shown === true;
    },
    getCursorPos: (handled, [index]) => placeOf(handled, asNumber(index)),
    getCursorIndex: (handled, [x]) => indexAt(handled, asNumber(x)),
    getTextCount: (handled) => signsOf(handled).length,
    insertString: (handled, [at, words]) => replace(handled, asNumber(at), { gone: 0, made: asText(words) }),
    deleteCharacter: (handled, [at]) => replace(handled, asNumber(at), { gone: 1, made: '' }),
    getCursorHeight: cursorHeight,
    getLineHeight: (handled) => cursorHeight(handled) + asNumber(handled.widget.props.line_space),
  },
  parts: (handled) => {
    const { widget } = handled;
    if (widget.state.cursor !== true) return [];
    const { x, y } = boxOf(widget);
    const at = asNumber(widget.state.cursor_index, signsOf(handled).length);
    const color = asNumber(widget.props.color, WHITE);
    const box = { x: x + placeOf(handled, at), y, w: CURSOR_WIDTH, h: cursorHeight(handled) };
    return [{ id: part(widget, 0), type: 'FILL_RECT', props: { ...box, color } }];
  },
};
