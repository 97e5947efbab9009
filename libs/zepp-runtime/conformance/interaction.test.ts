import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const KEYS = ['BACK', 'SELECT', 'HOME', 'UP', 'DOWN', 'SHORTCUT'] as const;
const EVENTS = ['CLICK', 'LONG_PRESS', 'DOUBLE_CLICK', 'PRESS', 'RELEASE'];
const names = (prefix: string, list: readonly string[]) =>
  `const named = (value) => ${JSON.stringify(list)}.find((name) => io['${prefix}' + name] === value) || value;`;
const io = `const io = __$$R$$__('@zos/interaction');`;

const keys = (answer: string) => `build() { ${io}
  ${names('KEY_', KEYS)} const heard = ${names('KEY_EVENT_', EVENTS).replace('const named = ', '')}
  io.onKey({ callback: (key, event) => { console.log(named(key) + ' ' + heard(event)); return ${answer}; } }); }`;

observes(
  [
    '@zos/interaction.onKey',
    '@zos/interaction.KEY_BACK',
    '@zos/interaction.KEY_SELECT',
    '@zos/interaction.KEY_HOME',
    '@zos/interaction.KEY_UP',
    '@zos/interaction.KEY_DOWN',
    '@zos/interaction.KEY_SHORTCUT',
    '@zos/interaction.KEY_EVENT_CLICK',
    '@zos/interaction.KEY_EVENT_PRESS',
    '@zos/interaction.KEY_EVENT_RELEASE',
  ],
  'hears every key, and one it keeps does nothing else',
  async ({ play }) => {
    const watch = await play({ page: keys('true') });
    for (const key of ['back', 'select', 'home', 'up', 'down', 'shortcut'] as const) watch.press(key);
    expect(words(watch)).toEqual(KEYS.flatMap((key) => [`${key} PRESS`, `${key} CLICK`, `${key} RELEASE`]));
    expect(watch.running).toBe(true);
  },
);

observes(
  ['@zos/interaction.KEY_EVENT_LONG_PRESS', '@zos/interaction.KEY_EVENT_DOUBLE_CLICK'],
  'tells how a key was pressed',
  async ({ play }) => {
    const watch = await play({ page: keys('true') });
    watch.press('select', 'long');
    watch.press('select', 'double');
    expect(words(watch)).toEqual(expect.arrayContaining(['SELECT LONG_PRESS', 'SELECT DOUBLE_CLICK']));
  },
);

observes(
  '@zos/interaction.onKey',
  'leaves the program for a key that is not kept with true',
  async ({ play }) => {
    for (const answer of ['false', 'undefined', '1', '"true"']) {
      const watch = await play({ page: keys(answer) });
      watch.press('select');
      expect(watch.running).toBe(false);
    }
  },
);

observes('@zos/interaction.onKey', 'keeps codes that have no name, too', async ({ play }) => {
  const kept = await play({ page: keys('true') });
  kept.press(57);
  expect(words(kept)).toEqual(['57 PRESS', '57 CLICK', '57 RELEASE']);
  expect(kept.running).toBe(true);
  const left = await play({ page: keys('false') });
  left.press(57);
  expect(left.running).toBe(false);
});

observes('@zos/interaction.onKey', 'cannot keep the key that locks the watch', async ({ play }) => {
  const watch = await play({ page: keys('true') });
  watch.press('lock');
  expect(watch.running).toBe(false);
  expect(words(watch)).toEqual([]);
});

observes(
  ['@zos/interaction.onKey', '@zos/interaction.offKey'],
  'knows one listener, the last',
  async ({ play }) => {
    const page = `build() { ${io} io.onKey(() => { console.log('first'); return true; });
    io.onKey(() => { console.log('second'); return true; });
    setTimeout(() => io.offKey(), 1000); }`;
    const watch = await play({ page });
    watch.press('up');
    expect(new Set(words(watch))).toEqual(new Set(['second']));
    await watch.advance(1_000);
    watch.press('select');
    expect(watch.running).toBe(false);
  },
);

observes('@zos/interaction.onKey', 'ends with its page', async ({ play }) => {
  const page = `build() { ${io} io.onKey(() => { console.log('kept'); return true; });
    setTimeout(() => __$$R$$__('@zos/router').push({ url: 'next' }), 100); }`;
  const watch = await play({ page, pages: { next: '' } });
  await watch.advance(200);
  watch.press('back');
  expect(watch.pages).toEqual(['page']);
  expect(words(watch)).toEqual([]);
});

observes(
  ['@zos/interaction.onDigitalCrown', '@zos/interaction.offDigitalCrown', '@zos/interaction.KEY_HOME'],
  'tells degrees, counter-clockwise growing',
  async ({ play }) => {
    const page = `build() { ${io} io.onDigitalCrown({ callback: (key, degree) => console.log((key === io.KEY_HOME) + ' ' + degree) });
      setTimeout(() => io.offDigitalCrown(), 1000); }`;
    const watch = await play({ page });
    watch.turn(10);
    watch.turn(-4);
    await watch.advance(1_000);
    watch.turn(3);
    expect(words(watch)).toEqual(['true 10', 'true -4']);
  },
);

observes(
  [
    '@zos/interaction.onGesture',
    '@zos/interaction.offGesture',
    '@zos/interaction.GESTURE_UP',
    '@zos/interaction.GESTURE_DOWN',
    '@zos/interaction.GESTURE_LEFT',
    '@zos/interaction.GESTURE_RIGHT',
  ],
  'keeps a swipe to the right from leading back',
  async ({ play }) => {
    const page = `build() { ${io} ${names('GESTURE_', ['UP', 'DOWN', 'LEFT', 'RIGHT'])}
      io.onGesture({ callback: (event) => { console.log(named(event)); return true; } });
      setTimeout(() => io.offGesture(), 5000); }`;
    const watch = await play({ page });
    for (const way of ['up', 'down', 'left', 'right'] as const) watch.swipe(way);
    await watch.hands.drag({ x: 100, y: 200 }, { x: 400, y: 210 });
    expect(words(watch)).toEqual(['UP', 'DOWN', 'LEFT', 'RIGHT', 'RIGHT']);
    expect(watch.running).toBe(true);
    await watch.advance(5_000);
    await watch.hands.drag({ x: 100, y: 200 }, { x: 400, y: 210 });
    expect(watch.running).toBe(false);
  },
);

observes(
  [
    '@zos/interaction.onWristMotion',
    '@zos/interaction.WRIST_MOTION_LIFT',
    '@zos/interaction.WRIST_MOTION_LOWER',
    '@zos/interaction.WRIST_MOTION_FLIP',
  ],
  'tells that the wrist moved or a palm covered the screen',
  async ({ play }) => {
    const page = `build() { ${io} ${names('WRIST_MOTION_', ['LIFT', 'LOWER', 'FLIP'])}
      io.onWristMotion({ callback: ({ type, motion }) => console.log(type + ' ' + named(motion)) }); }`;
    const watch = await play({ page });
    watch.dropWrist();
    watch.wake();
    watch.hands.flipWrist();
    watch.coverWithPalm();
    expect(words(watch)).toEqual(['3 LOWER', '3 LIFT', '3 FLIP', '0 0']);
  },
);

observes('@zos/interaction.showToast', 'shows a text for two seconds', async ({ play }) => {
  const watch = await play({ page: `build() { ${io} io.showToast({ content: 'Saved' }); }` });
  expect(watch.texts()).toEqual(['Saved']);
  await watch.advance(2_100);
  expect(watch.texts()).toEqual([]);
});

observes(
  ['@zos/interaction.createModal', '@zos/interaction.MODAL_CONFIRM', '@zos/interaction.MODAL_CANCEL'],
  'asks over the page and tells which button was touched',
  async ({ play }) => {
    const page = `build() { ${io}
      const modal = io.createModal({ content: 'Delete?', autoHide: false, show: false, onClick: ({ type }) => {
        console.log(type === io.MODAL_CONFIRM ? 'confirm' : type === io.MODAL_CANCEL ? 'cancel' : type);
        modal.show(false);
      } });
      setTimeout(() => modal.show(true), 1000);
      setTimeout(() => modal.show(true), 2000); }`;
    const watch = await play({ page });
    expect(watch.texts()).toEqual([]);
    await watch.advance(1_000);
    expect(watch.texts()).toEqual(['Delete?', 'Cancel', 'OK']);
    watch.tapText('OK');
    expect(watch.texts()).toEqual([]);
    await watch.advance(1_000);
    watch.tapText('Cancel');
    expect(words(watch)).toEqual(['confirm', 'cancel']);
  },
);

observes(
  '@zos/interaction.createModal',
  'has titles, a text and capsules, and goes by itself',
  async ({ play }) => {
    const page = `build() { ${io}
    io.createModal({ title: 'T', subtitle: 'S', text: 'x', textColor: 0xff0000, src: 'icon.png', capsuleButton: ['One', 'Two'],
      onClick: ({ type }) => console.log(type) }); }`;
    const watch = await play({ page });
    expect(watch.texts()).toEqual(['T', 'S', 'x', 'One', 'Two', 'Cancel', 'OK']);
    watch.tapText('Two');
    expect(words(watch)).toEqual(['11']);
    expect(watch.texts()).toEqual([]);
  },
);

observes(['@zos/ui.createDialog', '@zos/ui.Dialog.show'], 'waits until it is shown', async ({ play }) => {
  const page = `build() { const { createDialog } = __$$R$$__('@zos/ui');
    const dialog = createDialog({ title: 'Leave?', auto_hide: false, click_listener: ({ type }) => { dialog.show(false); console.log('type ' + type); } });
    setTimeout(() => dialog.show(true), 1000); }`;
  const watch = await play({ page });
  expect(watch.texts()).toEqual([]);
  await watch.advance(1_000);
  watch.tapText('OK');
  expect(words(watch)).toEqual(['type 1']);
  expect(watch.texts()).toEqual([]);
});
