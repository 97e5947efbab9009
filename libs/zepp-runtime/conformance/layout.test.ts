import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const DEVICE = { device: 'T-Rex 3' };
const ui = `const ui = __$$R$$__('@zos/ui'); const make = (type, options) => ui.createWidget(ui.widget[type], options);`;
/** Boxes of the widgets that carry a text, as `x,y wxh`. */
const boxes = (watch: Watch) =>
  Object.fromEntries(
    watch
      .widgets()
      .nodes.filter(({ props }) => typeof props.text === 'string')
      .map(({ props: { text, x, y, w, h } }) => [String(text), `${x},${y} ${w}x${h}`]),
  );

observes(
  '@zos/ui.widget.VIRTUAL_CONTAINER',
  'puts its members in a row, apart from each other',
  async ({ play }) => {
    const page = `build() { ${ui}
    const root = make('VIRTUAL_CONTAINER', { layout: { x: '40px', y: '10vh', width: '400px', height: '100px', display: 'flex', 'flex-flow': 'row',
      'justify-content': 'space-between', 'align-items': 'center' } });
    for (const text of ['A', 'B', 'C']) make('BUTTON', { parent: root, text, layout: { width: '25%', height: '50%' } }); }`;
    const watch = await play({ page }, DEVICE);
    expect(boxes(watch)).toEqual({ A: '40,73 100x50', B: '190,73 100x50', C: '340,73 100x50' });
  },
);

const ROWS: [name: string, style: string, members: string, expected: Record<string, string>][] = [
  [
    'a column',
    `'flex-flow': 'column', 'justify-content': 'center', gap: '10'`,
    `{ width: '100%', height: '20px' }`,
    { A: '0,25 400x20', B: '0,55 400x20' },
  ],
  [
    'a reversed row',
    `'flex-flow': 'row-reverse', 'align-items': 'start'`,
    `{ width: '100px', height: '20px' }`,
    { A: '100,0 100x20', B: '0,0 100x20' },
  ],
  [
    'a row that wraps',
    `'flex-flow': 'row wrap', 'row-gap': '10', 'align-content': 'start'`,
    `{ width: '300px', height: '20px' }`,
    { A: '0,0 300x20', B: '0,30 300x20' },
  ],
  [
    'space around',
    `'justify-content': 'space-around', 'align-items': 'end'`,
    `{ width: '100px', height: '20px' }`,
    { A: '50,80 100x20', B: '250,80 100x20' },
  ],
  [
    'space evenly',
    `'justify-content': 'space-evenly', 'align-items': 'start'`,
    `{ width: '80px', height: '20px' }`,
    { A: '80,0 80x20', B: '240,0 80x20' },
  ],
  [
    'growing members',
    `padding: '0 20px', 'align-items': 'start'`,
    `{ width: '50px', height: '20px', 'flex-grow': 1 }`,
    { A: '20,0 180x20', B: '200,0 180x20' },
  ],
  [
    'limits and moves',
    `'align-items': 'start'`,
    `{ width: '90%', 'max-width': '60px', height: '1px', min_height: '30px', left: '5px', top: '7px' }`,
    { A: '5,7 60x30', B: '65,7 60x30' },
  ],
];

for (const [name, style, members, expected] of ROWS) {
  observes('@zos/ui.widget.VIRTUAL_CONTAINER', `knows ${name}`, async ({ play }) => {
    const page = `build() { ${ui}
      const root = make('VIRTUAL_CONTAINER', { layout: { width: '400px', height: '100px', display: 'flex', ${style} } });
      for (const text of ['A', 'B']) make('TEXT', { parent: root, text, layout: ${members} }); }`;
    expect(boxes(await play({ page }, DEVICE))).toEqual(expected);
  });
}

observes('@zos/ui.widget.VIRTUAL_CONTAINER', 'gives texts the room they need', async ({ play }) => {
  const page = `build() { ${ui}
    const root = make('VIRTUAL_CONTAINER', { layout: { width: '200px', height: '200px', display: 'flex', 'flex-flow': 'column', 'justify-content': 'start', 'align-items': 'start' } });
    make('TEXT', { parent: root, text: 'Hello', layout: { width: 'auto', height: 'auto', 'font-size': '40px' } });
    make('TEXT', { parent: root, text: 'one two three four five six', text_style: ui.text_style.WRAP, text_size: 40, layout: { width: '100%', height: 'auto' } }); }`;
  const found = boxes(await play({ page }, DEVICE));
  expect(found.Hello).toMatch(/^0,0 9\dx4\d$/);
  expect(found['one two three four five six']).toMatch(/^0,4\d 200x1\d\d$/);
});

observes(
  [
    '@zos/ui.Widget.addLayoutChild',
    '@zos/ui.Widget.removeLayoutChild',
    '@zos/ui.Widget.setLayoutParent',
    '@zos/ui.Widget.updateLayoutStyle',
    '@zos/ui.updateLayout',
  ],
  'change a layout, which is seen once it is updated',
  async ({ play }) => {
    const page = `build() { ${ui}
      const root = make('VIRTUAL_CONTAINER', { layout: { width: '400px', height: '100px', display: 'flex', 'align-items': 'start' } });
      const [a, b, c] = ['A', 'B', 'C'].map((text) => make('TEXT', { text, layout: { width: '100px', height: '20px' } }));
      root.addLayoutChild(a); b.setLayoutParent(root); root.addLayoutChild(c, 0);
      setTimeout(() => { root.removeLayoutChild(a); ui.deleteWidget(a); b.updateLayoutStyle({ width: '50px' }); root.updateLayoutStyle({ 'justify-content': 'end' }); }, 1000);
      setTimeout(() => ui.updateLayout(), 2000); }`;
    const watch = await play({ page }, DEVICE);
    expect(boxes(watch)).toEqual({ C: '0,0 100x20', A: '100,0 100x20', B: '200,0 100x20' });
    await watch.advance(1_000);
    expect(boxes(watch)).toEqual({ C: '0,0 100x20', B: '200,0 100x20' });
    await watch.advance(1_000);
    expect(boxes(watch)).toEqual({ C: '250,0 100x20', B: '350,0 50x20' });
  },
);

observes(
  [
    '@zos/ui.Widget.children',
    '@zos/ui.Widget.layoutParent',
    '@zos/ui.Widget.layoutChildren',
    '@zos/ui.Widget.isAutoLayout',
    '@zos/ui.Widget.styleInfo',
  ],
  'tell how widgets hang together',
  async ({ play }) => {
    const page = `build() { ${ui}
      const root = make('VIRTUAL_CONTAINER', { layout: { width: '100px', height: '100px' } });
      const a = make('TEXT', { parent: root, text: 'A', layout: { width: '10px' } });
      const group = make('GROUP', { x: 0, y: 0, w: 10, h: 10 }); const inner = group.createWidget(ui.widget.TEXT, { text: 'in' });
      console.log([a.layoutParent === root, root.layoutChildren[0] === a, root.layoutChildren.length, a.isAutoLayout, group.isAutoLayout,
        a.styleInfo.width, group.children[0] === inner, root.layoutParent].join(' ')); }`;
    expect(words(await play({ page }, DEVICE))).toEqual(['true true 1 true false 10px true ']);
  },
);

observes(
  [
    '@zos/ui.openInspector',
    '@zos/ui.Inspector.draw',
    '@zos/ui.Inspector.clear',
    '@zos/ui.Inspector.setVisibleList',
    '@zos/ui.Inspector.setViewOffset',
  ],
  'frames what stands in a layout',
  async ({ play }) => {
    const page = `build() { ${ui}
      const root = make('VIRTUAL_CONTAINER', { layout: { width: '200px', height: '100px' } });
      const a = make('TEXT', { parent: root, text: 'A', layout: { width: '50px', height: '20px' } });
      const inspector = ui.openInspector();
      setTimeout(() => inspector.draw({ line_color: 0x00ff00, line_width: 2, border_mode: 1 }), 1000);
      setTimeout(() => { inspector.setVisibleList([a.getId()]); inspector.setViewOffset(5, 6); }, 2000);
      setTimeout(() => inspector.clear(), 3000); }`;
    const watch = await play({ page }, DEVICE);
    const frames = () =>
      watch
        .widgets()
        .nodes.filter(({ type }) => type === 'STROKE_RECT')
        .map(({ props }) => props);
    expect(frames()).toEqual([]);
    await watch.advance(1_000);
    expect(frames().map(({ w, line_width, color }) => [w, line_width, color])).toEqual([
      [200, 2, 0x00ff00],
      [50, 2, 0x00ff00],
    ]);
    await watch.advance(1_000);
    expect(frames()).toMatchObject([{ x: 5, y: 6, w: 50 }]);
    await watch.advance(1_000);
    expect(frames()).toEqual([]);
  },
);

observes('@zos/ui.pixel', 'reads lengths as layouts do', async ({ play }) => {
  const page = `build() { ${ui} console.log(['12px', '10vw', '50%', '7', 'wide'].map((text) => ui.pixel(text)).join(' ') + ' ' + ui.pixel('50%', false)); }`;
  expect(words(await play({ page }, { device: 'Active 2 (Square)' }))).toEqual(['12 39 195 7  225']);
});

observes(
  '@zos/ui.widget.VIRTUAL_CONTAINER',
  'says what it does not know, and bears circles and depth',
  async ({ play }) => {
    const page = `build() { ${ui}
    let last = make('VIRTUAL_CONTAINER', { layout: { width: '100%', height: '100%', display: 'flex', 'margin-top': '9px' } }); const first = last;
    for (let i = 0; i < 60; i += 1) last = make('VIRTUAL_CONTAINER', { parent: last, layout: { display: 'flex' } });
    make('CIRCLE', { parent: first, color: 1, layout: { width: '40px', height: '60px' } });
    last.addLayoutChild(first); first.setLayoutParent(first); console.log('built'); }`;
    const watch = await play({ page }, DEVICE);
    expect(words(watch)).toEqual(['built', 'layout: "margin-top" is not modelled']);
    expect(watch.widgets().nodes.find(({ type }) => type === 'CIRCLE')?.props.radius).toBe(20);
  },
);

observes(
  '@zos/ui.widget.VIRTUAL_CONTAINER',
  "reads lengths as the platform's own sample writes them",
  async ({ play }) => {
    const page = `build() { ${ui} console.log('8'.toPixel() + ' ' + '10vw'.toPixel() + ' ' + typeof ''.toPixel());
    const root = make('VIRTUAL_CONTAINER', { layout: { width: '200px', height: '100px' } });
    make('BUTTON', { parent: root, text: 'A', layout: { width: '50%', height: '50%', radius: '2.5vw', 'font-size': 'swdpi(25)' } }); }`;
    const watch = await play({ page }, DEVICE);
    expect(words(watch)).toEqual(['8 48 undefined']);
    expect(watch.widgets().nodes.find(({ type }) => type === 'BUTTON')?.props).toMatchObject({
      w: 100,
      radius: 12,
      text_size: 25,
    });
    const older = await play({
      page: `build() { ${ui} make('TEXT'); console.log(typeof ''.toPixel); }`,
    });
    expect(words(older).pop()).toBe('undefined');
  },
);
