import { expect, test } from '@jest/globals';
import { coloured } from '../fixtures/coloured.js';
import { type TinyProgram, tinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { createWatch } from '../src/node/index.js';
import { observes } from './observes.js';
import { AWAKE, building, said } from './said.js';

const page = (code: string): TinyProgram => ({
  page: building(
    '@zos/ui',
    `const { widget, prop, align, event } = z; const { Battery } = __$$R$$__('@zos/sensor'); ${AWAKE}
     const then = (run) => new Battery().onChange(run); ${code}`,
  ),
  files: { 'assets/red.png': coloured(40, 20, 0xff0000), 'assets/blue.png': coloured(6, 6, 0x0000ff) },
});
const later = (watch: Watch) => watch.sense('battery', { current: 1 });

/** What is drawn, line by line, without the ground and the rim of the screen; letters and pictures without their data. */
function drawn(watch: Watch): string[] {
  const [, body = ''] = /fill="#000000"\/>\n([\s\S]*)<\/g>/.exec(watch.svg()) ?? [];
  return body
    .split('\n')
    .filter((line) => line.startsWith('<') && line !== '</g>')
    .map((line) =>
      line.replace(/ href="[^"]*"/, '').replace(/(<path transform="[^"]*" fill="[^"]*") d="[^"]*"/, '$1'),
    );
}
/** The same without clipping and moving. */
const shapes = (watch: Watch) => drawn(watch).filter((line) => !/^<(g|clipPath)/.test(line));

const CANVAS = `const c = z.createWidget(widget.CANVAS, { x: 10, y: 20, w: 100, h: 80 });`;

observes(
  ['@zos/ui.widget.CANVAS', '@zos/ui.CANVAS.setPaint', '@zos/ui.CANVAS.drawLine', '@zos/ui.CANVAS.drawPixel'],
  'draws lines with the paint that was set, within its box',
  async ({ play }) => {
    const watch = await play(
      page(`${CANVAS} c.setPaint({ color: 0xff0000, line_width: 10 }); c.drawLine({ x1: 1, y1: 2, x2: 30, y2: 40 });
        c.drawLine({ x1: 1, y1: 2, x2: 30, y2: 40, color: 0xff }); c.drawPixel({ x: 3, y: 4, color: 0xffffff });`),
    );
    expect(drawn(watch)).toEqual([
      '<clipPath id="clip2"><rect x="10" y="20" width="100" height="80"/></clipPath>',
      '<g clip-path="url(#clip2)">',
      '<g transform="translate(10 20)">',
      '<line x1="1" y1="2" x2="30" y2="40" fill="none" stroke="#ff0000" stroke-width="10"/>',
      '<line x1="1" y1="2" x2="30" y2="40" fill="none" stroke="#0000ff" stroke-width="10"/>',
      '<rect x="3" y="4" width="1" height="1" fill="#ffffff"/>',
    ]);
  },
);

observes(
  [
    '@zos/ui.CANVAS.drawRect',
    '@zos/ui.CANVAS.drawCircle',
    '@zos/ui.CANVAS.strokeCircle',
    '@zos/ui.CANVAS.drawEllipse',
    '@zos/ui.CANVAS.strokeEllipse',
    '@zos/ui.CANVAS.drawArc',
    '@zos/ui.CANVAS.strokeArc',
    '@zos/ui.CANVAS.drawPoly',
    '@zos/ui.CANVAS.strokePoly',
  ],
  'draw filled shapes and outlines',
  async ({ play }) => {
    const watch = await play(
      page(`${CANVAS} const color = 0xff; c.setPaint({ color: 0xff00, line_width: 2 });
        c.drawRect({ x1: 30, y1: 40, x2: 10, y2: 20, color }); c.drawRect({ x: 1, y: 2, w: 3, h: 4, radius: 1, alpha: 51 });
        c.strokeRect({ x1: 0, y1: 0, x2: 5, y2: 6 });
        const round = { center_x: 20, center_y: 30, radius: 5 }; c.drawCircle({ ...round, color }); c.strokeCircle(round);
        const long = { center_x: 20, center_y: 30, radius_x: 5, radius_y: 10 }; c.drawEllipse({ ...long, color }); c.strokeEllipse(long);
        c.drawArc({ ...long, start_angle: 0, end_angle: 90, color }); c.strokeArc({ ...long, start_angle: 0, end_angle: 90 });
        const data_array = [{ x: 1, y: 1 }, { x: 9, y: 1 }, { x: 5, y: 8 }]; c.drawPoly({ data_array, color }); c.strokePoly({ data_array });`),
    );
    const line = 'fill="none" stroke="#00ff00" stroke-width="2"';
    expect(shapes(watch)).toEqual([
      '<rect x="10" y="20" width="20" height="20" fill="#0000ff"/>',
      '<rect x="1" y="2" width="3" height="4" rx="1" fill="#00ff00" fill-opacity="0.2"/>',
      `<rect x="0" y="0" width="5" height="6" ${line}/>`,
      '<ellipse cx="20" cy="30" rx="5" ry="5" fill="#0000ff"/>',
      `<ellipse cx="20" cy="30" rx="5" ry="5" ${line}/>`,
      '<ellipse cx="20" cy="30" rx="5" ry="10" fill="#0000ff"/>',
      `<ellipse cx="20" cy="30" rx="5" ry="10" ${line}/>`,
      '<path d="M25 30A5 10 0 0 1 20 40L20 30Z" fill="#0000ff"/>',
      `<path d="M25 30A5 10 0 0 1 20 40" ${line}/>`,
      '<path d="M1 1L9 1L5 8Z" fill="#0000ff"/>',
      `<path d="M1 1L9 1L5 8Z" ${line}/>`,
    ]);
  },
);

observes(
  [
    '@zos/ui.CANVAS.drawText',
    '@zos/ui.CANVAS.drawImage',
    '@zos/ui.CANVAS.clear',
    '@zos/ui.CANVAS.addEventListener',
  ],
  'write, show pictures, clear a part or all of it and feel touches',
  async ({ play }) => {
    const watch = await play(
      page(`${CANVAS} c.drawText({ x: 5, y: 6, text: 'Hi', text_size: 20, color: 0xff }); c.drawImage({ x: 1, y: 2, w: 50, h: 60, image: 'red.png', alpha: 51 });
        c.clear({ x: 0, y: 0, w: 20, h: 20 }); c.drawPixel({ x: 1, y: 1 });
        c.addEventListener(event.CLICK_UP, (info) => { say(info.x, info.y); c.clear({ x: 0, y: 0, w: 100, h: 80 }); });`),
    );
    expect(drawn(watch).slice(3)).toEqual([
      '<clipPath id="clip3"><path d="M0 0h100v80h-100ZM0 0h20v20h-20Z" clip-rule="evenodd"/></clipPath>',
      '<g clip-path="url(#clip3)">',
      '<path transform="translate(5 25.38) scale(0.02)" fill="#0000ff"/>',
      '<image x="1" y="2" width="50" height="60" opacity="0.2"/>',
      '<rect x="1" y="1" width="1" height="1" fill="#ffffff"/>',
    ]);
    watch.tap(50, 60);
    expect(said(watch)).toEqual(['50 60']);
    expect(drawn(watch)).toEqual([]);
  },
);

observes(
  '@zos/ui.widget.POLYLINE',
  'draws the lines that are added, counted up from below',
  async ({ play }) => {
    const watch = await play(
      page(`const line = z.createWidget(widget.GRADKIENT_POLYLINE, { x: 10, y: 20, w: 100, h: 50, line_color: 0xffff, line_width: 4 });
      const data = [{ x: 0, y: 10 }, { x: 50, y: 40 }, { x: 100, y: 0 }]; line.clear(); line.addLine({ data, count: 2 });
      line.addLine({ data, count: 3, color_from: 0xff0000, color_to: 0xff, curve_style: true });
      z.createWidget(widget.POLYLINE, { x: 0, y: 0, w: 10, h: 10 }).addLine({ data: [{ x: 0, y: 0 }, { x: 9, y: 9 }], count: 2 });
      then(() => line.clear());`),
    );
    const other = '<path d="M0 10L9 1" fill="none" stroke="#e60039" stroke-width="2"/>';
    expect(drawn(watch)).toEqual([
      '<path d="M10 60L60 30" fill="none" stroke="#00ffff" stroke-width="4"/>',
      '<linearGradient id="run1" gradientUnits="userSpaceOnUse" x1="0" y1="20" x2="0" y2="70"><stop stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient>',
      '<path d="M10 60C18.33 55 43.33 28.33 60 30C76.67 31.67 101.67 63.33 110 70L110 70L10 70Z" fill="url(#run1)"/>',
      '<path d="M10 60C18.33 55 43.33 28.33 60 30C76.67 31.67 101.67 63.33 110 70" fill="none" stroke="#00ffff" stroke-width="4"/>',
      other,
    ]);
    later(watch);
    expect(drawn(watch)).toEqual([other]);
  },
);

observes('@zos/ui.widget.HISTOGRAM', 'draws columns, rules and words, and new data', async ({ play }) => {
  const watch = await play(
    page(`const bars = z.createWidget(widget.HISTOGRAM, { x: 10, y: 20, w: 100, h: 100, item_width: 20, item_space: 10, item_radius: 3,
        item_start_y: 10, item_max_height: 80, item_color: [0xff, 0xff00], item_alpha: 51, data_array: [50, 100, 10], data_count: 2,
        data_min_value: 0, data_max_value: 100, xline: { pading: 5, space: 20, start: 0, end: 90, color: 0x111111, width: 1, count: 2 },
        yline: { pading: 6, space: 30, start: 2, end: 52, color: 0x222222, width: 2, count: 1 },
        xText: { x: 0, y: 80, w: 20, h: 20, space: 10, align: align.LEFT, color: 0xffffff, count: 2, data_array: ['a', 'b', 'c'] } });
      then(() => bars.setProperty(prop.UPDATE_DATA, { data_array: [25], data_count: 1 }));`),
  );
  const rules = [
    '<rect x="15" y="20" width="1" height="90" fill="#111111"/>',
    '<rect x="35" y="20" width="1" height="90" fill="#111111"/>',
    '<rect x="12" y="26" width="50" height="2" fill="#222222"/>',
  ];
  expect(shapes(watch).slice(0, 5)).toEqual([
    ...rules,
    '<rect x="10" y="70" width="20" height="40" rx="3" fill="#0000ff" fill-opacity="0.2"/>',
    '<rect x="40" y="30" width="20" height="80" rx="3" fill="#00ff00" fill-opacity="0.2"/>',
  ]);
  expect(shapes(watch)).toHaveLength(7);
  later(watch);
  expect(shapes(watch)[3]).toBe(
    '<rect x="10" y="90" width="20" height="20" rx="3" fill="#0000ff" fill-opacity="0.2"/>',
  );
});

observes('@zos/ui.widget.QRCODE', 'draws a code on a white ground', async ({ play }) => {
  const watch = await play(
    page(`z.createWidget(widget.QRCODE, { content: 'Hello', x: 20, y: 30, w: 105, h: 105, bg_x: 10, bg_y: 20, bg_w: 125, bg_h: 125, bg_radius: 8 });
      z.createWidget(widget.QRCODE, { content: 'x'.repeat(300), x: 200, y: 30, w: 105, h: 105 });`),
  );
  const [ground, code, empty, frame] = shapes(watch);
  expect(ground).toBe('<rect x="10" y="20" width="125" height="125" rx="8" fill="#ffffff"/>');
  expect(code).toMatch(
    /^<path transform="translate\(20 30\) scale\(5 5\)" shape-rendering="crispEdges" d="M0 0h7v1h-7Z/,
  );
  expect(empty).toBe('<rect x="200" y="30" width="105" height="105" fill="#ffffff"/>');
  expect(frame).toContain('fill="#20262b"');
  expect(watch.logs.map(({ text }) => text)).toContain('a QRCODE takes 271 bytes at most; this one has 300');
});

observes('@zos/ui.widget.ARC_PROGRESS', 'draws as much of its arc as its level says', async ({ play }) => {
  const watch = await play(
    page(`const ring = z.createWidget(widget.ARC_PROGRESS, { center_x: 100, center_y: 100, radius: 50, start_angle: 0, end_angle: 360,
        line_width: 6, color: 0xff, level: 25, src_bg: 'red.png' }); then(() => ring.setProperty(prop.MORE, { level: 50 }));`),
  );
  const arc = (d: string) =>
    `<path d="${d}" fill="none" stroke="#0000ff" stroke-width="6" stroke-linecap="round"/>`;
  expect(shapes(watch)).toEqual([
    '<image x="80" y="90" width="40" height="20"/>',
    arc('M100 50A50 50 0 0 1 150 100'),
  ]);
  later(watch);
  expect(shapes(watch)[1]).toBe(arc('M100 50A50 50 0 0 1 100 150'));
});

observes('@zos/ui.widget.LINE_PROGRESS', 'fills a track', async ({ play }) => {
  const watch = await play(
    page(`const bar = z.createWidget(widget.LINE_PROGRESS, { x: 10, y: 20, w: 200, h: 10, progress: 25, track_fill: { color: 0x333333, radius: 5 },
        progress_fill: { color: 0xff, radius: 5, alpha: 51 } }); then(() => bar.setProperty(prop.MORE, { progress: 100 }));`),
  );
  const full = (w: number) =>
    `<rect x="10" y="20" width="${w}" height="10" rx="5" fill="#0000ff" fill-opacity="0.2"/>`;
  const track = '<rect x="10" y="20" width="200" height="10" rx="5" fill="#333333"/>';
  expect(shapes(watch)).toEqual([track, full(50)]);
  later(watch);
  expect(shapes(watch)).toEqual([track, full(200)]);
});

observes(
  [
    '@zos/ui.prop.LINE_PROGRESS_START_X',
    '@zos/ui.prop.LINE_PROGRESS_START_Y',
    '@zos/ui.prop.LINE_PROGRESS_END_X',
    '@zos/ui.prop.LINE_PROGRESS_END_Y',
    '@zos/ui.prop.LINE_PROGRESS_PROGRESS',
    '@zos/ui.prop.LINE_PROGRESS_SRC_BG',
    '@zos/ui.prop.LINE_PROGRESS_SRC_PROGRESS',
    '@zos/ui.prop.LINE_PROGRESS_SRC_INDICATOR',
  ],
  'make a way with pictures of its ground, its done part and its mark',
  async ({ play }) => {
    const watch = await play(
      page(`const bar = z.createWidget(widget.LINE_PROGRESS, { line_width: 4, color: 0xff });
        for (const [name, value] of [['START_X', 10], ['START_Y', 20], ['END_X', 50], ['END_Y', 20], ['PROGRESS', 50]]) bar.setProperty(prop['LINE_PROGRESS_' + name], value);
        then(() => { bar.setProperty(prop.LINE_PROGRESS_SRC_BG, 'red.png'); bar.setProperty(prop.LINE_PROGRESS_SRC_PROGRESS, 'red.png');
          bar.setProperty(prop.LINE_PROGRESS_SRC_INDICATOR, 'blue.png'); });`),
    );
    expect(shapes(watch)).toEqual([
      '<line x1="10" y1="20" x2="30" y2="20" fill="none" stroke="#0000ff" stroke-width="4"/>',
    ]);
    later(watch);
    expect(drawn(watch)).toEqual([
      '<image x="10" y="20" width="40" height="20"/>',
      '<clipPath id="clip2"><rect x="10" y="20" width="20" height="20"/></clipPath>',
      '<g clip-path="url(#clip2)">',
      '<image x="10" y="20" width="40" height="20"/>',
      '<image x="27" y="17" width="6" height="6"/>',
    ]);
  },
);

observes(
  ['@zos/ui.widget.GROUP', '@zos/ui.Widget.setAlpha'],
  'fades as a whole with what it holds',
  async ({ play }) => {
    const watch = await play(
      page(`const group = z.createWidget(widget.GROUP, { x: 10, y: 20, w: 100, h: 100 }); group.createWidget(widget.FILL_RECT, { x: 0, y: 0, w: 9, h: 9, color: 1 });
      then(() => group.setAlpha(51)); `),
    );
    expect(drawn(watch)).toEqual([
      '<g transform="translate(10 20)">',
      '<rect x="0" y="0" width="9" height="9" fill="#000001"/>',
    ]);
    later(watch);
    expect(drawn(watch)[0]).toBe('<g opacity="0.2">');
  },
);

test('what no reference describes is refused by name', async () => {
  const watch = await createWatch({
    package: tinyProgram(
      page(`const attempt = (run) => { try { run(); say('done'); } catch (error) { say(error.name, error.message); } };
        attempt(() => z.createWidget(widget.IMG_GROUP, {})); attempt(() => z.createWidget(widget.CANVAS, { x: 0, y: 0, w: 9, h: 9 }).transform({ sx: 2 }));
        attempt(() => z.createWidget(widget.TEXT, { text: 'a' }).setTextOutline({}));`),
    ),
  });
  watch.launch();
  await watch.settled();
  const tail = 'exists on watches, but this runtime does not model it';
  expect(said(watch)).toEqual([
    `NotModelled @zos/ui.widget.IMG_GROUP ${tail}`,
    `NotModelled @zos/ui.CANVAS.transform ${tail}`,
    `NotModelled @zos/ui.TEXT.setTextOutline ${tail}`,
  ]);
  watch.close();
});
