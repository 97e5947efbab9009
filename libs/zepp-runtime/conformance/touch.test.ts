import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const ui = `const ui = __$$R$$__('@zos/ui');`;
const heard = (name: string, events: string) =>
  `for (const event of '${events}'.split(' ')) ${name}.addEventListener(ui.event[event], (info) => console.log('${name} ' + event + ' ' + info.x + ',' + info.y));`;
const rect = (name: string, x: number, more = '') =>
  `const ${name} = ui.createWidget(ui.widget.FILL_RECT, { x: ${x}, y: 100, w: 100, h: 100, color: 0x333333, ${more} });`;

observes(
  [
    '@zos/ui.Widget.addEventListener',
    '@zos/ui.event.CLICK_DOWN',
    '@zos/ui.event.CLICK_UP',
    '@zos/ui.event.SELECT',
  ],
  'tells that a finger went down and up, and where',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} ${rect('a', 100)} ${heard('a', 'CLICK_DOWN CLICK_UP SELECT')}
      a.addEventListener(ui.event.CLICK_UP, ({ target, type }) => console.log((target === a) + ' ' + (type === ui.event.CLICK_UP))); }`,
    });
    watch.tap(150, 120);
    watch.tap(250, 120);
    expect(words(watch)).toEqual([
      'a CLICK_DOWN 150,120',
      'a CLICK_UP 150,120',
      'true true',
      'a SELECT 150,120',
    ]);
  },
);

observes(
  ['@zos/ui.event.MOVE', '@zos/ui.event.MOVE_IN', '@zos/ui.event.MOVE_OUT'],
  'follows a finger off a widget and back',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} ${rect('a', 100)} ${heard('a', 'MOVE MOVE_OUT MOVE_IN CLICK_UP SELECT')} }`,
    });
    watch.hands.down(150, 120);
    watch.hands.move(190, 120);
    watch.hands.move(220, 120);
    watch.hands.move(180, 120);
    watch.hands.up();
    expect(words(watch)).toEqual([
      'a MOVE 190,120',
      'a MOVE 220,120',
      'a MOVE_OUT 220,120',
      'a MOVE 180,120',
      'a MOVE_IN 180,120',
      'a CLICK_UP 180,120',
    ]);
  },
);

observes('@zos/ui.Widget.removeEventListener', 'forgets one listener and no other', async ({ play }) => {
  const watch = await play({
    page: `build() { ${ui} ${rect('a', 100)}
    const one = () => console.log('one'); const two = () => console.log('two');
    a.addEventListener(ui.event.CLICK_UP, one); a.addEventListener(ui.event.CLICK_UP, two);
    a.removeEventListener(ui.event.CLICK_UP, one); }`,
  });
  watch.tap(150, 150);
  expect(words(watch)).toEqual(['two']);
});

observes('@zos/ui.Widget.setEnable', 'lets touches through to what lies below', async ({ play }) => {
  const page = `build() { ${ui} ${rect('a', 100)} ${heard('a', 'CLICK_UP')} ${rect('b', 150)}
    setTimeout(() => b.setEnable(false), 1000); }`;
  const watch = await play({ page });
  watch.tap(175, 150);
  expect(words(watch)).toEqual([]);
  await watch.advance(1_000);
  watch.tap(175, 150);
  expect(words(watch)).toEqual(['a CLICK_UP 175,150']);
  const through = await play({ page }, { limits: { touchesPassThrough: true } });
  through.tap(175, 150);
  expect(words(through)).toEqual(['a CLICK_UP 175,150']);
});

const BUTTON = `x: 100, y: 100, w: 200, h: 80, text: 'Go', normal_color: 0x112233, press_color: 0x445566,
  click_func: (b) => console.log('click ' + (b === button)), longpress_func: (b) => console.log('long ' + (b === button))`;

observes(
  '@zos/ui.widget.BUTTON',
  'calls for a tap, for 700 ms, and looks pressed in between',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} const button = ui.createWidget(ui.widget.BUTTON, { ${BUTTON} }); }`,
    });
    watch.tapText('Go');
    watch.longTap(150, 120);
    await watch.hands.hold(150, 120, 600);
    watch.hands.down(150, 120);
    expect(watch.svg()).toContain('#445566');
    await watch.advance(700);
    expect(words(watch)).toEqual(['click true', 'long true', 'click true', 'long true']);
    watch.hands.up();
    expect(watch.svg()).toContain('#112233');
    expect(words(watch)).toHaveLength(4);
  },
);

observes(
  '@zos/ui.widget.BUTTON',
  'is 100 by 40 pixels when it names no size and no image',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} ui.createWidget(ui.widget.BUTTON, { x: 100, y: 100, w: -1, h: -1, text: 'Go', click_func: () => console.log('click') }); }`,
    });
    watch.tap(195, 135);
    watch.tap(205, 135);
    expect(words(watch)).toEqual(['click']);
  },
);

observes('@zos/ui.widget.BUTTON', 'is not clicked by a finger that drags', async ({ play }) => {
  const watch = await play({
    page: `build() { ${ui} const button = ui.createWidget(ui.widget.BUTTON, { ${BUTTON} }); }`,
  });
  await watch.hands.drag({ x: 150, y: 120 }, { x: 250, y: 120 }, 100);
  expect(words(watch)).toEqual([]);
});

observes(
  '@zos/ui.widget.GROUP',
  'hears of its members, moves and hides them, and takes them along',
  async ({ play }) => {
    const page = `build() { ${ui} const group = ui.createWidget(ui.widget.GROUP, { x: 50, y: 50, w: 200, h: 200 });
    const a = group.createWidget(ui.widget.FILL_RECT, { x: 10, y: 10, w: 50, h: 50, color: 1 });
    group.createWidget(ui.widget.TEXT, { x: 100, y: 100, w: 100, h: 40, text: 'in' });
    ${heard('group', 'CLICK_UP')} ${heard('a', 'CLICK_UP')}
    setTimeout(() => group.setProperty(ui.prop.X, 250), 1000);
    setTimeout(() => group.setProperty(ui.prop.VISIBLE, false), 2000);
    setTimeout(() => { group.setProperty(ui.prop.VISIBLE, true); ui.deleteWidget(group); console.log('left ' + a.getProperty(ui.prop.VISIBLE)); }, 3000); }`;
    const watch = await play({ page });
    watch.tap(70, 70);
    await watch.advance(1_000);
    watch.tap(270, 70);
    expect(words(watch)).toEqual([
      'a CLICK_UP 70,70',
      'group CLICK_UP 70,70',
      'a CLICK_UP 270,70',
      'group CLICK_UP 270,70',
    ]);
    await watch.advance(1_000);
    expect(watch.texts()).toEqual([]);
    watch.tap(270, 70);
    expect(words(watch)).toHaveLength(4);
    await watch.advance(1_000);
    expect(watch.widgets().nodes).toEqual([]);
  },
);

const CONTAINER = `x: 0, y: 100, w: 480, h: 200`;
const rows = `for (let i = 0; i < 5; i += 1) box.createWidget(ui.widget.BUTTON, { x: 0, y: i * 100, w: 400, h: 100, text: 'Row ' + i, click_func: () => console.log('row ' + i) });`;

observes(
  '@zos/ui.widget.VIEW_CONTAINER',
  'scrolls what it holds, tells of it, and cuts it',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} const box = ui.createWidget(ui.widget.VIEW_CONTAINER, { ${CONTAINER},
      scroll_frame_func: ({ type, yoffset }) => console.log('frame ' + type + ' ' + yoffset), scroll_complete_func: () => console.log('done') });
    ${rows} setTimeout(() => { console.log('at ' + box.getProperty(ui.prop.POS_Y)); box.setProperty(ui.prop.POS_Y, 0); }, 5000); }`,
    });
    watch.tap(100, 350);
    expect(words(watch)).toEqual([]);
    await watch.hands.drag({ x: 100, y: 250 }, { x: 100, y: 150 }, 40);
    watch.tap(100, 150);
    expect(words(watch)).toEqual(['frame 0 -50', 'frame 0 -100', 'done', 'row 1']);
    await watch.advance(5_000);
    watch.tapText('Row 4');
    expect(words(watch).slice(-2)).toEqual(['at -100', 'row 4']);
  },
);

observes(
  '@zos/ui.widget.VIEW_CONTAINER',
  'lies over others by its z_index and does not scroll when told not to',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui}
    const top = ui.createWidget(ui.widget.VIEW_CONTAINER, { ${CONTAINER}, z_index: 1, scroll_enable: 0 });
    top.createWidget(ui.widget.BUTTON, { x: 0, y: 50, w: 200, h: 100, text: 'Over', click_func: () => console.log('over') });
    const box = ui.createWidget(ui.widget.VIEW_CONTAINER, { ${CONTAINER} }); ${rows} }`,
    });
    watch.tap(100, 200);
    watch.tap(300, 150);
    await watch.hands.drag({ x: 300, y: 250 }, { x: 300, y: 150 });
    watch.tap(300, 150);
    watch.tap(100, 200);
    expect(words(watch)).toEqual(['over', 'row 0', 'row 1', 'over']);
  },
);

observes(
  [
    '@zos/ui.Widget.getProperty',
    '@zos/ui.Widget.setProperties',
    '@zos/ui.Widget.getProperties',
    '@zos/ui.prop.DATASET',
  ],
  'answers what a widget has now',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} const t = ui.createWidget(ui.widget.TEXT, { x: 1, y: 2, w: 3, h: 4, text: 'a' });
      t.setProperty(ui.prop.TEXT, 'b'); t.setProperty(ui.prop.DATASET, { n: 1 }); t.setProperties({ x: 9 });
      const into = {}; t.getProperty(ui.prop.MORE, into);
      console.log([t.getProperty(ui.prop.X), into.text, t.getProperty(ui.prop.DATASET).n, t.getProperty(ui.prop.VISIBLE), JSON.stringify(t.getProperties('y', 'h'))].join(' ')); }`,
    });
    expect(words(watch)).toEqual(['9 b 1 true {"y":2,"h":4}']);
  },
);

observes(
  ['@zos/ui.Widget.getId', '@zos/ui.Widget.getType', '@zos/ui.deleteWidget', '@zos/ui.redraw'],
  'knows each widget until it is deleted',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} const a = ui.createWidget(ui.widget.TEXT, { text: 'a' }); const b = ui.createWidget(ui.widget.TEXT, { text: 'b' });
    console.log((a.getId() !== b.getId()) + ' ' + (a.getType() === ui.widget.TEXT));
    ui.deleteWidget(a); ui.redraw(); console.log(a.setProperty(ui.prop.TEXT, 'c')); }`,
    });
    expect(words(watch)).toEqual(['true true', 'false']);
    expect(watch.texts()).toEqual(['b']);
  },
);

observes(
  ['@zos/ui.Widget.visible', '@zos/ui.Widget.x', '@zos/ui.Widget.y', '@zos/ui.Widget.w', '@zos/ui.Widget.h'],
  'are fields of a widget from level 4.0 on',
  async ({ play }) => {
    const page = `build() { ${ui} const t = ui.createWidget(ui.widget.TEXT, { x: 1, y: 2, w: 30, h: 40, text: 'a' });
    console.log([t.x, t.y, t.w, t.h, t.visible].join(' ')); t.x = 50; t.text = 'b'; t.visible = false; console.log(t.getProperty(ui.prop.X) + ' ' + t.visible);
    setTimeout(() => { t.visible = true; }, 1000); }`;
    const watch = await play({ page }, { device: 'T-Rex 3' });
    expect(words(watch)).toEqual(['1 2 30 40 true', '50 false']);
    expect(watch.texts()).toEqual([]);
    await watch.advance(1_000);
    expect(watch.widgets().nodes[0]?.props).toMatchObject({ x: 50, text: 'b' });
  },
);

observes(
  '@zos/ui.createWidget',
  'refuses what is no type of widget, and the program goes on',
  async ({ play }) => {
    const watch = await play({
      page: `build() { ${ui} for (const kind of [ui.widget.NONSENSE, undefined, ui.widget.GROUP_VIEW, 'QUATSCH']) {
      try { ui.createWidget(kind, {}); console.log('made'); } catch (error) { console.log(error.name); } }
    for (const options of [undefined, null, 5, 'x']) ui.createWidget(ui.widget.TEXT, options);
    ui.createWidget(ui.widget.BUTTON, { x: 'a', y: {}, click_func: 7 }); ui.deleteWidget(undefined); ui.deleteWidget({}); console.log('on'); }`,
    });
    watch.tap(5, 5);
    const said = words(watch);
    expect(said.filter((text) => ['TypeError', 'NotModelled', 'made', 'on'].includes(text))).toEqual([
      'TypeError',
      'TypeError',
      'NotModelled',
      'TypeError',
      'on',
    ]);
    expect(said).toContain(
      'ui.create: @zos/ui.widget.GROUP_VIEW exists on watches, but this runtime does not model it',
    );
    expect(watch.running).toBe(true);
    expect(watch.svg()).toContain('<svg');
  },
);

observes(
  ['@zos/ui.Widget.setAlpha', '@zos/ui.Widget.setColor'],
  'change how a widget looks',
  async ({ play }) => {
    const page = `build() { ${ui} ${rect('a', 100)} a.setColor(0xff0000); a.setAlpha(51); }`;
    const watch = await play({ page });
    expect(watch.svg()).toContain('fill="#ff0000" fill-opacity="0.2"');
  },
);

observes('@zos/ui.createWidget', 'hears listeners that were given as properties', async ({ play }) => {
  const page = `build() { ${ui} ${rect('a', 100, `click_down: ({ x }) => console.log('down ' + x), click_up: () => console.log('up')`)} }`;
  const watch = await play({ page });
  watch.tap(150, 150);
  expect(words(watch)).toEqual(['down 150', 'up']);
});

observes(
  '@zos/ui.event.CLICK_DOWN',
  'leads to another page, which the same finger does not touch',
  async ({ play }) => {
    const page = `build() { ${ui} ${rect('a', 100)} a.addEventListener(ui.event.CLICK_DOWN, () => __$$R$$__('@zos/router').push({ url: 'two' }));
    ${heard('a', 'CLICK_UP')} }`;
    const two = `build() { ${ui} ${rect('b', 100)} ${heard('b', 'CLICK_UP MOVE SELECT')} }`;
    const watch = await play({ page, pages: { two } });
    watch.hands.down(150, 150);
    watch.hands.move(150, 190);
    watch.hands.up();
    expect(watch.pages).toEqual(['page', 'two']);
    expect(words(watch)).toEqual([]);
    watch.tap(150, 150);
    expect(words(watch)).toEqual(['b CLICK_UP 150,150', 'b SELECT 150,150']);
  },
);

observes(
  '@zos/ui.Widget.setProperty',
  'does nothing with a property that the watch has not',
  async ({ play }) => {
    const page = `build() { ${ui} ${rect('a', 100)}
    console.log([a.setProperty(ui.prop.NONSENSE, 1), a.getProperty(ui.prop.NONSENSE), a.addEventListener(ui.event.NONSENSE, () => {})].join(' ')); }`;
    const said = words(await play({ page }));
    expect(said).toContain('false  false');
    expect(said.filter((text) => text.includes('NONSENSE'))).toHaveLength(2);
  },
);

observes('@zos/ui.widget.GROUP', 'says that it holds no other group', async ({ play }) => {
  const page = `build() { ${ui} const outer = ui.createWidget(ui.widget.GROUP, { x: 50, y: 0, w: 100, h: 100 });
    const inner = outer.createWidget(ui.widget.GROUP, { x: 10, y: 0, w: 50, h: 50 });
    inner.createWidget(ui.widget.BUTTON, { x: 5, y: 5, w: 40, h: 40, text: 'B', click_func: () => console.log('click') }); }`;
  const watch = await play({ page });
  watch.tap(70, 10);
  expect(words(watch)).toEqual(['a GROUP inside a GROUP is not supported', 'click']);
});
