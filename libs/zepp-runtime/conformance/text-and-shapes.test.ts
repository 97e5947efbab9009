import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';
import { building, said } from './said.js';

/** A page that draws with the constants at hand. */
const page = (code: string) => ({
  page: building(
    '@zos/ui',
    `const { widget, prop, align, text_style } = z; const { Battery } = __$$R$$__('@zos/sensor');
     const then = (run) => new Battery().onChange(run); ${code}`,
  ),
});
const SQUARE = { device: 'Bip Max' };
/** Lets the page's `then` run. */
const later = (watch: Watch) => watch.sense('battery', { current: 1 });

/** The drawn shapes, without the ground and the rim of the screen. */
function shapes(watch: Watch): string[] {
  const [, body = ''] = /fill="#000000"\/>\n([\s\S]*)<\/g>/.exec(watch.svg()) ?? [];
  return body.split('\n').filter((line) => line.startsWith('<'));
}

/** Where each drawn line of text begins: `x y`. */
const places = (watch: Watch) =>
  shapes(watch).flatMap((line) => {
    const [, x, y] = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(line) ?? [];
    return x === undefined ? [] : [{ x: Number(x), y: Number(y) }];
  });

observes(
  ['@zos/ui.widget.FILL_RECT', '@zos/ui.prop.X', '@zos/ui.prop.Y', '@zos/ui.prop.W', '@zos/ui.prop.H'],
  'draw a filled box that moves and grows',
  async ({ play }) => {
    const watch = await play(
      page(`const box = z.createWidget(widget.FILL_RECT, { x: 10, y: 20, w: 30, h: 40, radius: 5, color: 0xff8000 });
        then(() => { box.setProperty(prop.X, 11); box.setProperty(prop.Y, 22); box.setProperty(prop.W, 33); box.setProperty(prop.H, 44);
          say(box.getProperty(prop.X), box.getProperty(prop.Y), box.getProperty(prop.W), box.getProperty(prop.H)); });`),
    );
    expect(shapes(watch)).toEqual(['<rect x="10" y="20" width="30" height="40" rx="5" fill="#ff8000"/>']);
    later(watch);
    expect(shapes(watch)).toEqual(['<rect x="11" y="22" width="33" height="44" rx="5" fill="#ff8000"/>']);
    expect(said(watch)).toEqual(['11 22 33 44']);
  },
);

observes(
  ['@zos/ui.widget.STROKE_RECT', '@zos/ui.prop.LINE_WIDTH', '@zos/ui.prop.COLOR', '@zos/ui.Widget.setColor'],
  'draw a frame inside its box, in its colour and width',
  async ({ play }) => {
    const watch = await play(
      page(`const box = { x: 0, y: 0, w: 100, h: 50, color: 0xff };
        const one = z.createWidget(widget.STROKE_RECT, { ...box, line_width: 4 });
        const two = z.createWidget(widget.STROKE_RECT, { ...box, line_width: 2 });
        then(() => { one.setProperty(prop.LINE_WIDTH, 10); one.setProperty(prop.COLOR, 0xff00); two.setColor(0xff0000); });`),
    );
    const frame = (inset: number, colour: string) =>
      `<rect x="${inset}" y="${inset}" width="${100 - 2 * inset}" height="${50 - 2 * inset}" fill="none" stroke="${colour}" stroke-width="${2 * inset}"/>`;
    expect(shapes(watch)).toEqual([frame(2, '#0000ff'), frame(1, '#0000ff')]);
    later(watch);
    expect(shapes(watch)).toEqual([frame(5, '#00ff00'), frame(1, '#ff0000')]);
  },
);

observes(
  ['@zos/ui.widget.CIRCLE', '@zos/ui.prop.CENTER_X', '@zos/ui.prop.CENTER_Y', '@zos/ui.Widget.setAlpha'],
  'draw a disc about its centre, as opaque as wanted',
  async ({ play }) => {
    const watch = await play(
      page(`const disc = z.createWidget(widget.CIRCLE, { center_x: 50, center_y: 60, radius: 20, color: 0xffffff });
        then(() => { disc.setProperty(prop.CENTER_X, 70); disc.setProperty(prop.CENTER_Y, 80); disc.setAlpha(51); });`),
    );
    expect(shapes(watch)).toEqual(['<circle cx="50" cy="60" r="20" fill="#ffffff"/>']);
    later(watch);
    expect(shapes(watch)).toEqual(['<circle cx="70" cy="80" r="20" fill="#ffffff" fill-opacity="0.2"/>']);
  },
);

observes(
  ['@zos/ui.widget.ARC', '@zos/ui.prop.START_ANGLE', '@zos/ui.prop.END_ANGLE'],
  'draw a part of a ring, clockwise from three o’clock',
  async ({ play }) => {
    const watch = await play(
      page(`const arc = z.createWidget(widget.ARC, { x: 0, y: 0, w: 110, h: 110, start_angle: -90, end_angle: 0, line_width: 10, color: 0xffffff });
        then(() => { arc.setProperty(prop.START_ANGLE, 0); arc.setProperty(prop.END_ANGLE, 180); });`),
    );
    const look = 'fill="none" stroke="#ffffff" stroke-width="10"';
    expect(shapes(watch)).toEqual([`<path d="M55 5A50 50 0 0 1 105 55" ${look}/>`]);
    later(watch);
    expect(shapes(watch)).toEqual([`<path d="M105 55A50 50 0 0 1 5 55" ${look}/>`]);
  },
);

observes(
  ['@zos/ui.prop.VISIBLE', '@zos/ui.prop.MORE'],
  'hide a widget, and change and tell many properties at once',
  async ({ play }) => {
    const watch = await play(
      page(`const box = z.createWidget(widget.FILL_RECT, { x: 1, y: 2, w: 3, h: 4, color: 0 });
        z.createWidget(widget.CIRCLE, { center_x: 9, center_y: 9, radius: 1, color: 0 }).setProperty(prop.VISIBLE, false);
        box.setProperty(prop.MORE, { x: 5, w: 6, color: 0xffffff });
        const all = box.getProperty(prop.MORE, {}); say(all.x, all.y, all.w, all.h, all.color, box.getProperty(prop.VISIBLE));`),
    );
    expect(shapes(watch)).toEqual(['<rect x="5" y="2" width="6" height="4" fill="#ffffff"/>']);
    expect(said(watch)).toEqual(['5 2 6 4 16777215 true']);
  },
);

observes(
  ['@zos/ui.widget.TEXT', '@zos/ui.prop.TEXT', '@zos/ui.prop.TEXT_SIZE'],
  'write words that change and grow',
  async ({ play }) => {
    const watch = await play(
      page(`const words = z.createWidget(widget.TEXT, { x: 0, y: 0, w: 300, h: 60, text: 'before', text_size: 20, color: 0xffffff });
        then(() => { words.setProperty(prop.TEXT, 'after'); words.setProperty(prop.TEXT_SIZE, 40); say(words.getProperty(prop.TEXT)); });`),
    );
    expect(watch.texts()).toEqual(['before']);
    expect(shapes(watch)[0]).toContain('scale(0.02)');
    later(watch);
    expect(watch.texts()).toEqual(['after']);
    expect(shapes(watch)[0]).toContain('scale(0.04)');
    expect(said(watch)).toEqual(['after']);
  },
);

observes(
  [
    '@zos/ui.align.LEFT',
    '@zos/ui.align.CENTER_H',
    '@zos/ui.align.RIGHT',
    '@zos/ui.align.TOP',
    '@zos/ui.align.CENTER_V',
    '@zos/ui.align.BOTTOM',
  ],
  'set words to the sides and the middle of their box',
  async ({ play }) => {
    const watch = await play(
      page(`const box = { x: 0, y: 0, w: 200, h: 200, text: 'mm', text_size: 20, text_style: text_style.NONE };
        for (const [align_h, align_v] of [[align.LEFT, align.TOP], [align.CENTER_H, align.CENTER_V], [align.RIGHT, align.BOTTOM]])
          z.createWidget(widget.TEXT, { ...box, align_h, align_v });`),
    );
    const [first, second, third] = places(watch);
    const wide = 200 - (third?.x ?? 0);
    expect(first?.x).toBe(0);
    expect(wide).toBeGreaterThan(20);
    expect(second?.x).toBeCloseTo(100 - wide / 2, 0);
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBeCloseTo((third?.y ?? 0) - (second?.y ?? 0), 0);
    expect((third?.y ?? 0) - (first?.y ?? 0)).toBeGreaterThan(150);
  },
);

observes(
  [
    '@zos/ui.text_style.NONE',
    '@zos/ui.text_style.WRAP',
    '@zos/ui.text_style.CHAR_WRAP',
    '@zos/ui.text_style.ELLIPSIS',
  ],
  'break words that are too long, break anywhere, end in dots, or do nothing',
  async ({ play }) => {
    const watch = await play(
      page(`const box = { x: 0, w: 100, h: 100, text: 'mmmm mmmmmm mmmmm', text_size: 20 };
        [text_style.NONE, text_style.WRAP, text_style.CHAR_WRAP, text_style.ELLIPSIS].forEach((style, i) =>
          z.createWidget(widget.TEXT, { ...box, y: 100 * i, text_style: style }));`),
    );
    const lines = [0, 1, 2, 3].map((i) => places(watch).filter(({ y }) => Math.floor(y / 100) === i).length);
    expect(lines).toEqual([1, 4, 3, 1]);
    const cut = shapes(watch).filter((line) => line.startsWith('<clipPath'));
    expect(cut).toHaveLength(1);
  },
);

observes('@zos/ui.getTextLayout', 'measures words without drawing them', async ({ play }) => {
  const watch = await play(
    page(`const one = z.getTextLayout('mmm', { text_size: 20, text_width: 0, wrapped: 0 });
      const two = z.getTextLayout('mmm', { text_size: 40, text_width: 0, wrapped: 0 });
      const wrapped = z.getTextLayout('mmm mmm mmm', { text_size: 20, text_width: one.width + 2, wrapped: 1 });
      say(Math.abs(two.width - 2 * one.width) <= 2, two.height > one.height, Math.round(wrapped.height / one.height));`),
  );
  expect(said(watch)).toEqual(['true true 3']);
  expect(shapes(watch)).toEqual([]);
});

observes(['@zos/ui.getSysFontSize', '@zos/ui.sp'], 'scale as large as the wearer reads', async ({ play }) => {
  const watch = await play(
    page(`const tell = () => say(z.getSysFontSize(20), z.sp(20), z.sp('30')); tell(); then(tell);`),
  );
  watch.system.preferences.textScale = 1.2;
  later(watch);
  expect(said(watch)).toEqual(['20 20 30', '24 24 36']);
});

observes(
  ['@zos/ui.getRtlLayout', '@zos/ui.relayoutRtl'],
  'turn the page around for those who read from the right',
  async ({ play }) => {
    const watch = await play(
      page(`z.createWidget(widget.FILL_RECT, { x: 10, y: 0, w: 100, h: 50, color: 0 });
        const tell = () => say(z.getRtlLayout(), z.relayoutRtl()); tell(); then(tell);`),
      { device: 'GTR 4' },
    );
    expect(shapes(watch)[0]).toContain('x="10"');
    watch.language = 'ar-EG';
    later(watch);
    expect(shapes(watch)[0]).toContain('x="356"');
    expect(said(watch)).toEqual(['false false', 'true true']);
  },
);

observes('@zos/ui.showToast', 'shows words for a moment', async ({ play }) => {
  const watch = await play(page(`z.showToast({ text: 'Saved' });`));
  expect(watch.texts()).toEqual(['Saved']);
  await watch.advance(5_000);
  expect(watch.texts()).toEqual([]);
});

observes(
  ['@zos/ui.updateStatusBarTitle', '@zos/ui.setStatusBarVisible'],
  'write into the bar of a square screen and hide it',
  async ({ play }) => {
    const code = page(`z.updateStatusBarTitle('Title'); then(() => z.setStatusBarVisible(false));`);
    const watch = await play(code, SQUARE);
    expect(watch.texts()).toContain('Title');
    later(watch);
    expect(watch.texts()).toEqual([]);
    expect((await play(code, { device: 'GTR 4' })).texts()).toEqual([]);
  },
);

observes('@zos/ui.prop.ID', 'keeps the name a program gives a widget', async ({ play }) => {
  const code = `const box = z.createWidget(widget.FILL_RECT, { x: 0, y: 0, w: 9, h: 9, id: 'first' });
    say(box.getProperty(prop.ID)); box.setProperty(prop.ID, 'second'); say(box.getProperty(prop.ID));`;
  expect(said(await play(page(code)))).toEqual(['first', 'second']);
});
