import { type Canvas, rect } from './canvas.js';
import { drawImage } from './draw-image.js';
import { acrossOf, drawText, label, sizeOf, type TextPiece } from './draw-text.js';
import { colour } from './numbers.js';
import { type Box, boxOf, colourOf, flagOf, listOf, numberOf, type Props, textOf } from './props.js';

export type Row = { index: number; box: Box; config: Props; data: Props };

/** Rows beyond this are not laid out. */
const MOST_ROWS = 1_000;

function configOf(props: Props, index: number): Props {
  const configs = listOf(props, 'item_config');
  const range = listOf(props, 'data_type_config').find(
    (entry) => index >= numberOf(entry, 'start', 0) && index <= numberOf(entry, 'end', -1),
  );
  const wanted = range?.type_id;
  return configs.find((config) => range !== undefined && config.type_id === wanted) ?? configs[0] ?? {};
}

/** The rows of a SCROLL_LIST where they stand on the page, `scroll_y` pixels further up, one of them slid by `drag_x`. */
export function listRows(props: Props): Row[] {
  const box = boxOf(props);
  let top = box.y - numberOf(props, 'scroll_y', 0);
  return listOf(props, 'data_array')
    .slice(0, MOST_ROWS)
    .map((data, index) => {
      const config = configOf(props, index);
      const h = Math.max(0, numberOf(config, 'item_height', 0));
      const aside = numberOf(props, 'drag_index', -1) === index ? numberOf(props, 'drag_x', 0) : 0;
      const row = { index, box: { x: box.x + aside, y: top, w: box.w, h }, config, data };
      top += h + numberOf(props, 'item_space', 0);
      return row;
    });
}

const within = (row: Row, view: Props): Box => {
  const box = boxOf(view);
  return { ...box, x: row.box.x + box.x, y: row.box.y + box.y };
};

/** The texts of a row, as they are set: in the middle, or as an `align_h` says that the reference leaves out and samples give. */
export const rowTexts = (row: Row): TextPiece[] =>
  listOf(row.config, 'text_view').map((view) =>
    label(within(row, view), textOf(row.data, textOf(view, 'key')), {
      size: sizeOf(view),
      colour: colourOf(view, 'color', 0xffffff),
      across: acrossOf(view.align_h, 'centre'),
    }),
  );

function drawRow(canvas: Canvas, row: Row): void {
  const radius = numberOf(row.config, 'item_bg_radius', 0);
  const fill = `fill="${colour(colourOf(row.config, 'item_bg_color', 0))}"`;
  canvas.put(rect({ ...row.box, radius }, fill));
  for (const view of listOf(row.config, 'image_view')) {
    drawImage(canvas, { ...within(row, view) }, textOf(row.data, textOf(view, 'key')));
  }
  for (const piece of rowTexts(row)) drawText(canvas, piece);
}

export function drawScrollList(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const seen = listRows(props).filter((row) => row.box.y + row.box.h > box.y && row.box.y < box.y + box.h);
  canvas.clipped(box, () => seen.forEach((row) => void drawRow(canvas, row)));
}

/** PAGE_INDICATOR as dots; `page` and `count` come from the page's swiper. */
export function drawPageIndicator(canvas: Canvas, props: Props): void {
  const box = boxOf(props);
  const count = Math.max(0, Math.min(50, Math.trunc(numberOf(props, 'count', 0))));
  const side = Math.max(4, Math.min(12, numberOf(props, 'element_height', 10)));
  const lying = flagOf(props, 'horizontal', true);
  const step = side + numberOf(props, lying ? 'h_space' : 'v_space', 8);
  const length = count * step - (step - side);
  for (let page = 0; page < count; page += 1) {
    const along = page * step;
    const x = lying ? box.x + (box.w - length) / 2 + along : box.x + (box.w - side) / 2;
    const y = lying ? box.y + (box.h - side) / 2 : box.y + (box.h - length) / 2 + along;
    const chosen = page === numberOf(props, 'page', 0);
    const fill = chosen
      ? colourOf(props, 'select_color', 0xffffff)
      : colourOf(props, 'unselect_color', 0x555555);
    canvas.put(rect({ x, y, w: side, h: side, radius: side / 2 }, `fill="${colour(fill)}"`));
  }
}
