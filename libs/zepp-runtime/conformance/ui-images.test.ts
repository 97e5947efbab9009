import { expect } from '@jest/globals';
import { coloured } from '../fixtures/coloured.js';
import type { TinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { base64 } from '../src/picture/picture-file.js';
import { observes } from './observes.js';
import { AWAKE, building, said } from './said.js';

const digits = Object.fromEntries(
  Array.from({ length: 10 }, (_, i) => [`assets/d/${i}.png`, coloured(10, 20, i)] as const),
);
const FILES = {
  ...digits,
  'assets/red.png': coloured(40, 20, 0xff0000),
  'assets/blue.png': coloured(40, 20, 0x0000ff),
  'assets/dot.png': coloured(4, 20, 0x00ff00),
  'assets/minus.png': coloured(6, 20, 0x00ffff),
  'assets/unit.png': coloured(30, 20, 0xffff00),
  ...Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`assets/run/step_${i}.png`, coloured(8, 8, i)])),
};

/** A page that draws with the constants at hand. */
const page = (code: string): TinyProgram => ({
  page: building(
    '@zos/ui',
    `const { widget, prop, align, anim_status, arc_type } = z; const { Battery } = __$$R$$__('@zos/sensor'); ${AWAKE}
     const then = (run) => new Battery().onChange(run); ${code}`,
  ),
  files: FILES,
});
const later = (watch: Watch) => watch.sense('battery', { current: 1 });

const named = new Map(
  Object.entries(FILES).map(([name, bytes]) => [base64(bytes), name.slice('assets/'.length)]),
);

/** The pictures on the screen: `name x y w h` and what else there is of attributes. */
function pictures(watch: Watch): string[] {
  return [...watch.svg().matchAll(/<image ([^>]*?) ?href="data:image\/png;base64,([^"]+)"/g)].map(
    ([, places = '', data = '']) =>
      `${named.get(data) ?? 'another'} ${places.replace(/\b(x|y|width|height)="([\d.-]+)"/g, '$2').trim()}`,
  );
}

observes(
  ['@zos/ui.widget.IMG', '@zos/ui.prop.SRC', '@zos/ui.prop.POS_X', '@zos/ui.prop.POS_Y'],
  'shows a picture in its own size, cut to its box, and another one when it is told to',
  async ({ play }) => {
    const watch = await play(
      page(`const one = z.createWidget(widget.IMG, { x: 10, y: 30, src: 'red.png' });
        then(() => { one.setProperty(prop.SRC, 'blue.png'); one.setProperty(prop.POS_X, 5); one.setProperty(prop.POS_Y, -6);
          say(one.getProperty(prop.SRC)); });`),
    );
    expect(pictures(watch)).toEqual(['red.png 10 30 40 20']);
    later(watch);
    expect(pictures(watch)).toEqual(['blue.png 15 24 40 20']);
    expect(watch.svg()).toContain('<rect x="10" y="30" width="40" height="20"/></clipPath>');
    expect(said(watch)).toEqual(['blue.png']);
  },
);

observes(
  ['@zos/ui.widget.IMG', '@zos/ui.prop.ANGLE'],
  'turns about its middle or its own centre, fades and scales',
  async ({ play }) => {
    const watch = await play(
      page(`const one = z.createWidget(widget.IMG, { x: 100, y: 100, w: 80, h: 80, src: 'red.png', alpha: 51 });
        z.createWidget(widget.IMG, { x: 0, y: 0, w: 80, h: 80, src: 'blue.png', auto_scale: true });
        z.createWidget(widget.IMG, { x: 0, y: 0, w: 80, h: 80, src: 'blue.png', auto_scale: true, auto_scale_obj_fit: true });
        z.createWidget(widget.IMG, { x: 0, y: 0, w: 80, h: 80, src: 'red.png', angle: 30, center_x: 1, center_y: 2 });
        one.setProperty(prop.ANGLE, 90);`),
    );
    expect(pictures(watch)).toEqual([
      'red.png 100 100 40 20 opacity="0.2" transform="rotate(90 140 140)"',
      'blue.png 0 20 80 40',
      'blue.png 0 0 80 80',
      'red.png 0 0 40 20 transform="rotate(30 1 2)"',
    ]);
  },
);

observes(
  ['@zos/ui.widget.IMG', '@zos/ui.getImageInfo'],
  'is missed in the log and seen as a frame when the file is not there; its size is told',
  async ({ play }) => {
    const watch = await play(
      page(`const size = (path) => { const { width, height } = z.getImageInfo(path); return width + 'x' + height; };
        say(size('red.png'), size('none.png')); z.createWidget(widget.IMG, { x: 10, y: 20, w: 30, h: 40, src: 'gone.png' });
        z.createWidget(widget.IMG, { x: 10, y: 20, src: '' });`),
    );
    expect(said(watch)).toEqual(['40x20 0x0']);
    expect(watch.svg()).toContain('<rect x="10" y="20" width="30" height="40" rx="3.75" fill="#20262b"/>');
    const told = watch.logs
      .filter(({ realm, text }) => realm === 'runtime' && text.includes('picture'))
      .map(({ text }) => text);
    expect(told).toEqual([
      'picture none.png: there is no such file',
      'picture gone.png: there is no such file',
    ]);
  },
);

observes('@zos/ui.widget.IMG', 'shows a picture that the program wrote itself', async ({ play }) => {
  const bytes = [...coloured(3, 3, 0x123456)].join(',');
  const watch = await play(
    page(`const { writeFileSync } = __$$R$$__('@zos/fs'); writeFileSync({ path: 'own.png', data: Uint8Array.from([${bytes}]).buffer });
      z.createWidget(widget.IMG, { x: 1, y: 2, src: 'data://own.png' });`),
  );
  expect(pictures(watch)).toEqual(['another 1 2 3 3']);
});

observes(
  '@zos/ui.widget.TEXT_IMG',
  'writes a number with pictures, aligned, with sign, point and unit',
  async ({ play }) => {
    const watch = await play(
      page(`const look = { y: 50, font_array: [0,1,2,3,4,5,6,7,8,9].map((i) => 'd/' + i + '.png'), dot_image: 'dot.png', negative_image: 'minus.png', unit_en: 'unit.png' };
        const one = z.createWidget(widget.TEXT_IMG, { ...look, x: 0, w: 200, text: '-1.5u', h_space: 2, align_h: align.RIGHT });
        z.createWidget(widget.TEXT_IMG, { ...look, x: 20, text: 7, padding: true });
        then(() => one.setProperty(prop.TEXT, '42'));`),
    );
    expect(pictures(watch)).toEqual([
      'minus.png 132 50 6 20',
      'd/1.png 140 50 10 20',
      'dot.png 152 50 4 20',
      'd/5.png 158 50 10 20',
      'unit.png 170 50 30 20',
      'd/0.png 20 50 10 20',
      'd/7.png 30 50 10 20',
    ]);
    later(watch);
    expect(pictures(watch).slice(0, 2)).toEqual(['d/4.png 178 50 10 20', 'd/2.png 190 50 10 20']);
  },
);

observes(
  ['@zos/ui.widget.IMG_LEVEL', '@zos/ui.widget.IMG_PROGRESS', '@zos/ui.widget.IMG_POINTER'],
  'show one picture of many, the first few, or one that points',
  async ({ play }) => {
    const watch = await play(
      page(`const image_array = ['d/1.png', 'd/2.png', 'd/3.png'];
        const level = z.createWidget(widget.IMG_LEVEL, { x: 1, y: 2, image_array, image_length: 3, level: 2 });
        const steps = z.createWidget(widget.IMG_PROGRESS, { x: [10, 20, 30], y: [5, 6, 7], image_array, image_length: 3, level: 1 });
        const hand = z.createWidget(widget.IMG_POINTER, { src: 'dot.png', center_x: 240, center_y: 200, x: 2, y: 15, angle: 45 });
        then(() => { level.setProperty(prop.LEVEL, 3); steps.setProperty(prop.MORE, { level: 3 }); hand.setProperty(prop.ANGLE, 0); });`),
    );
    expect(pictures(watch)).toEqual([
      'd/2.png 1 2 10 20',
      'd/1.png 10 5 10 20',
      'dot.png 238 185 4 20 transform="rotate(45 240 200)"',
    ]);
    later(watch);
    expect(pictures(watch)).toEqual([
      'd/3.png 1 2 10 20',
      'd/1.png 10 5 10 20',
      'd/2.png 20 6 10 20',
      'd/3.png 30 7 10 20',
      'dot.png 238 185 4 20',
    ]);
  },
);

observes(
  ['@zos/ui.widget.IMG_ARC_PROGRESS', '@zos/ui.arc_type.FILL', '@zos/ui.arc_type.LINE'],
  'lets a slice of a picture be seen, or a piece of a ring',
  async ({ play }) => {
    const watch = await play(
      page(`const look = { center_x: 20, center_y: 10, radius: 10, start_angle: 0, end_angle: 90, src: 'red.png', pos_x: 0, pos_y: 0 };
        z.createWidget(widget.IMG_ARC_PROGRESS, { ...look, arc_type: arc_type.FILL });
        z.createWidget(widget.IMG_ARC_PROGRESS, { ...look, arc_type: arc_type.LINE, line_width: 4 });`),
    );
    expect(pictures(watch)).toEqual(['red.png 0 0 40 20', 'red.png 0 0 40 20']);
    expect(watch.svg()).toContain('<path d="M20 0A10 10 0 0 1 30 10L20 10Z" clip-rule="evenodd"/>');
    expect(watch.svg()).toContain(
      '<path d="M20 -2A12 12 0 0 1 32 10L28 10A8 8 0 0 0 20 2Z" clip-rule="evenodd"/>',
    );
  },
);

observes(
  [
    '@zos/ui.widget.IMG_ANIM',
    '@zos/ui.anim_status.START',
    '@zos/ui.anim_status.PAUSE',
    '@zos/ui.anim_status.RESUME',
    '@zos/ui.anim_status.STOP',
  ],
  'plays its pictures by the watch’s clock, halts and goes on, and tells when it is through',
  async ({ play }) => {
    const watch = await play(
      page(`const run = z.createWidget(widget.IMG_ANIM, { x: 5, y: 6, anim_path: 'run', anim_prefix: 'step', anim_ext: 'png', anim_fps: 10,
          anim_size: 4, repeat_count: 2, anim_status: anim_status.START, anim_complete_call: (anim) => say('through', anim === run) });
        const tell = () => say(run.getProperty(prop.ANIM_IS_RUNINNG), run.getProperty(prop.ANIM_IS_PAUSE), run.getProperty(prop.ANIM_IS_STOP));
        tell(); setTimeout(() => { run.setProperty(prop.ANIM_STATUS, anim_status.PAUSE); tell(); }, 250);
        setTimeout(() => { run.setProperty(prop.ANIM_STATUS, anim_status.RESUME); tell(); }, 1000);
        setTimeout(() => { tell(); run.setProperty(prop.ANIM_STATUS, anim_status.START); }, 3000);
        setTimeout(() => { run.setProperty(prop.ANIM_STATUS, anim_status.STOP); tell(); }, 3150);`),
    );
    const frame = () => pictures(watch)[0]?.split(' ')[0];
    expect(frame()).toBe('run/step_0.png');
    await watch.advance(210);
    expect(frame()).toBe('run/step_2.png');
    await watch.advance(700);
    expect(frame()).toBe('run/step_2.png');
    await watch.advance(200);
    expect(frame()).toBe('run/step_3.png');
    await watch.advance(1_500);
    expect(frame()).toBe('run/step_3.png');
    await watch.advance(1_500);
    expect(frame()).toBe('run/step_1.png');
    expect(said(watch)).toEqual([
      'true false false',
      'false true false',
      'true false false',
      'through true',
      'false false true',
      'false false true',
    ]);
  },
);

observes(
  ['@zos/ui.widget.IMG', '@zos/ui.widget.BUTTON', '@zos/ui.event.CLICK_UP'],
  'are as large as their pictures when nothing else is said, under a finger too',
  async ({ play }) => {
    const watch = await play(
      page(`const one = z.createWidget(widget.IMG, { x: 100, y: 100, src: 'red.png' }); one.addEventListener(z.event.CLICK_UP, () => say('image'));
        z.createWidget(widget.BUTTON, { x: 200, y: 200, w: -1, h: -1, normal_src: 'blue.png', press_src: 'red.png', click_func: () => say('button') });
        say(one.getProperty(prop.W), one.getProperty(prop.H)); one.setProperty(prop.SRC, 'dot.png'); say(one.getProperty(prop.W));`),
    );
    watch.tap(103, 119);
    watch.tap(139, 110);
    watch.tap(239, 219);
    watch.tap(241, 221);
    expect(said(watch)).toEqual(['40 20', '4', 'image', 'button']);
    watch.hands.down(210, 210);
    expect(pictures(watch)).toEqual(['dot.png 100 100 4 20', 'red.png 200 200 40 20']);
    watch.hands.up();
    expect(pictures(watch)).toEqual(['dot.png 100 100 4 20', 'blue.png 200 200 40 20']);
  },
);

observes(
  '@zos/ui.widget.BUTTON',
  'is black when half of a pair of colours is missing, and that is told',
  async ({ play }) => {
    const watch = await play(
      page(`z.createWidget(widget.BUTTON, { x: 10, y: 20, w: 100, h: 40, text: '', normal_color: 0xff });`),
    );
    expect(watch.svg()).toContain('<rect x="10" y="20" width="100" height="40" fill="#000000"/>');
    expect(watch.logs.map(({ text }) => text)).toContain(
      'a BUTTON needs normal_color and press_color, or both images',
    );
  },
);
