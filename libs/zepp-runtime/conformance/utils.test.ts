import { expect } from '@jest/globals';
import { observes } from './observes.js';

const words = (watch: { logs: readonly { text: string }[] }) => watch.logs.map(({ text }) => text);

observes('@zos/utils.px', 'scales from the design to the screen, in whole pixels', async ({ play }) => {
  const page = `build() { const { px } = __$$R$$__('@zos/utils'); console.log(px(101) + ' ' + px(480)); }`;
  expect(words(await play({ page }, { device: 'GTR 4' }))).toEqual(['98 466']);
});

observes(
  ['@zos/utils.EventBus.on', '@zos/utils.EventBus.off', '@zos/utils.EventBus.emit', '@zos/utils.EventBus'],
  'tells the listeners of a name until they are taken off',
  async ({ play }) => {
    const page = `build() {
      const { EventBus } = __$$R$$__('@zos/utils');
      const bus = new EventBus();
      const say = (one, two) => console.log('heard ' + one + ' ' + two);
      bus.on('news', say);
      bus.emit('news', 1, 2);
      bus.off('news', say);
      bus.emit('news', 3, 4);
    }`;
    expect(words(await play({ page }))).toEqual(['heard 1 2']);
  },
);
