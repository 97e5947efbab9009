import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { building, said } from './said.js';

const page = (code: string) => ({ page: building('@zos/utils', code) });

observes('@zos/utils.px', 'scales from the design to the screen, in whole pixels', async ({ play }) => {
  expect(said(await play(page('say(z.px(101), z.px(480))'), { device: 'GTR 4' }))).toEqual(['98 466']);
});

observes(
  '@zos/utils.assets',
  'puts the folder before the file, and marks a mirrored one',
  async ({ play }) => {
    const watch = await play(
      page(`const path = z.assets('img'); say(path('a.png'), path('b.c.png', true));`),
    );
    expect(said(watch)).toEqual(['img/a.png img/b.c@rtl.png']);
  },
);

observes(
  '@zos/utils.log',
  'writes to the log at its level, for each part of the program',
  async ({ play }) => {
    const code = `const log = z.log.getLogger('part'); log.info('%s of %d', 'one', 2); log.warn('w'); log.error({ a: [1] }); z.log.debug('d');`;
    const lines = (await play(page(code))).logs.map(({ level, text }) => `${level} ${text}`);
    expect(lines).toEqual(['info one of 2', 'warn w', 'error {"a":[1]}', 'debug d']);
  },
);

observes(
  [
    '@zos/utils.EventBus.on',
    '@zos/utils.EventBus.off',
    '@zos/utils.EventBus.emit',
    '@zos/utils.EventBus.once',
    '@zos/utils.EventBus.count',
    '@zos/utils.EventBus.clear',
  ],
  'tell the listeners of a name, in order, until they are taken off',
  async ({ play }) => {
    const watch = await play(
      page(`const bus = new z.EventBus();
        const first = (one, two) => say('first', one, two);
        bus.on('news', first);
        bus.once('news', (one) => say('once', one));
        bus.on('rain', first);
        say(bus.count('news'), bus.count());
        bus.emit('news', 1, 2);
        bus.emit('news', 3, 4);
        bus.off('news', first);
        bus.emit('news', 5, 6);
        say(bus.count('news'), bus.count());
        bus.clear();
        bus.emit('rain', 7, 8);
        say(bus.count());`),
    );
    expect(said(watch)).toEqual(['2 2', 'first 1 2', 'once 1', 'first 3 4', '0 1', '0']);
  },
);

observes(
  ['@zos/utils.stringToBuffer', '@zos/utils.bufferToString'],
  'turn text into UTF-8 and back',
  async ({ play }) => {
    const code = `const bytes = z.stringToBuffer('grün 🙂');
      say(bytes instanceof ArrayBuffer, [...new Uint8Array(bytes)].slice(2, 4).join(), bytes.byteLength, z.bufferToString(bytes));`;
    const watch = await play(page(code), { device: 'balance_2' });
    expect(said(watch)).toEqual(['true 195,188 10 grün 🙂']);
  },
);
