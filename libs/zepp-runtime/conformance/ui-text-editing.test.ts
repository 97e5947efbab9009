import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { building, said } from './said.js';

const page = (code: string) => ({
  page: building(
    '@zos/ui',
    `const { widget, prop } = z; const { Battery } = __$$R$$__('@zos/sensor'); const then = (run) => new Battery().onChange(run);
     const words = z.createWidget(widget.TEXT, { x: 20, y: 200, w: 300, h: 40, text: 'watch', text_size: 30, line_space: 4, color: 0xff00 }); ${code}`,
  ),
});

observes(
  ['@zos/ui.TEXT.insertString', '@zos/ui.TEXT.deleteCharacter', '@zos/ui.TEXT.getTextCount'],
  'write into a text and take signs out of it',
  async ({ play }) => {
    const watch = await play(
      page(`words.insertString(5, 'es'); words.insertString(0, '2 '); words.deleteCharacter(2);
        say(words.getTextCount(), words.getProperty(prop.TEXT));`),
    );
    expect(watch.texts()).toEqual(['2 atches']);
    expect(said(watch)).toEqual(['8 2 atches']);
  },
);

observes(
  [
    '@zos/ui.TEXT.enableCursor',
    '@zos/ui.TEXT.getCursorPos',
    '@zos/ui.TEXT.getCursorIndex',
    '@zos/ui.TEXT.getCursorHeight',
    '@zos/ui.TEXT.getLineHeight',
  ],
  'show a cursor behind what was written last, and tell where it stands',
  async ({ play }) => {
    const watch = await play(
      page(`say(words.getCursorPos(0), words.getCursorIndex(words.getCursorPos(3) + 1, 5), words.getCursorIndex(999, 0));
        say(words.getLineHeight() - words.getCursorHeight(), words.getCursorHeight() > 30);
        words.enableCursor(true); words.insertString(0, 'my '); say(words.getCursorPos(3), words.getCursorHeight());
        then(() => words.enableCursor(false));`),
    );
    const [first, second, third = ''] = said(watch);
    expect([first, second]).toEqual(['0 3 5', '4 true']);
    const [place, height] = third.split(' ').map(Number);
    const bar = `<rect x="${20 + (place ?? 0)}" y="200" width="2" height="${height}" fill="#00ff00"/>`;
    expect(watch.svg()).toContain(bar);
    watch.sense('battery', { current: 1 });
    expect(watch.svg()).not.toContain(bar);
  },
);

observes('@zos/ui.prop.WORD_WRAP', 'breaks what is too long for its line', async ({ play }) => {
  const watch = await play(
    page(`words.setProperty(prop.MORE, { w: 100, h: 200, text: 'some words that are long', text_style: z.text_style.NONE });
      then(() => words.setProperty(prop.WORD_WRAP, true));`),
  );
  const lines = () => watch.svg().split('translate(').length - 1;
  expect(lines()).toBe(1);
  watch.sense('battery', { current: 1 });
  expect(lines()).toBeGreaterThan(2);
});
