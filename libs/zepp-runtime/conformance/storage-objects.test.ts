import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { building, said } from './said.js';

observes(
  ['@zos/storage.localStorage', '@zos/storage.sessionStorage'],
  'are ready-made: one keeps what the other forgets when the program ends',
  async ({ play }) => {
    const code = `say(z.localStorage.getItem('k'), z.sessionStorage.getItem('k'));
      z.localStorage.setItem('k', { a: 1 }); z.sessionStorage.setItem('k', 2);
      say(z.localStorage.getItem('k').a, z.sessionStorage.getItem('k'));`;
    const watch = await play({ page: building('@zos/storage', code) });
    watch.kill();
    watch.launch();
    expect(said(watch)).toEqual(['undefined undefined', '1 2', '[object Object] undefined', '1 2']);
    expect(watch.storage.get('k')).toEqual({ a: 1 });
  },
);

observes(
  '@zos/storage.LocalStorage.setItem',
  'all of it is listed under store, as programs in the field read it',
  async ({ play }) => {
    const code = `const storage = new z.LocalStorage();
    storage.setItem('one', 1); storage.setItem('two', { deep: true });
    say(JSON.stringify(storage.store), JSON.stringify(new z.LocalStorage('elsewhere').store));`;
    const watch = await play({ page: building('@zos/storage', code) });
    expect(said(watch)).toEqual(['{"one":1,"two":{"deep":true}} {}']);
  },
);
