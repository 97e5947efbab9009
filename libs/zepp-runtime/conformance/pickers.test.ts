import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const ui = `const ui = __$$R$$__('@zos/ui');`;
const GROUP = `x: 0, y: 50, w: 480, h: 64, select_src: 'on.png', unselect_src: 'off.png',
  check_func: (group, index, checked) => console.log(index + ' ' + checked)`;
const THREE = `const [one, two, three] = [40, 190, 340].map((x) => group.createWidget(ui.widget.STATE_BUTTON, { x, y: 150, w: 64, h: 64 }));`;
const chosen = (watch: Watch) =>
  watch.widgets().nodes[0]?.children?.map(({ children }) => children?.[0]?.props.src ?? 'nothing');

observes(
  ['@zos/ui.widget.RADIO_GROUP', '@zos/ui.widget.STATE_BUTTON'],
  'holds one choice and tells of both that change',
  async ({ play }) => {
    const page = `build() { ${ui} const group = ui.createWidget(ui.widget.RADIO_GROUP, { ${GROUP} }); ${THREE}
      group.setProperty(ui.prop.INIT, three);
      this.say = setTimeout(() => console.log(group.getProperty(ui.prop.CHECKED, one) + ' ' + group.getProperty(ui.prop.CHECKED, three)), 1000); }`;
    const watch = await play({ page });
    expect(chosen(watch)).toEqual(['off.png', 'off.png', 'on.png']);
    watch.tap(60, 220);
    watch.tap(60, 220);
    expect(chosen(watch)).toEqual(['on.png', 'off.png', 'off.png']);
    await watch.advance(1_000);
    expect(words(watch)).toEqual(['2 false', '0 true', 'true false']);
  },
);

observes('@zos/ui.widget.STATE_BUTTON', 'is not drawn before its group was begun', async ({ play }) => {
  const page = `build() { ${ui} const group = ui.createWidget(ui.widget.RADIO_GROUP, { ${GROUP} }); ${THREE} }`;
  const watch = await play({ page });
  watch.tap(60, 220);
  expect(chosen(watch)).toEqual(['nothing', 'nothing', 'nothing']);
  expect(words(watch)).toEqual([]);
});

observes('@zos/ui.widget.CHECKBOX_GROUP', 'turns each option over by itself', async ({ play }) => {
  const page = `build() { ${ui} const group = ui.createWidget(ui.widget.CHECKBOX_GROUP, { ${GROUP} }); ${THREE}
    group.setProperty(ui.prop.INIT, two);
    group.setProperty(ui.prop.CHECKED, three);
    group.setProperty(ui.prop.UNCHECKED, two); }`;
  const watch = await play({ page });
  expect(chosen(watch)).toEqual(['off.png', 'off.png', 'on.png']);
  watch.tap(60, 220);
  watch.tap(360, 220);
  expect(words(watch)).toEqual(['0 true', '2 false']);
});

observes('@zos/ui.widget.SLIDE_SWITCH', 'turns over under a finger and tells', async ({ play }) => {
  const page = `build() { ${ui}
    const slide = ui.createWidget(ui.widget.SLIDE_SWITCH, { x: 200, y: 200, w: 96, h: 64, select_bg: 'a.png', un_select_bg: 'b.png',
      slide_src: 'c.png', slide_select_x: 40, slide_un_select_x: 8, checked: true,
      checked_change_func: (widget, on) => console.log('changed ' + (widget === slide) + ' ' + on) });
    console.log('now ' + slide.getProperty(ui.prop.CHECKED));
    setTimeout(() => { slide.setProperty(ui.prop.CHECKED, true); console.log('now ' + slide.getProperty(ui.prop.CHECKED)); }, 1000); }`;
  const watch = await play({ page });
  watch.tap(240, 230);
  await watch.advance(1_000);
  expect(words(watch)).toEqual(['now true', 'changed true false', 'now true']);
});

const PICKER = `title: 'Start', subtitle: 'day', nb_of_columns: 2, init_col_index: 0,
  data_config: [{ data_array: [1, 2, 3], init_val_index: 1, unit: 'h', support_loop: false },
    { data_array: ['a', 'b', 'c'], init_val_index: 0, support_loop: true }],
  picker_cb: (widget, event, column, index) => console.log(event + ' ' + column + ' ' + index)`;

observes('@zos/ui.widget.WIDGET_PICKER', 'goes through its columns by finger and crown', async ({ play }) => {
  const page = `build() { ${ui} const picker = ui.createWidget(ui.widget.WIDGET_PICKER, { ${PICKER} });
    setTimeout(() => {
      picker.setProperty(ui.prop.TITLE, 'End');
      picker.setProperty(ui.prop.UPDATE_DATA, { col_index: 1, val_index: 1, data_array: ['x', 'y'] });
      console.log('column ' + picker.getProperty(ui.prop.CUR_COLUMN));
      picker.setProperty(ui.prop.CUR_COLUMN, 0);
    }, 5000); }`;
  const watch = await play({ page });
  expect(watch.texts()).toEqual(expect.arrayContaining(['Start', 'day', '1', '2 h', '3', 'a', 'b', 'c']));
  await watch.hands.drag({ x: 100, y: 240 }, { x: 100, y: 120 });
  watch.tap(360, 240);
  watch.turn(15);
  watch.tapText('✓');
  expect(words(watch)).toEqual(['2 0 2', '0 0 2', '1 1 0', '2 1 2', '2 1 2']);
  await watch.advance(5_000);
  expect(words(watch).slice(5)).toEqual(['column 1', '0 1 1', '1 0 2']);
  expect(watch.texts()).toEqual(expect.arrayContaining(['End', 'x', 'y']));
});

observes('@zos/ui.widget.TIME_PICKER', 'tells of every new value and of the end', async ({ play }) => {
  const page = `build() { ${ui} const picker = ui.createWidget(ui.widget.TIME_PICKER, { type: 0, style: 1, title: 'When',
      initHour: 23, initMin: 59, font_size: 36, select_font_size: 48,
      picker_cb: (widget, event, column, value) => console.log(event + ' ' + column + ' ' + value) });
    setTimeout(() => console.log(picker.getProperty(ui.prop.MORE, {}).hour + ':' + picker.getProperty(ui.prop.MORE, {}).minute), 5000); }`;
  const watch = await play({ page });
  expect(watch.texts()).toEqual(expect.arrayContaining(['When', '23', '59']));
  watch.turn(-15);
  watch.tap(350, 240);
  watch.turn(15);
  watch.tapText('✓');
  await watch.hands.drag({ x: 100, y: 240 }, { x: 300, y: 240 });
  await watch.advance(5_000);
  expect(words(watch)).toEqual(['1 0 0', '1 1 58', '2 1 58', expect.stringMatching(/^0 /), '0:58']);
});

observes('@zos/ui.widget.TIME_PICKER', 'knows how long months are', async ({ play }) => {
  const page = `build() { ${ui} const picker = ui.createWidget(ui.widget.TIME_PICKER, { type: 1, style: 1, font_size: 30,
      select_font_size: 40, initYear: 2024, initMonth: 2, initDay: 29, startYear: 2020, endYear: 2030 });
    setTimeout(() => { const { year, month, day } = picker.getProperty(ui.prop.MORE, {}); console.log(year + '-' + month + '-' + day); }, 1000); }`;
  const watch = await play({ page });
  watch.turn(-15);
  await watch.advance(1_000);
  expect(words(watch)).toEqual(['2025-2-28']);
});

observes(
  '@zos/ui.widget.PICK_DATE',
  'begins where it is told and answers what was chosen',
  async ({ play }) => {
    const page = `build() { ${ui} const picker = ui.createWidget(ui.widget.PICK_DATE);
    picker.setProperty(ui.prop.MORE, { w: 480, x: 20, y: 120, startYear: 2000, endYear: 2030, initYear: 2021, initMonth: 2, initDay: 3 });
    const confirm = ui.createWidget(ui.widget.TEXT, { x: 0, y: 400, w: 480, h: 60, text: 'confirm' });
    confirm.addEventListener(ui.event.CLICK_UP, () => {
      const { year, month, day } = picker.getProperty(ui.prop.MORE, {});
      console.log([year, month, day].join('-'));
    }); }`;
    const watch = await play({ page });
    expect(watch.texts()).toEqual(expect.arrayContaining(['2020', '2021', '2022', '02', '03']));
    await watch.hands.drag({ x: 100, y: 240 }, { x: 100, y: 180 });
    watch.tapText('confirm');
    expect(words(watch)).toEqual(['2022-2-3']);
  },
);

observes('@zos/ui.widget.DIALOG', 'is shown when told and goes with either button', async ({ play }) => {
  const page = `build() { ${ui} const dialog = ui.createWidget(ui.widget.DIALOG, { ok_text: 'YES', cancel_text: 'NO' });
    dialog.setProperty(ui.prop.MORE, { text: 'Sure?', ok_func: () => console.log('ok'), cancel_func: () => console.log('cancel') });
    setTimeout(() => dialog.setProperty(ui.prop.SHOW, true), 1000);
    setTimeout(() => dialog.setProperty(ui.prop.SHOW, true), 2000); }`;
  const watch = await play({ page });
  expect(watch.texts()).toEqual([]);
  await watch.advance(1_000);
  expect(watch.texts()).toEqual(['Sure?', 'NO', 'YES']);
  watch.tapText('YES');
  expect(watch.texts()).toEqual([]);
  await watch.advance(1_000);
  watch.tapText('NO');
  expect(words(watch)).toEqual(['ok', 'cancel']);
});

observes('@zos/ui.widget.KEYBOARD', 'has keys of the program, each with its value', async ({ play }) => {
  const page = `build() { ${ui}
    const keys = ui.createWidget(ui.widget.KEYBOARD, {
      click_func: (keyboard, id, value) => { console.log(id + ' ' + value); keyboard.setProperty(ui.prop.TEXT, 'key ' + value); },
      key_attr: [{ id: 1, x: 100, y: 200, text: 'H', value: 7 }, { id: 2, x: 200, y: 200, text: 'E', value: 8 }] });
    keys.setProperty(ui.prop.TEXT_STYLE, { x: 0, w: 480, color: 0xff0000 });
    keys.setProperty(ui.prop.ADD_KEY, { id: 3, x: 300, y: 200, text: '!', value: 9 });
    keys.setProperty(ui.prop.DEL_KEY, { id: 2 });
    keys.setProperty(ui.prop.KEY_PARA, { id: 1, value: 70 });
    console.log('para ' + keys.getProperty(ui.prop.KEY_PARA, 1).value); }`;
  const watch = await play({ page });
  expect(watch.texts()).toEqual(['H', '!']);
  watch.tapText('H');
  watch.tap(320, 220);
  watch.tap(220, 220);
  expect(words(watch)).toEqual(['para 70', '1 70', '3 9']);
  expect(watch.texts()).toEqual(['H', '!', 'key 9']);
});

observes(
  ['@zos/ui.sport_data.*', '@zos/ui.edit_widget_group_type.SPORTS', '@zos/ui.widget.SPORT_DATA'],
  'shows each kind of workout data, without a value until a workout gives one',
  async ({ play }) => {
    const page = `build() { ${ui} const kinds = Object.keys(ui.sport_data);
      console.log(kinds.length);
      kinds.forEach((kind, i) => ui.createWidget(ui.widget.SPORT_DATA, { edit_id: i, category: ui.edit_widget_group_type.SPORTS,
        default_type: ui.sport_data[kind], x: 0, y: i * 40, w: 200, h: 40, sub_text_visible: true, sub_text_x: 200,
        rect_visible: i === 0, mock_data: '99' })); }`;
    const watch = await play({ page });
    const count = Number(words(watch)[0]);
    const texts = watch.texts();
    expect(count).toBeGreaterThan(190);
    expect(texts.filter((text) => text === '--')).toHaveLength(count);
    expect(new Set(texts).size).toBe(count + 1);
    expect(texts).toEqual(expect.arrayContaining(['DISTANCE_TOTAL', 'HR', 'PACE']));
    const names = texts.filter((text) => text !== '--');
    watch.sense('sport', { shown: Object.fromEntries(names.map((name) => [name, `${name} 1`])) });
    expect(watch.texts()).toEqual(names.flatMap((name) => [`${name} 1`, name]));
  },
);

observes('@zos/ui.widget.WIDGET_PICKER', 'lets a swipe to the right lead back', async ({ play }) => {
  const watch = await play({
    page: `build() { ${ui} ui.createWidget(ui.widget.WIDGET_PICKER, { ${PICKER} }); }`,
  });
  watch.swipe('up');
  expect(words(watch)).toEqual(['0 0 1', '1 1 0']);
  watch.swipe('right');
  expect(watch.running).toBe(false);
});
