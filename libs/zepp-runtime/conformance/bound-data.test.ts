import { expect } from '@jest/globals';
import type { WidgetNode } from '../src/core/widget-tree.js';
import { observes } from './observes.js';
import { building } from './said.js';

const PAGE = building(
  '@zos/ui',
  `const { widget, data_type } = z; const box = { x: 0, y: 0, w: 200, h: 40 };
   const images = ['1.png', '2.png', '3.png', '4.png'];
   z.createWidget(widget.TEXT_IMG, { ...box, font_array: images, type: data_type.HEART });
   z.createWidget(widget.TEXT_IMG, { ...box, font_array: images, type: data_type.DISTANCE });
   z.createWidget(widget.TEXT_IMG, { ...box, font_array: images, type: data_type.SLEEP });
   z.createWidget(widget.TEXT_IMG, { ...box, font_array: images, type: data_type.SPORT_ALTITUDE });
   z.createWidget(widget.IMG_LEVEL, { ...box, image_array: images, image_length: 4, type: data_type.BATTERY });
   z.createWidget(widget.ARC_PROGRESS, { center_x: 99, center_y: 99, radius: 50, line_width: 5, type: data_type.CAL });`,
);

const shown = (nodes: readonly WidgetNode[]) => nodes.map(({ props }) => props.text ?? props.level);

observes(
  [
    '@zos/ui.data_type.HEART',
    '@zos/ui.data_type.DISTANCE',
    '@zos/ui.data_type.SLEEP',
    '@zos/ui.data_type.SPORT_ALTITUDE',
    '@zos/ui.data_type.BATTERY',
    '@zos/ui.data_type.CAL',
  ],
  'let number pictures, level pictures and arcs show what the watch knows',
  async ({ play }) => {
    const watch = await play({ page: PAGE });
    expect(shown(watch.widgets().nodes)).toEqual(['0', '0', '0', '0', 4, 0]);
    watch.sense('heartRate', { last: 63 });
    watch.sense('distance', { current: 1_234 });
    watch.sense('sleep', { info: { score: 0, deepTime: 0, startTime: 0, endTime: 0, totalTime: 431 } });
    watch.sense('barometer', { altitude: 700 });
    watch.sense('battery', { current: 40 });
    watch.sense('calorie', { current: 150, target: 300 });
    expect(shown(watch.widgets().nodes)).toEqual(['63', '1.23', '431', '700', 2, 50]);
  },
);
