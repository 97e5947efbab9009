import { afterEach, describe, expect, test } from '@jest/globals';
import { type TinyProgram, tinyProgram } from '../fixtures/tiny-program.js';
import { createWatch, type NodeWatchOptions, type Watch } from '../src/node/index.js';

let watch: Watch;
const page = (body: string) => `build() {
  const TransferFile = __$$R$$__('@zos/ble/TransferFile');
  const transfer = new TransferFile();
  const inbox = transfer.getInbox();
  const outbox = transfer.getOutbox();
  const fs = __$$R$$__('@zos/fs');
  const follow = (file) => {
    file.on('change', ({ type, data, timestamp }) => console.log([type, data.readyState, file.readyState, timestamp > 0].join(' ')));
    file.on('progress', ({ type, data }) => console.log([type, data.loadedSize, data.fileSize].join(' ')));
    return file;
  };
  ${body}
}`;
const side = (body: string) => `AppSideService({ onInit() {
  const inbox = transferFile.getInbox();
  const outbox = transferFile.getOutbox();
  ${body}
}, onRun() {}, onDestroy() {} })`;
async function open(program: TinyProgram, options: Partial<NodeWatchOptions> = {}) {
  watch = await createWatch({
    package: tinyProgram(program),
    limits: { screenTimeoutMs: 600_000 },
    ...options,
  });
  watch.launch();
  await watch.settled();
}
const said = (realm = 'app') => watch.logs.filter((line) => line.realm === realm).map(({ text }) => text);
afterEach(() => watch.close());

describe('a file from the watch', () => {
  const assets = { 'assets/logo.png': 'x'.repeat(3_000) };

  test('goes through its states and tells how far it is', async () => {
    await open({
      files: assets,
      page: page(`
        const file = follow(outbox.enqueueFile('assets://logo.png', { test: 1 }));
        console.log([file.fileName, file.filePath, file.fileSize, file.readyState, typeof file.sessionId].join(' '));
      `),
      side: side(`
        console.log(JSON.stringify(sideService.launchReasons));
        const file = inbox.getNextFile();
        console.log([file.fileName, file.filePath, file.fileSize, file.readyState, file.params.test].join(' '));
        console.log(inbox.getNextFile());
      `),
    });
    await watch.advance(2_000);
    expect(said()).toEqual([
      'logo.png assets://logo.png 3000 pending number',
      'readyStateChanged transferring transferring true',
      'progress 2048 3000',
      'progress 3000 3000',
      'readyStateChanged transferred transferred true',
    ]);
    expect(said('side')).toEqual([
      '{"fileTransfer":true}',
      'logo.png data://download/logo.png 3000 transferred 1',
      'undefined',
    ]);
  });

  test('that is not there is an error, and does not hold up the next', async () => {
    await open({
      files: assets,
      page: page(`follow(outbox.enqueueFile('none.txt')); follow(outbox.enqueueFile('assets://logo.png'));`),
      side: side(''),
    });
    await watch.advance(2_000);
    expect(said()[0]).toBe('readyStateChanged error error true');
    expect(said().at(-1)).toBe('readyStateChanged transferred transferred true');
  });

  test('is canceled by its sender at both ends', async () => {
    await open({
      files: assets,
      page: page(
        `setTimeout(() => { const file = follow(outbox.enqueueFile('assets://logo.png')); setTimeout(() => file.cancel(), 100); }, 100);`,
      ),
      side: side(`inbox.on('NEWFILE', () => {
        inbox.getNextFile().on('change', ({ data }) => console.log(data.readyState));
      });`),
    });
    watch.phone.start();
    await watch.advance(2_000);
    expect(said()).toEqual([
      'readyStateChanged transferring transferring true',
      'readyStateChanged canceled canceled true',
    ]);
    expect(said('side')).toEqual(['canceled']);
    expect(watch.phone.files.size).toBe(0);
  });

  test('waits for the link, and one after the other', async () => {
    await open({
      files: assets,
      page: page(
        `setTimeout(() => { for (const n of [1, 2]) outbox.enqueueFile('assets://logo.png').on('change', ({ data }) => console.log(n + ' ' + data.readyState)); }, 100);`,
      ),
      side: side(''),
    });
    watch.link.drop();
    await watch.advance(5_000);
    expect(said()).toEqual([]);
    watch.link.restore();
    await watch.advance(5_000);
    expect(said()).toEqual(['1 transferring', '1 transferred', '2 transferring', '2 transferred']);
  });
});

describe('a file from the phone', () => {
  const sends = side(`
    settings.settingsStorage.addListener('change', () => {
      outbox.enqueueFile('data://download/a.bin', { n: 7 }).on('change', ({ data }) => console.log(data.readyState));
    });
    network.downloader.downloadFile({ url: 'https://example.test/a.bin', timeout: 1000, filePath: 'data://download/a.bin' });
  `);
  const body = 'z'.repeat(5_000);
  const network = { fetch: async () => ({ status: 200, statusText: 'OK', headers: {}, body }) };

  async function sent(page: string) {
    await open({ page, side: sends }, { phone: { network } });
    watch.phone.start();
    await watch.advance(100);
    watch.phone.settings.set('go', '1');
  }

  test('is announced, followed and lies among the program’s files', async () => {
    await sent(
      page(`
        inbox.on('NEWFILE', () => {
          const file = inbox.getNextFile();
          console.log('new ' + file.readyState + ' ' + file.params.n);
          file.on('progress', ({ data }) => console.log(String(data.loadedSize)));
        });
        inbox.on('FILE', () => console.log('whole ' + fs.statSync({ path: 'download/a.bin' }).size));
      `),
    );
    await watch.advance(5_000);
    expect(said()).toEqual(['new transferring 7', '2048', '4096', '5000', 'whole 5000']);
    expect(said('side')).toEqual(['transferring', 'transferred']);
    expect(watch.files.get('download/a.bin')).toHaveLength(5_000);
  });

  test('that arrives while the program is closed waits in the inbox', async () => {
    await sent(
      page(
        `const file = inbox.getNextFile(); console.log(file ? file.readyState + ' ' + file.filePath : 'none');`,
      ),
    );
    watch.kill();
    await watch.advance(5_000);
    watch.launch();
    expect(said()).toEqual(['none', 'transferred data://download/a.bin']);
  });

  test('is an error when the side service is killed on the way', async () => {
    await sent(page(`inbox.on('NEWFILE', () => follow(inbox.getNextFile()));`));
    await watch.advance(300);
    watch.phone.kill();
    await watch.advance(5_000);
    expect(said().at(-1)).toBe('readyStateChanged error error true');
    expect(watch.files.has('download/a.bin')).toBe(false);
  });

  test('is lost after too many losses of one piece', async () => {
    await sent(page(`inbox.on('NEWFILE', () => follow(inbox.getNextFile()));`));
    watch.link.loss = 1;
    await watch.advance(20_000);
    expect(said('side').at(-1)).toBe('error');
  });
});

test('watches below API level 3.0 have no files over the link', async () => {
  await open(
    { page: `build() { console.log(typeof __$$R$$__('@zos/ble/TransferFile')); }`, side: side('') },
    { device: 'Bip 5' },
  );
  expect(said()).toContain('undefined');
});
