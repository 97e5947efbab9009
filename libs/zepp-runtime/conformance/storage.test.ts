import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const permissions = ['device:os.local_storage'];
const page = (body: string) => `build() {
  const { LocalStorage, SessionStorage, localStorage, sessionStorage } = __$$R$$__('@zos/storage');
  const say = (value) => console.log(value === undefined ? 'nothing' : JSON.stringify(value));
  ${body}
}`;
const said = (watch: Watch) =>
  watch.logs.filter(({ realm, level }) => realm === 'app' && level === 'log').map(({ text }) => text);

observes(
  ['@zos/storage.LocalStorage.setItem', '@zos/storage.LocalStorage.getItem'],
  'keep values of every kind that JSON has, and give a default for what is not there',
  async ({ play }) => {
    const watch = await play({
      permissions,
      page: page(`
        const store = new LocalStorage();
        const deep = {};
        let at = deep;
        for (let i = 0; i < 30; i += 1) { at.in = {}; at = at.in; }
        const values = { text: 'a', number: 0, no: false, nothing: null, list: [1, [2]], object: { a: { b: 1 } }, deep };
        for (const key of Object.keys(values)) store.setItem(key, values[key]);
        say(Object.keys(values).every((key) => JSON.stringify(store.getItem(key)) === JSON.stringify(values[key])));
        say(store.getItem('none'));
        say(store.getItem('none', 'default'));
        const own = { self: true };
        say(store.getItem('none', own) === own);
        say(store.getItem('nothing', 'default'));
        store.setItem('date', new Date(0));
        say(store.getItem('date'));
        store.setItem('text', undefined);
        say(store.getItem('text', 'gone'));
        store.setItem('function', () => 1);
        say(store.getItem('function'));
        say(store.getItem('__proto__'));
        store.setItem('__proto__', 'odd');
        say(store.getItem('__proto__'));
        try { const ring = {}; ring.ring = ring; store.setItem('ring', ring); } catch (fault) { say(fault.name); }
      `),
    });
    expect(said(watch)).toEqual([
      'true',
      'nothing',
      '"default"',
      'true',
      'null',
      '"1970-01-01T00:00:00.000Z"',
      '"gone"',
      'nothing',
      'nothing',
      '"odd"',
      '"TypeError"',
    ]);
  },
);

observes(
  ['@zos/storage.LocalStorage.removeItem', '@zos/storage.LocalStorage.clear'],
  'forget one key or all, each path apart',
  async ({ play }) => {
    const watch = await play({
      permissions,
      page: page(`
        const one = new LocalStorage();
        const other = new LocalStorage('other.txt');
        one.setItem('a', 1);
        one.setItem('b', 2);
        other.setItem('a', 3);
        say([one.removeItem('a'), one.removeItem('a'), one.getItem('a', 'gone'), other.getItem('a')]);
        one.clear();
        say([one.getItem('b', 'gone'), other.getItem('a'), new LocalStorage('other.txt').getItem('a')]);
      `),
    });
    expect(said(watch)).toEqual(['[true,false,"gone",3]', '["gone",3,3]']);
    expect(watch.storage.get('a', 'other.txt')).toBe(3);
  },
);

observes(
  '@zos/storage.LocalStorage',
  'is shared by page and service and outlives kill and reboot',
  async ({ play }) => {
    const watch = await play({
      permissions,
      page: page(`
      say(localStorage.getItem('visits', 0));
      localStorage.setItem('visits', localStorage.getItem('visits', 0) + 1);
      say(new LocalStorage().getItem('visits'));
    `),
    });
    watch.kill();
    watch.reboot();
    watch.launch();
    watch.storage.clear();
    watch.launch();
    expect(said(watch)).toEqual(['0', '1', '1', '2', '0', '1']);
  },
);

observes(
  [
    '@zos/storage.SessionStorage.setItem',
    '@zos/storage.SessionStorage.getItem',
    '@zos/storage.SessionStorage.removeItem',
    '@zos/storage.SessionStorage.clear',
    '@zos/storage.SessionStorage',
  ],
  'lives from page to page and ends with the program',
  async ({ play }) => {
    const watch = await play({
      permissions,
      page: page(`
        const store = new SessionStorage();
        say(store.getItem('a', 'empty'));
        store.setItem('a', { n: 1 });
        sessionStorage.setItem('b', 2);
        __$$R$$__('@zos/router').push({ url: 'next' });
      `),
      pages: {
        next: page(`
          const store = new SessionStorage();
          say([store.getItem('a').n, store.getItem('b')]);
          store.removeItem('a');
          say([store.getItem('a', 'gone'), store.getItem('b')]);
          store.clear();
          say(store.getItem('b', 'gone'));
          store.setItem('a', 1);
        `),
      },
    });
    watch.kill();
    watch.launch();
    await watch.settled();
    expect(said(watch).slice(0, 5)).toEqual(['"empty"', '[1,2]', '["gone",2]', '"gone"', '"empty"']);
  },
);

observes(
  '@zos/storage.LocalStorage.setItem',
  'throws where a watch with a bound has no room left',
  async ({ play }) => {
    const watch = await play(
      {
        permissions,
        page: page(`
        const store = new LocalStorage();
        store.setItem('a', 'x'.repeat(50));
        try { store.setItem('b', 'x'.repeat(50)); say('kept'); } catch (fault) { say('full'); }
        store.setItem('a', 'small');
        store.setItem('b', 'x'.repeat(50));
        say(store.getItem('b').length);
      `),
      },
      { limits: { storageSize: 100 } },
    );
    expect(said(watch)).toEqual(['"full"', '50']);
  },
);

observes(
  '@zos/storage.LocalStorage.getItem',
  'gives objects as texts on firmware that does so',
  async ({ play }) => {
    const watch = await play(
      {
        permissions,
        page: page(`
        localStorage.setItem('a', { n: 1 });
        localStorage.setItem('b', 2);
        const store = new LocalStorage();
        say([store.getItem('a'), store.getItem('b')]);
      `),
      },
      { limits: { storedObjectsAsText: true } },
    );
    expect(said(watch)).toEqual(['["{\\"n\\":1}",2]']);
  },
);
