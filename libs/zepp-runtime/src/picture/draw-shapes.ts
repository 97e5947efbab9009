import { type Canvas, rect } from './canvas.js';
import { fixed } from './numbers.js';
import { fillOf, strokeOf } from './paint.js';
import { type Box, boxOf, numberOf, type Props } from './props.js';

/** Turned about the widget's middle, or about the centre it names. */
function turned(props: Props): string {
  const angle = numberOf(props, 'angle', 0);
  if (angle % 360 === 0) return '';
  const box = boxOf(props);
  const x = numberOf(props, 'center_x', box.x + box.w / 2);
  const y = numberOf(props, 'center_y', box.y + box.h / 2);
  return ` transform="rotate(${fixed(angle)} ${fixed(x)} ${fixed(y)})"`;
}

/** What is turned may be smaller than the widget: its own size, moved within the widget's box (API level 4.0). */
function shapeOf(props: Props): Box {
  const box = boxOf(props);
  if (numberOf(props, 'angle', 0) % 360 === 0) return box;
  const n = (key: string, otherwise: number) => numberOf(props, key, otherwise);
  return {
    x: box.x + n('pos_x', 0),
    y: box.y + n('pos_y', 0),
    w: n('rect_width', box.w),
    h: n('rect_height', box.h),
  };
}

export const drawFillRect = (canvas: Canvas, props: Props): void =>
  canvas.put(
    rect({ ...shapeOf(props), radius: numberOf(props, 'radius', 0) }, fillOf(props) + turned(props)),
  );

/** The stroke lies inside the widget's box. */
export function drawStrokeRect(canvas: Canvas, props: Props): void {
  const box = shapeOf(props);
  const width = Math.max(0, Math.min(numberOf(props, 'line_width', 1), box.w, box.h));
  const inner = { x: box.x + width / 2, y: box.y + width / 2, w: box.w - width, h: box.h - width };
  const radius = Math.max(0, numberOf(props, 'radius', 0) - width / 2);
  canvas.put(rect({ ...inner, radius }, strokeOf(props, width) + turned(props)));
}

export function drawCircle(canvas: Canvas, props: Props): void {
  const [x, y] = [numberOf(props, 'center_x', 0), numberOf(props, 'center_y', 0)];
  const radius = Math.max(0, numberOf(props, 'radius', 0));
  canvas.put(`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}" ${fillOf(props)}/>`);
}
