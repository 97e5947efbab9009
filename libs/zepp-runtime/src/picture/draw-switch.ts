import { type Canvas, rect } from './canvas.js';
import { drawImage } from './draw-image.js';
import { fixed } from './numbers.js';
import { boxOf, flagOf, numberOf, type Props, textOf } from './props.js';

/** A pill and a knob, where the package lacks the switch's images. */
function drawPill(canvas: Canvas, props: Props, on: boolean): void {
  const box = boxOf(props);
  canvas.put(rect({ ...box, radius: box.h / 2 }, `fill="${on ? '#2f8f6f' : '#3a3f3e'}"`));
  const x = on ? box.x + box.w - box.h / 2 : box.x + box.h / 2;
  const knob = `cx="${fixed(x)}" cy="${fixed(box.y + box.h / 2)}" r="${fixed(box.h * 0.4)}"`;
  canvas.put(`<circle ${knob} fill="#ffffff"/>`);
}

/** SLIDE_SWITCH: a ground for either state and a knob upon it; the reference and the declarations spell the second differently. */
export function drawSwitch(canvas: Canvas, props: Props): void {
  const on = flagOf(props, 'checked', false);
  const off = textOf(props, 'un_select_bg') || textOf(props, 'unselect_bg');
  const ground = on ? textOf(props, 'select_bg') : off;
  if (ground === '' || canvas.images(ground) === undefined) {
    drawPill(canvas, props, on);
    return;
  }
  const { x, y } = boxOf(props);
  drawImage(canvas, { x, y }, ground);
  const shift = numberOf(props, on ? 'slide_select_x' : 'slide_un_select_x', 0);
  drawImage(canvas, { x: x + shift, y: y + numberOf(props, 'slide_y', 0) }, textOf(props, 'slide_src'));
}
