import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { building, said } from './said.js';

observes('@zos/app-access.getSportData', 'tells what a running workout measures', async ({ play }) => {
  const page = building(
    '@zos/app-access',
    `const ask = (type) => say(z.getSportData({ type }, ({ code, data }) => say(type, code, data)));
     new (__$$R$$__('@zos/sensor').Battery)().onChange(() => { ask('distance'); ask('pace'); ask('colour'); });`,
  );
  const watch = await play({ page });
  watch.sense('sport', { data: { distance: '9.99' } });
  watch.sense('battery', { current: 1 });
  await watch.advance(1);
  expect(said(watch)).toEqual([
    'true',
    'true',
    'false',
    'distance 0 [{"distance":"9.99","name":"Distance"}]',
    'pace 1 ',
  ]);
});
