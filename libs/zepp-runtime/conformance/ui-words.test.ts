import { expect, test } from '@jest/globals';
import { type TinyProgram, tinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { createWatch } from '../src/node/index.js';
import { observes } from './observes.js';
import { building, said } from './said.js';

const page = (code: string): TinyProgram => ({
  page: building(
    '@zos/ui',
    `const { widget, prop, align, text_style } = z; const text = (more) => z.createWidget(widget.TEXT, { x: 40, y: 100, w: 400, h: 60, text_size: 40, color: 0xffffff, ...more }); ${code}`,
  ),
});
const SQUARE = { device: 'Bip 6', startAt: Date.UTC(2026, 0, 5, 9, 5) };

/** Letters on the screen by what moves them into place. */
const letters = (watch: Watch) =>
  [...watch.svg().matchAll(/<path transform="([^"]+)" fill/g)].map(([, place = '']) => place);

observes('@zos/ui.widget.TEXT', 'is written in the watch’s language', async ({ play }) => {
  const watch = await play(
    page(
      `text({ text: 'none', text_i18n: { 'en-US': 'Good', 'de-DE': 'Gut' } }); text({ text_i18n: { 'en-US': 'only' } });`,
    ),
  );
  expect(watch.texts()).toEqual(['Good', 'only']);
  watch.language = 'de-DE';
  expect(watch.texts()).toEqual(['Gut', 'only']);
});

observes('@zos/ui.widget.TEXT', 'stands along an arc when it has angles', async ({ play }) => {
  const watch = await play(
    page(
      `text({ x: 0, y: 0, w: 480, h: 480, text: 'ab', start_angle: 0, end_angle: 90, align_h: align.LEFT, text_size: 100 });`,
    ),
  );
  const turns = letters(watch).map((place) => Number(/rotate\(([\d.-]+) 240 240\)/.exec(place)?.[1]));
  expect(turns).toHaveLength(2);
  expect(turns[0]).toBeGreaterThan(5);
  expect(turns[1]).toBeGreaterThan((turns[0] ?? 0) + 10);
});

observes('@zos/ui.widget.TEXT', 'tells that a font of the program is not read', async ({ play }) => {
  const watch = await play(page(`text({ text: 'a', font: 'fonts/own.ttf' });`));
  expect(watch.logs.map(({ text }) => text)).toContain(
    'font fonts/own.ttf is not read; texts are set in the runtime’s own font',
  );
});

observes(
  '@zos/ui.widget.TEXT',
  'keeps the distances of lines and signs that it is given',
  async ({ play }) => {
    const watch = await play(
      page(`text({ text: 'a\\nb', h: 200 }); text({ text: 'a\\nb', h: 200, line_space: 10 });
    text({ text: 'ab', align_h: align.RIGHT }); text({ text: 'ab', align_h: align.RIGHT, char_space: 10 });`),
    );
    const places = letters(watch).map((place) =>
      (/translate\(([\d.-]+) ([\d.-]+)\)/.exec(place) ?? []).slice(1).map(Number),
    );
    const [, second, , wider, near, far] = places;
    expect((wider?.[1] ?? 0) - (second?.[1] ?? 0)).toBeCloseTo(10, 1);
    expect((near?.[0] ?? 0) - (far?.[0] ?? 0)).toBeCloseTo(10, 1);
  },
);

observes(
  '@zos/ui.getTextLayout',
  'counts lines as they are drawn and cuts what is too much',
  async ({ play }) => {
    const watch = await play(
      page(`const words = 'turn right and go along the road'; const say1 = (o) => { const { rows, result, text, height } = z.getTextLayout(words, { text_size: 30, ...o }); say(rows, result, text, height); };
      say1({ text_width: 200 }); say1({ text_width: 200, rows_max: 2 }); say1({ text_width: 0, wrapped: 0 }); text({ text: words, w: 200, h: 200, text_size: 30, text_style: text_style.WRAP });`),
    );
    expect(said(watch)).toEqual([
      '3 0 turn right and go along the road 109',
      '2 1 turn right and go along th… 73',
      '1 0 turn right and go along the road 37',
    ]);
    expect(letters(watch)).toHaveLength(3);
  },
);

observes(
  ['@zos/ui.updateStatusBarTitle', '@zos/ui.setStatusBarVisible'],
  'name the bar of a square screen, which shows the time too, and hide it',
  async ({ play }) => {
    const watch = await play(
      page(`z.updateStatusBarTitle('Mine'); setTimeout(() => z.setStatusBarVisible(false), 5000);`),
      SQUARE,
    );
    const bar = () => watch.widgets().nodes.map(({ type, props }) => [type, props.text ?? props.clock]);
    expect(bar()).toEqual([
      ['TEXT', 'Mine'],
      ['STATUS_TIME', '09:05'],
    ]);
    expect(watch.texts()).toEqual(['Mine']);
    expect(letters(watch)).toHaveLength(2);
    await watch.advance(6_000);
    expect(bar()).toEqual([]);
  },
);

test('texts that would not fit a wider font are found wherever they are', async () => {
  const watch = await createWatch({
    package: tinyProgram(
      page(`text({ text: 'Fits' }); text({ text: 'Does not fit at all', w: 100 });
      z.createWidget(widget.BUTTON, { x: 0, y: 200, w: 60, h: 40, text: 'Long label', text_size: 30, normal_color: 1, press_color: 2 });
      text({ x: 0, y: 0, w: 300, h: 300, text: 'round and round the rim', start_angle: 0, end_angle: 20 });`),
    ),
  });
  watch.launch();
  await watch.settled();
  expect(watch.overflows().map(({ text, width }) => [text, width])).toEqual([
    ['Does not fit at all', 100],
    ['Long label', 60],
    ['round and round the rim', expect.any(Number)],
  ]);
  watch.close();
});
