import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const ui = `const ui = __$$R$$__('@zos/ui');`;
const DATA = `[0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({ name: 'Row ' + n, note: 'note ' + n }))`;

const list = (more: string, after = '') => `build() { ${ui}
  const list = ui.createWidget(ui.widget.SCROLL_LIST, { x: 0, y: 40, w: 480, h: 300, item_space: 0,
    item_config: [
      { type_id: 1, item_height: 100, item_bg_color: 0x111111, item_bg_radius: 8,
        text_view: [{ x: 0, y: 0, w: 240, h: 100, key: 'name', action: true }, { x: 240, y: 0, w: 240, h: 100, key: 'note' }],
        text_view_count: 2 },
      { type_id: 2, item_height: 60, item_bg_color: 0x222222, item_bg_radius: 0,
        text_view: [{ x: 0, y: 0, w: 480, h: 60, key: 'note' }], text_view_count: 1 },
    ], item_config_count: 2,
    data_array: ${DATA}, data_count: 8,
    item_click_func: (widget, index, key) => console.log('click ' + (widget === list) + ' ' + index + ' ' + key), ${more} });
  ${after} }`;

observes(
  '@zos/ui.widget.SCROLL_LIST',
  'tells which row and which view of it was touched',
  async ({ play }) => {
    const watch = await play({ page: list('') });
    watch.tap(100, 90);
    watch.tap(400, 190);
    expect(words(watch)).toEqual(['click true 0 name', 'click true 1 ']);
  },
);

observes(
  '@zos/ui.widget.SCROLL_LIST',
  'scrolls under the finger, no further than its last row',
  async ({ play }) => {
    const watch = await play({ page: list('') });
    expect(watch.svg()).not.toBe('');
    await watch.hands.drag({ x: 240, y: 300 }, { x: 240, y: 100 });
    watch.tap(100, 90);
    await watch.hands.drag({ x: 240, y: 330 }, { x: 240, y: -2_000 });
    watch.tap(100, 330);
    expect(words(watch)).toEqual(['click true 2 name', 'click true 7 name']);
  },
);

observes(
  '@zos/ui.widget.SCROLL_LIST',
  'brings a row into sight before its text is tapped',
  async ({ play }) => {
    const watch = await play({ page: list('') });
    watch.tapText('Row 6');
    expect(words(watch)).toEqual(['click true 6 name']);
  },
);

observes(
  '@zos/ui.widget.SCROLL_LIST',
  'shows rows of another type where data_type_config says so',
  async ({ play }) => {
    const types = 'data_type_config: [{ start: 0, end: 1, type_id: 2 }], data_type_config_count: 1,';
    const watch = await play({ page: list(types) });
    expect(watch.texts().slice(0, 4)).toEqual(['note 0', 'note 1', 'Row 2', 'note 2']);
    watch.tap(100, 40 + 60 + 30);
    expect(words(watch)).toEqual(['click true 1 ']);
  },
);

observes('@zos/ui.widget.SCROLL_LIST', 'shows no more rows than data_count says', async ({ play }) => {
  const watch = await play({ page: list('data_count: 2,') });
  expect(watch.texts()).toEqual(['Row 0', 'note 0', 'Row 1', 'note 1']);
});

observes(
  '@zos/ui.widget.SCROLL_LIST',
  'snaps to the row in the middle and tells of the focus',
  async ({ play }) => {
    const focus = `snap_to_center: true, item_focus_change_func: (w, index, on) => console.log((on ? 'won ' : 'lost ') + index),`;
    const watch = await play({ page: list(focus) });
    await watch.hands.drag({ x: 240, y: 300 }, { x: 240, y: 170 });
    expect(words(watch)).toEqual(['lost 1', 'won 2']);
    const rows = watch.widgets().nodes[0]?.props.scroll_y;
    expect(rows).toBe(100);
  },
);

observes(
  ['@zos/ui.widget.SCROLL_LIST', '@zos/ui.Widget.setProperty'],
  'takes new data, at its top or where it stood',
  async ({ play }) => {
    const change = `setTimeout(() => list.setProperty(ui.prop.UPDATE_DATA, { data_array: ${DATA}.slice(2), data_count: 6, on_page: 1 }), 1000);
      setTimeout(() => list.setProperty(ui.prop.UPDATE_DATA, { data_array: ${DATA}.slice(4), data_count: 4 }), 2000);`;
    const watch = await play({ page: list('', change) });
    await watch.hands.drag({ x: 240, y: 300 }, { x: 240, y: 200 });
    await watch.advance(1_000);
    expect(watch.texts()[0]).toBe('Row 2');
    expect(watch.widgets().nodes[0]?.props.scroll_y).toBe(100);
    await watch.advance(1_000);
    expect(watch.texts()[0]).toBe('Row 4');
    expect(watch.widgets().nodes[0]?.props.scroll_y).toBe(0);
  },
);

observes(
  '@zos/ui.Widget.setProperty',
  'changes, deletes and slides single rows of a list',
  async ({ play }) => {
    const change = `list.setProperty(ui.prop.UPDATE_ITEM, { index: 1, item_data: { name: 'New', note: '-' } });
    list.setProperty(ui.prop.DELETE_ITEM, { index: 0 });
    list.setProperty(ui.prop.MOVE_ITEM, { start: 0, end: 0, item_enable_horizon_drag: false });`;
    const slide = 'item_enable_horizon_drag: true, item_drag_max_distance: -120,';
    const watch = await play({ page: list(slide, change) });
    expect(watch.texts().slice(0, 4)).toEqual(['New', '-', 'Row 2', 'note 2']);
    await watch.hands.drag({ x: 300, y: 90 }, { x: 50, y: 90 });
    expect(watch.widgets().nodes[0]?.props.drag_x).toBeUndefined();
    await watch.hands.drag({ x: 300, y: 190 }, { x: 50, y: 190 });
    expect(watch.widgets().nodes[0]?.props).toMatchObject({ drag_index: 1, drag_x: -120 });
  },
);

observes(
  '@zos/ui.widget.SCROLL_LIST',
  'scrolls with the crown and keeps the page still',
  async ({ play }) => {
    const watch = await play({ page: list('') });
    watch.turn(-50);
    watch.swipe('up');
    expect(watch.widgets().nodes[0]?.props.scroll_y).toBe(300);
  },
);

const CYCLE = `x: 100, y: 100, w: 200, h: 300, item_height: 100, item_bg_color: 0x101010, data_size: 3,
  item_click_func: (w, index) => console.log('click ' + index),
  item_focus_change_func: (w, index, on) => console.log((on ? 'won ' : 'lost ') + index),`;

observes('@zos/ui.widget.CYCLE_IMAGE_TEXT_LIST', 'begins again where it ends', async ({ play }) => {
  const page = `build() { ${ui}
    const list = ui.createWidget(ui.widget.CYCLE_IMAGE_TEXT_LIST, { ${CYCLE} item_text_x: 0, item_text_y: 0, item_text_size: 30,
      item_text_color: 0xffffff, item_image_x: 0, item_image_y: 0, data_array: ['A', 'B', 'C'].map((text) => ({ text })) });
    this.timer = setTimeout(() => {
      console.log('top ' + list.getProperty(ui.prop.MORE, {}).index);
      list.setProperty(ui.prop.LIST_TOP, { index: 1 });
      list.setProperty(ui.prop.ITEM_MORE, { index: 2, item_text_color: 0xff0000 });
    }, 5000); }`;
  const watch = await play({ page });
  expect(watch.texts()).toEqual(['A', 'B', 'C']);
  await watch.hands.drag({ x: 200, y: 350 }, { x: 200, y: 140 });
  expect(watch.texts()).toEqual(['C', 'A', 'B']);
  watch.tapText('A');
  await watch.advance(5_000);
  expect(words(watch).filter((text) => /click|top/.test(text))).toEqual(['click 0', 'top 2']);
  expect(words(watch).slice(0, 2)).toEqual(['lost 1', 'won 2']);
  expect(watch.texts()).toEqual(['B', 'C', 'A']);
  expect(watch.svg()).toContain('#ff0000');
});

observes('@zos/ui.widget.CYCLE_LIST', 'tells which image was touched', async ({ play }) => {
  const page = `build() { ${ui} ui.createWidget(ui.widget.CYCLE_LIST, { ${CYCLE} data_array: ['a.png', 'b.png', 'c.png'] }); }`;
  const watch = await play({ page });
  watch.turn(-15);
  watch.tap(150, 150);
  expect(words(watch)).toEqual(['lost 1', 'won 2', 'click 1']);
});

observes(
  [
    '@zos/ui.SCROLL_LIST.snap_type.SNAPCENTER_ALL',
    '@zos/ui.SCROLL_LIST.snap_type.SNAPCENTER_EXCEPTTITLE',
    '@zos/ui.SCROLL_LIST.snap_type.SNAP_TOP',
    '@zos/ui.SCROLL_LIST.snap_type.SNAP_BOTTOM',
  ],
  'says where rows come to rest',
  async ({ play }) => {
    const rests: Record<string, number[]> = {
      SNAPCENTER_ALL: [-100, 100],
      SNAPCENTER_EXCEPTTITLE: [0, 100],
      SNAP_TOP: [0, 100],
      SNAP_BOTTOM: [0, 100],
    };
    for (const [kind, [first, later]] of Object.entries(rests)) {
      const watch = await play({ page: list(`snap_type: ui.SCROLL_LIST.snap_type.${kind},`) });
      const at = () => watch.widgets().nodes[0]?.props.scroll_y;
      await watch.hands.drag({ x: 240, y: 100 }, { x: 240, y: 300 });
      expect([kind, at()]).toEqual([kind, first]);
      await watch.hands.drag({ x: 240, y: 300 }, { x: 240, y: first === -100 ? 110 : 190 });
      expect([kind, at()]).toEqual([kind, later]);
    }
  },
);

observes(
  '@zos/ui.widget.SCROLL_LIST',
  'says that it does not lay out rows by view types',
  async ({ play }) => {
    const views = `build() { ${ui} const { TEXT, IMAGE, FILL } = ui.SCROLL_LIST.view_type; console.log(new Set([TEXT, IMAGE, FILL]).size);
      ui.createWidget(ui.widget.SCROLL_LIST, { x: 0, y: 0, w: 100, h: 100, data_array: [], data_count: 0, item_config_count: 1,
        item_config: [{ type_id: 1, item_height: 50, layout_view: [{ layout: {} }], layout_config: [{ parent_id: 1, child_cnt: 1, children: [{ view_type: TEXT, id: 1 }] }] }] }); }`;
    const watch = await play({ page: views });
    expect(words(watch)).toEqual(['3', 'SCROLL_LIST: layout_config is not modelled']);
  },
);
