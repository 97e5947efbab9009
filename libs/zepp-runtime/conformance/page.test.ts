import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const START = `const { createWidget, widget } = __$$R$$__('@zos/ui'); const page = __$$R$$__('@zos/page');
  const text = (y, name, x = 0) => createWidget(widget.TEXT, { x: 100 + x, y, w: 200, h: 60, text: name });`;
/** Where a text stands on the screen now. */
function placeOf(watch: Watch, wanted: string): { x: number; y: number } | undefined {
  const { nodes } = watch.widgets();
  for (const { type, props, children = [] } of nodes) {
    if (props.text === wanted) return { x: Number(props.x), y: Number(props.y) };
    const found = type === 'GROUP' ? children.find((child) => child.props.text === wanted) : undefined;
    if (found !== undefined)
      return { x: Number(found.props.x) + Number(props.x), y: Number(found.props.y) + Number(props.y) };
  }
  return undefined;
}

const FREE = `setScrollMode({ mode: page.SCROLL_MODE_FREE, options: { modeParams: {
  scroll_frame_func: ({ type, yoffset }) => console.log('frame ' + type + ' ' + yoffset),
  scroll_complete_func: ({ yoffset }) => console.log('done ' + yoffset) } } })`;

observes(
  ['@zos/page.setScrollMode', '@zos/page.SCROLL_MODE_FREE', '@zos/page.getScrollTop'],
  'scrolls a free page by finger, no further than its lowest widget',
  async ({ play }) => {
    const code = `${START} text(40, 'top'); text(900, 'end'); console.log(page.${FREE});
      setTimeout(() => console.log('at ' + page.getScrollTop()), 5000);`;
    const watch = await play({ page: `build() { ${code} }` });
    await watch.hands.drag({ x: 240, y: 400 }, { x: 240, y: 300 }, 40);
    expect(placeOf(watch, 'top')?.y).toBe(-60);
    await watch.hands.drag({ x: 240, y: 460 }, { x: 240, y: -900 });
    expect(placeOf(watch, 'end')?.y).toBe(420);
    await watch.advance(5_000);
    expect(words(watch).slice(0, 4)).toEqual(['true', 'frame 0 -50', 'frame 0 -100', 'done -100']);
    expect(words(watch).slice(-1)).toEqual(['at -480']);
  },
);

observes('@zos/page.scrollTo', 'goes where it is told, at once or smoothly', async ({ play }) => {
  const code = `${START} text(40, 'top'); text(900, 'end');
    setTimeout(() => page.scrollTo({ y: -200 }), 1000);
    setTimeout(() => page.scrollTo(-100), 2000);
    setTimeout(() => page.scrollTo({ y: -300, animConfig: { anim_rate: 'linear', anim_duration: 400, anim_fps: 25,
      anim_complete_func: () => console.log('there') } }), 3000);`;
  const watch = await play({ page: `build() { ${code} }` });
  await watch.advance(1_000);
  expect(placeOf(watch, 'top')?.y).toBe(-160);
  await watch.advance(1_000);
  expect(placeOf(watch, 'top')?.y).toBe(-60);
  await watch.advance(1_200);
  expect(placeOf(watch, 'top')?.y).toBe(-160);
  expect(words(watch)).toEqual([]);
  await watch.advance(200);
  expect(placeOf(watch, 'top')?.y).toBe(-260);
  expect(words(watch)).toEqual(['there']);
});

const swiper = (mode: string, size: string, more = '') => `build() { ${START}
  console.log(page.getSwiperIndex());
  page.setScrollMode({ mode: page.${mode}, options: { ${size}: 480, count: 3, modeParams: { on_page: (i) => console.log('page ' + i), ${more} } } });
  for (let i = 0; i < 3; i += 1) text(${size === 'height' ? '100 + 480 * i' : '100'}, 'Page ' + i, ${size === 'height' ? '0' : '480 * i'});
  setTimeout(() => console.log('is ' + page.getSwiperIndex()), 5000); }`;

observes(
  ['@zos/page.setScrollMode', '@zos/page.SCROLL_MODE_SWIPER', '@zos/page.getSwiperIndex'],
  'turns pages from above to below, and tells once they stand',
  async ({ play }) => {
    const watch = await play({ page: swiper('SCROLL_MODE_SWIPER', 'height') });
    watch.swipe('up');
    expect(placeOf(watch, 'Page 1')).toEqual({ x: 100, y: 100 });
    await watch.hands.drag({ x: 240, y: 400 }, { x: 240, y: 350 });
    await watch.hands.drag({ x: 240, y: 400 }, { x: 240, y: 200 });
    watch.swipe('up');
    watch.turn(15);
    await watch.advance(5_000);
    expect(words(watch)).toEqual(['undefined', 'page 1', 'page 2', 'page 1', 'is 2']);
  },
);

observes(
  ['@zos/page.SCROLL_MODE_SWIPER_HORIZONTAL', '@zos/page.setScrollMode'],
  'turns pages sideways; left of the first one lies the way back',
  async ({ play }) => {
    const watch = await play({ page: swiper('SCROLL_MODE_SWIPER_HORIZONTAL', 'width') });
    watch.swipe('left');
    expect(placeOf(watch, 'Page 1')).toEqual({ x: 100, y: 100 });
    watch.swipe('right');
    expect(placeOf(watch, 'Page 0')).toEqual({ x: 100, y: 100 });
    expect(watch.running).toBe(true);
    watch.swipe('right');
    expect(watch.running).toBe(false);
  },
);

observes(
  '@zos/page.setScrollMode',
  'keeps the crown from turning pages where it is told',
  async ({ play }) => {
    const watch = await play({ page: swiper('SCROLL_MODE_SWIPER', 'height', 'crown_enable: false') });
    watch.turn(-30);
    await watch.advance(5_000);
    expect(words(watch)).toEqual(['undefined', 'is 1']);
  },
);

observes(
  ['@zos/page.swipeToIndex', '@zos/page.SCROLL_ANIMATION_NONE', '@zos/page.SCROLL_ANIMATION_SMOOTH'],
  'shows a page by its number, counted from 0',
  async ({ play }) => {
    const turn = `setTimeout(() => { page.swipeToIndex({ index: 2, animation: page.SCROLL_ANIMATION_NONE }); console.log('is ' + page.getSwiperIndex()); }, 1000);
      setTimeout(() => page.swipeToIndex({ index: 0, animation: page.SCROLL_ANIMATION_SMOOTH }), 2000);
      setTimeout(() => page.swipeToIndex({ index: 9 }), 3000); }`;
    const watch = await play({ page: swiper('SCROLL_MODE_SWIPER', 'height').replace(/\}$/, turn) });
    await watch.advance(1_000);
    expect(placeOf(watch, 'Page 2')?.y).toBe(100);
    await watch.advance(1_200);
    expect(words(watch)).toEqual(['undefined', 'is 3', 'page 2']);
    await watch.advance(2_000);
    expect(words(watch)).toEqual(['undefined', 'is 3', 'page 2', 'page 0']);
  },
);

observes(
  '@zos/page.setScrollLock',
  'holds the page where it is, and leaves it free afterwards',
  async ({ play }) => {
    const lock = `page.setScrollLock({ lock: true }); setTimeout(() => page.setScrollLock({ lock: false }), 3000); }`;
    const watch = await play({ page: swiper('SCROLL_MODE_SWIPER', 'height').replace(/\}$/, lock) });
    watch.swipe('up');
    watch.turn(-15);
    await watch.hands.drag({ x: 240, y: 400 }, { x: 240, y: 100 });
    expect(placeOf(watch, 'Page 0')?.y).toBe(100);
    await watch.advance(3_000);
    await watch.hands.drag({ x: 240, y: 400 }, { x: 240, y: 300 });
    expect(placeOf(watch, 'Page 0')?.y).toBe(0);
    await watch.advance(5_000);
    expect(words(watch)).toEqual(['undefined', 'is undefined']);
  },
);

observes('@zos/page.getScrollTop', 'is 0 on a page that was opened anew', async ({ play }) => {
  const code = `${START} text(900, 'end'); page.scrollTo({ y: -100 }); setTimeout(() => __$$R$$__('@zos/router').push({ url: 'two' }), 100);`;
  const two = `build() { ${START} text(900, 'end'); console.log('at ' + page.getScrollTop()); }`;
  const watch = await play({ page: `build() { ${code} }`, pages: { two } });
  await watch.advance(200);
  expect(words(watch)).toEqual(['at 0']);
});

observes('@zos/ui.widget.PAGE_INDICATOR', 'stands still and shows the page', async ({ play }) => {
  const mark = `createWidget(widget.PAGE_INDICATOR, { x: 0, y: 440, w: 480, h: 10, h_space: 8, select_src: 'a.png', unselect_src: 'b.png' }); }`;
  const watch = await play({ page: swiper('SCROLL_MODE_SWIPER_HORIZONTAL', 'width').replace(/\}$/, mark) });
  watch.swipe('left');
  const found = watch.widgets().nodes.find(({ type }) => type === 'PAGE_INDICATOR');
  expect(found?.props).toMatchObject({ x: 0, y: 440, page: 1, count: 3 });
});

observes('@zos/ui.widget.PAGE_SCROLLBAR', 'shows how far the page is scrolled', async ({ play }) => {
  const code = `${START} text(40, 'top'); text(900, 'end'); createWidget(widget.PAGE_SCROLLBAR);`;
  for (const [device, type, key] of [
    ['Balance', 'ARC', 'start_angle'],
    ['Active 2 (Square)', 'FILL_RECT', 'y'],
  ] as const) {
    const watch = await play({ page: `build() { ${code} }` }, { device });
    const thumb = () => watch.widgets().nodes.find((node) => node.type === 'PAGE_SCROLLBAR')?.children?.[1];
    expect(thumb()?.type).toBe(type);
    const before = Number(thumb()?.props[key]);
    watch.swipe('up');
    expect(Number(thumb()?.props[key])).toBeGreaterThan(before);
  }
});

observes(
  [
    '@zos/ui.setScrollView',
    '@zos/ui.scrollToPage',
    '@zos/ui.getScrollCurrentPage',
    '@zos/ui.setLayerScrolling',
  ],
  'are older names for turning pages and holding them',
  async ({ play }) => {
    const page = `build() { ${START} const ui = __$$R$$__('@zos/ui'); console.log(ui.getScrollCurrentPage());
      console.log(ui.setScrollView(true, 480, 3, true)); for (let i = 0; i < 3; i += 1) text(100 + 480 * i, 'Page ' + i);
      ui.setLayerScrolling(false);
      setTimeout(() => { ui.setLayerScrolling(true); ui.scrollToPage(2, false); console.log(ui.getScrollCurrentPage()); }, 1000);
      setTimeout(() => { ui.setScrollView(false); console.log(ui.getScrollCurrentPage()); }, 2000); }`;
    const watch = await play({ page });
    watch.swipe('up');
    expect(placeOf(watch, 'Page 0')?.y).toBe(100);
    await watch.advance(1_000);
    expect(placeOf(watch, 'Page 2')?.y).toBe(100);
    await watch.advance(1_000);
    expect(words(watch)).toEqual(['undefined', 'true', '3', 'undefined']);
  },
);

observes('@zos/ui.widget.VIEW_CONTAINER', 'is a page of a swiper and scrolls within it', async ({ play }) => {
  const page = `build() { const ui = __$$R$$__('@zos/ui'); const page = __$$R$$__('@zos/page');
    page.setScrollMode({ mode: page.SCROLL_MODE_SWIPER_HORIZONTAL, options: { width: 480, count: 2 } });
    for (const n of [0, 1]) { const box = ui.createWidget(ui.widget.VIEW_CONTAINER, { x: 0, y: 0, w: 480, h: 480, scroll_enable: 1, page: n });
      for (const i of [0, 1]) box.createWidget(ui.widget.BUTTON, { x: 0, y: i * 480, w: 480, h: 480, text: n + '.' + i, click_func: () => console.log(n + '.' + i) }); } }`;
  const watch = await play({ page });
  watch.tap(240, 240);
  await watch.hands.drag({ x: 400, y: 240 }, { x: 100, y: 240 });
  watch.tap(240, 240);
  await watch.hands.drag({ x: 240, y: 470 }, { x: 240, y: -200 });
  watch.tap(240, 240);
  watch.swipe('right');
  watch.tap(240, 240);
  expect(words(watch)).toEqual(['0.0', '1.0', '1.1', '0.0']);
});
