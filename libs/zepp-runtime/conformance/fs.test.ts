import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

/** A page that runs `body` with the module as `fs`; `say` logs a value as JSON, `take` makes a buffer of a text. */
const page = (body: string) => `build() {
  const fs = __$$R$$__('@zos/fs');
  const say = (value) => console.log(value === undefined ? 'nothing' : JSON.stringify(value));
  const take = (text) => Buffer.from(text).buffer.slice(0, Buffer.byteLength(text));
  const text = (buffer) => Buffer.from(buffer).toString();
  ${body}
}`;
const said = (watch: Watch) =>
  watch.logs.filter(({ realm, level }) => realm === 'app' && level === 'log').map(({ text }) => text);
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

observes(
  [
    '@zos/fs.openSync',
    '@zos/fs.writeSync',
    '@zos/fs.readSync',
    '@zos/fs.closeSync',
    '@zos/fs.O_RDWR',
    '@zos/fs.O_CREAT',
  ],
  'write and read a file at its place, which moves on',
  async ({ play }) => {
    const watch = await play({
      page: page(`
        const fd = fs.openSync({ path: 'a.txt', flag: fs.O_RDWR | fs.O_CREAT });
        say(fs.writeSync({ fd, buffer: take('hello world') }));
        say(fs.writeSync({ fd, buffer: take('XYZ'), options: { offset: 1, length: 2, position: 6 } }));
        const buffer = new ArrayBuffer(8);
        say(fs.readSync({ fd, buffer, options: { position: 3 } }));
        say(text(buffer));
        say(fs.readSync({ fd, buffer, options: { offset: 2, length: 4, position: 0 } }));
        say(text(buffer));
        say(fs.readSync({ fd, buffer }));
        say(fs.closeSync({ fd }));
        say(fs.closeSync(fd));
        say(fs.readSync({ fd, buffer }) < 0);
        say(fs.writeSync({ fd, buffer }) < 0);
      `),
    });
    expect(textOf(watch.files.get('a.txt'))).toBe('hello YZrld');
    expect(said(watch)).toEqual([
      '11',
      '2',
      '8',
      '"lo YZrld"',
      '4',
      '"lohellld"',
      '0',
      '0',
      '-9',
      'true',
      'true',
    ]);
  },
);

observes(
  [
    '@zos/fs.O_RDONLY',
    '@zos/fs.O_WRONLY',
    '@zos/fs.O_APPEND',
    '@zos/fs.O_EXCL',
    '@zos/fs.O_TRUNC',
    '@zos/fs.O_CREAT',
  ],
  'bar, append, refuse and empty as their names say',
  async ({ play }) => {
    const watch = await play({
      page: page(`
        say(fs.openSync({ path: 'a.txt' }));
        const made = fs.openSync({ path: 'a.txt', flag: fs.O_WRONLY | fs.O_CREAT | fs.O_EXCL });
        fs.writeSync({ fd: made, buffer: take('one') });
        say(fs.readSync({ fd: made, buffer: new ArrayBuffer(3) }));
        say(fs.openSync({ path: 'a.txt', flag: fs.O_WRONLY | fs.O_CREAT | fs.O_EXCL }));
        const more = fs.openSync({ path: 'a.txt', flag: fs.O_WRONLY | fs.O_APPEND });
        fs.writeSync({ fd: more, buffer: take(' two'), options: { position: 0 } });
        say(fs.statSync({ path: 'a.txt' }).size);
        const read = fs.openSync({ path: 'a.txt', flag: fs.O_RDONLY });
        say(fs.writeSync({ fd: read, buffer: take('x') }));
        fs.openSync({ path: 'a.txt', flag: fs.O_RDONLY | fs.O_TRUNC });
        say(fs.statSync({ path: 'a.txt' }).size);
        fs.openSync({ path: 'a.txt', flag: fs.O_RDWR | fs.O_TRUNC });
        say(fs.statSync({ path: 'a.txt' }).size);
      `),
    });
    expect(said(watch)).toEqual(['-2', '-9', '-17', '7', '-9', '7', '0']);
  },
);

observes(
  ['@zos/fs.readFileSync', '@zos/fs.writeFileSync'],
  'replace and give whole files, as bytes or as text of an encoding',
  async ({ play }) => {
    const watch = await play({
      page: page(`
        fs.writeFileSync({ path: 'a.txt', data: 'Grüße', options: { encoding: 'utf8' } });
        say(fs.readFileSync({ path: 'a.txt' }).byteLength);
        say(fs.readFileSync({ path: 'a.txt', options: { encoding: 'utf8' } }));
        say(fs.readFileSync({ path: 'data://a.txt', options: { encoding: 'base64' } }));
        fs.writeFileSync({ path: 'b.bin', data: new DataView(take('bytes')) });
        say(fs.readFileSync({ path: '/b.bin', options: { encoding: 'hex' } }));
        fs.writeFileSync({ path: 'b.bin', data: 'x' });
        say(fs.statSync({ path: 'b.bin' }).size);
        const fd = fs.openSync({ path: 'b.bin', flag: fs.O_WRONLY | fs.O_APPEND });
        fs.writeFileSync({ path: fd, data: 'yz' });
        say(fs.readFileSync({ path: 'b.bin', options: { encoding: 'utf8' } }));
        say(fs.readFileSync({ path: 'nothing' }));
      `),
    });
    expect(said(watch)).toEqual(['7', '"Grüße"', '"R3LDvMOfZQ=="', '"6279746573"', '1', '"xyz"', 'nothing']);
  },
);

observes(
  ['@zos/fs.mkdirSync', '@zos/fs.readdirSync', '@zos/fs.rmSync', '@zos/fs.renameSync', '@zos/fs.statSync'],
  'keep folders and move what is in them',
  async ({ play }) => {
    const watch = await play({
      page: page(`
        say(fs.mkdirSync({ path: 'deep/er' }));
        say([fs.mkdirSync({ path: 'deep' }), fs.mkdirSync('deep/er'), fs.mkdirSync('deep')]);
        say(fs.openSync({ path: 'none/a.txt', flag: fs.O_RDWR | fs.O_CREAT }));
        say(fs.openSync({ path: 'deep', flag: fs.O_RDONLY }));
        fs.writeFileSync({ path: 'deep/a.txt', data: 'a' });
        say(fs.readdirSync({ path: 'deep' }));
        say(fs.readdirSync({ path: '' }));
        say([fs.readdirSync({ path: 'none' }) === undefined, fs.statSync({ path: 'none' }) === undefined]);
        say([fs.rmSync({ path: 'deep' }), fs.rmSync('deep/er'), fs.rmSync('deep/er')]);
        say(fs.renameSync({ oldPath: 'deep', newPath: 'other' }));
        say(fs.renameSync({ oldPath: 'other/a.txt', newPath: 'b.txt' }));
        say(fs.renameSync({ oldPath: 'other/a.txt', newPath: 'c.txt' }));
        say(fs.readdirSync({ path: '/' }));
      `),
    });
    expect(said(watch)).toEqual([
      '-2',
      '[0,0,-17]',
      '-2',
      '-21',
      '["a.txt","er"]',
      '["deep"]',
      '[true,true]',
      '[-39,0,-2]',
      '0',
      '0',
      '-2',
      '["b.txt","other"]',
    ]);
  },
);

observes(
  ['@zos/fs.openAssetsSync', '@zos/fs.statAssetsSync', '@zos/fs.readFileSync', '@zos/fs.rmSync'],
  'read the files of the package and change none of them',
  async ({ play }) => {
    const watch = await play({
      files: { 'assets/raw/words.txt': 'packed' },
      page: page(`
        const fd = fs.openAssetsSync({ path: 'raw/words.txt', flag: fs.O_RDONLY });
        const buffer = new ArrayBuffer(6);
        say(fs.readSync({ fd, buffer }));
        say(text(buffer));
        say(fs.statAssetsSync({ path: 'raw/words.txt' }));
        say(fs.statAssetsSync({ path: 'words.txt' }));
        say(fs.readFileSync({ path: 'assets://raw/words.txt', options: { encoding: 'utf8' } }));
        say(fs.readdirSync({ path: 'assets://raw' }));
        say([fs.writeSync({ fd, buffer }), fs.rmSync({ path: 'assets://raw/words.txt' })]);
        say(fs.openAssetsSync({ path: 'raw/words.txt', flag: fs.O_RDWR }));
        say(fs.openAssetsSync({ path: 'raw/other.txt' }));
        say(fs.openSync({ path: 'raw/words.txt' }));
        say(fs.readFileSync({ path: 'assets://../app.js' }));
      `),
    });
    expect(said(watch)).toEqual([
      '6',
      '"packed"',
      '{"size":6}',
      'nothing',
      '"packed"',
      '["words.txt"]',
      '[-9,-30]',
      '-30',
      '-2',
      '-2',
      'nothing',
    ]);
  },
);

observes(
  ['@zos/fs.openSync', '@zos/fs.writeFileSync', '@zos/fs.renameSync', '@zos/fs.mkdirSync'],
  'lead out of the own folder by no spelling',
  async ({ play }) => {
    const watch = await play({
      page: page(`
      fs.writeFileSync({ path: 'a', data: 'x' });
      for (const path of ['../a', 'a/../../b', 'data://../a', 'x\\\\y', 'a\\0b', 'file:///etc/passwd', '__proto__', 7, null, undefined, '']) {
        const flag = fs.O_RDWR | fs.O_CREAT;
        fs.writeFileSync({ path, data: 'x' });
        say([fs.openSync({ path, flag }) < 0, fs.mkdirSync({ path }) < 0, fs.renameSync({ oldPath: 'a', newPath: path }) < 0]);
      }
    `),
    });
    expect(new Set(said(watch))).toEqual(new Set(['[true,true,true]']));
    expect([...watch.files.keys()]).toEqual(['a']);
  },
);

observes(
  ['@zos/fs.writeSync', '@zos/fs.writeFileSync', '@zos/fs.mkdirSync'],
  'write what fits on a disk that is full, and say so',
  async ({ play }) => {
    const watch = await play(
      {
        page: page(`
        const fd = fs.openSync({ path: 'a', flag: fs.O_RDWR | fs.O_CREAT });
        say([fs.writeSync({ fd, buffer: take('123456') }), fs.writeSync({ fd, buffer: take('7890abc') }), fs.writeSync({ fd, buffer: take('d') })]);
        say(fs.writeSync({ fd, buffer: take('over'), options: { position: 0 } }));
        setTimeout(() => {
          fs.writeFileSync({ path: 'b', data: 'x' });
          say([fs.mkdirSync({ path: 'c' }), fs.openSync({ path: 'd', flag: fs.O_CREAT | fs.O_WRONLY }), fs.statSync({ path: 'b' }) === undefined]);
        }, 100);
      `),
      },
      { limits: { diskBytes: 10 } },
    );
    watch.disk.full = true;
    await watch.advance(200);
    expect(said(watch)).toEqual(['[6,4,-28]', '4', '[-28,-28,true]']);
    expect(textOf(watch.files.get('a'))).toBe('over567890');
    expect(watch.logs.some(({ realm, text }) => realm === 'runtime' && text.includes('wrote 0 of 1'))).toBe(
      true,
    );
  },
);

observes(
  ['@zos/fs.openSync', '@zos/fs.closeSync'],
  'open no more files at once than the watch allows, and none outlives its process',
  async ({ play }) => {
    const watch = await play(
      {
        page: page(`
        const flag = fs.O_RDWR | fs.O_CREAT;
        const fds = ['a', 'b', 'c'].map((path) => fs.openSync({ path, flag }));
        say(fds.map((fd) => fd > 0 ? 1 : fd));
        if (fs.statSync({ path: 'again' })) fs.closeSync(fds[0]);
        fs.writeFileSync({ path: 'again', data: '' });
      `),
      },
      { limits: { openFiles: 2 } },
    );
    watch.kill();
    watch.launch();
    expect(said(watch)).toEqual(['[1,1,-24]', '[1,1,-24]']);
  },
);

observes(
  ['@zos/fs.writeFileSync', '@zos/fs.readFileSync'],
  'keep files over kill and reboot, and lose them when the disk is cleared',
  async ({ play }) => {
    const watch = await play({
      page: page(`
      say(fs.readFileSync({ path: 'a', options: { encoding: 'utf8' } }));
      fs.writeFileSync({ path: 'a', data: 'kept' });
    `),
    });
    watch.kill();
    watch.reboot();
    watch.launch();
    watch.disk.clear();
    watch.launch();
    expect(said(watch)).toEqual(['nothing', '"kept"', 'nothing']);
  },
);

observes(
  ['@zos/fs.openSync', '@zos/fs.readFileSync', '@zos/fs.mkdirSync'],
  'let a service read at any time and write in the dark alone',
  async ({ play }) => {
    const watch = await play({
      permissions: ['device:os.alarm'],
      page: `build() {
        const alarm = __$$R$$__('@zos/alarm');
        __$$R$$__('@zos/fs').writeFileSync({ path: 'a', data: 'read' });
        for (const delay of [5, 15]) alarm.set({ url: 'service', delay });
      }`,
      service: `onInit() {
        const fs = __$$R$$__('@zos/fs');
        const made = fs.openSync({ path: 'made', flag: fs.O_CREAT | fs.O_WRONLY });
        console.log([fs.readFileSync({ path: 'a', options: { encoding: 'utf8' } }), made > 0 ? 'open' : made, fs.mkdirSync('b')].join(' '));
      }`,
    });
    await watch.advance(16_000);
    const lines = watch.logs.filter(({ realm, level }) => realm === 'service' && level === 'log');
    expect(lines.map(({ text }) => text)).toEqual(['read -13 -13', 'read open 0']);
  },
);
