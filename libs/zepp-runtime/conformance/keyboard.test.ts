import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const words = (watch: Watch) => watch.logs.map(({ text }) => text);
const open = (
  type: string,
  after = '',
) => `build() { const ui = __$$R$$__('@zos/ui'); const { keyboard } = ui;
  ui.createKeyboard({ inputType: ui.inputType.${type}, text: '10', onComplete: (_, result) => { console.log('done ' + result.data); ui.deleteKeyboard(); },
    onCancel: (_, result) => { console.log('cancelled ' + result.data); ui.deleteKeyboard(); } }); ${after} }`;
const DEVICE = { device: 'Balance 2' };

observes(
  ['@zos/ui.createKeyboard', '@zos/ui.deleteKeyboard', '@zos/ui.inputType.NUM'],
  'asks for a text over the page until it is deleted',
  async ({ play }) => {
    const watch = await play({ page: open('NUM') }, DEVICE);
    expect(watch.keyboard).toMatchObject({ open: true, text: '10', inputType: 'NUM' });
    watch.tapText('7');
    watch.keyboard.type('5');
    expect(watch.texts()).toContain('1075');
    watch.tapText('<');
    watch.tapText('OK');
    expect(words(watch)).toEqual(['done 107']);
    expect(watch.keyboard.open).toBe(false);
    expect(watch.texts()).toEqual([]);
  },
);

observes(
  '@zos/ui.createKeyboard',
  'is cancelled by the back key and by a swipe to the right',
  async ({ play }) => {
    for (const leave of [(watch: Watch) => watch.press('back'), (watch: Watch) => watch.swipe('right')]) {
      const watch = await play({ page: open('CHAR') }, DEVICE);
      watch.tapText('q');
      leave(watch);
      expect(words(watch)).toEqual(['cancelled 10q']);
      expect(watch.running).toBe(true);
      leave(watch);
      expect(watch.running).toBe(false);
    }
  },
);

observes(
  [
    '@zos/ui.inputType.EMOJI',
    '@zos/ui.inputType.CHAR',
    '@zos/ui.inputType.VOICE',
    '@zos/ui.inputType.SELECT',
    '@zos/ui.inputType.JSKB',
    '@zos/ui.keyboard.switchInputType',
  ],
  "are the keyboards of the system; a program's own is refused by name",
  async ({ play }) => {
    const kinds = `for (const kind of ['EMOJI', 'CHAR', 'VOICE', 'SELECT']) keyboard.switchInputType(ui.inputType[kind]);
      try { ui.createKeyboard({ inputType: ui.inputType.JSKB }); } catch (error) { console.log(error.name); }`;
    const watch = await play({ page: open('NUM', kinds) }, DEVICE);
    expect(watch.keyboard.inputType).toBe('SELECT');
    expect(words(watch)).toContain('NotModelled');
  },
);

observes(
  [
    '@zos/ui.keyboard.inputText',
    '@zos/ui.keyboard.backspace',
    '@zos/ui.keyboard.clearInput',
    '@zos/ui.keyboard.getTextContext',
    '@zos/ui.keyboard.inputBuffer',
    '@zos/ui.keyboard.getBuffer',
    '@zos/ui.keyboard.clearBuffer',
    '@zos/ui.keyboard.setContentRect',
    '@zos/ui.keyboard.getContentRect',
  ],
  'write into the open field',
  async ({ play }) => {
    const page = open(
      'CHAR',
      `keyboard.inputText('abc'); keyboard.backspace(); keyboard.backspace(2); console.log(keyboard.getTextContext());
       keyboard.clearInput(); keyboard.inputText('new'); keyboard.inputBuffer('?'); console.log(keyboard.getBuffer());
       keyboard.setContentRect({ x: 1, y: 2, w: 3, h: 4 }); console.log(JSON.stringify(keyboard.getContentRect()));
       setTimeout(() => keyboard.clearBuffer(), 1000);`,
    );
    const watch = await play({ page }, DEVICE);
    expect(words(watch)).toEqual(['10', '?', '{"x":1,"y":2,"w":3,"h":4}']);
    expect(watch.texts()[0]).toBe('new?');
    await watch.advance(1_000);
    expect(watch.texts()[0]).toBe('new');
  },
);

observes(
  [
    '@zos/ui.keyboard.sendFnKey',
    '@zos/ui.keyboard.BACKSPACE',
    '@zos/ui.keyboard.ENTER',
    '@zos/ui.keyboard.CANCEL',
  ],
  'press the keys of the system',
  async ({ play }) => {
    const page = open(
      'CHAR',
      `keyboard.sendFnKey(keyboard.BACKSPACE); setTimeout(() => keyboard.sendFnKey(keyboard.ENTER), 1000);
       setTimeout(() => { ui.createKeyboard({ inputType: ui.inputType.CHAR, text: 'x', onCancel: () => console.log('off') }); keyboard.sendFnKey(keyboard.CANCEL); }, 2000);`,
    );
    const watch = await play({ page }, DEVICE);
    await watch.advance(2_000);
    expect(words(watch)).toEqual(['done 1', 'off']);
  },
);

observes(
  [
    '@zos/ui.keyboard.checkVoiceInputAvailable',
    '@zos/ui.keyboard.isEnabled',
    '@zos/ui.keyboard.isSelected',
    '@zos/ui.keyboard.gotoSettings',
  ],
  'know the settings of the system and lead there',
  async ({ play }) => {
    const page = open(
      'CHAR',
      `console.log([keyboard.checkVoiceInputAvailable(), keyboard.isEnabled(), keyboard.isSelected()].join(' '));
      setTimeout(() => keyboard.gotoSettings(), 1000);`,
    );
    const watch = await play({ page }, DEVICE);
    expect(words(watch)).toEqual(['false true true']);
    await watch.advance(1_000);
    expect(watch.systemPage).toBe('SETTINGS_KEYBOARD');
    expect(watch.running).toBe(false);
  },
);

observes(
  ['@zos/ui.keyboard.SWITCH', '@zos/ui.keyboard.SELECT'],
  'go to the next keyboard, and to the choice of keyboards',
  async ({ play }) => {
    const page = open(
      'CHAR',
      `keyboard.sendFnKey(keyboard.SWITCH); setTimeout(() => keyboard.sendFnKey(keyboard.SELECT), 1000);`,
    );
    const watch = await play({ page }, DEVICE);
    expect(watch.keyboard.inputType).toBe('NUM');
    await watch.advance(1_000);
    expect(watch.keyboard.inputType).toBe('SELECT');
  },
);
