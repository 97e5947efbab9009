import { afterEach, expect, test } from '@jest/globals';
import { tinyProgram } from '../fixtures/tiny-program.js';
import { MOST_KEPT } from '../src/core/keeping.js';
import { createWatch, type Watch } from '../src/node/index.js';

let watch: Watch;
const MB = 1024 * 1024;
afterEach(() => watch.close());

async function open(body: string, side = '') {
  watch = await createWatch({
    package: tinyProgram({
      permissions: ['device:os.local_storage'],
      page: `build() { ${body} }`,
      side: `AppSideService({ onInit() { ${side} } })`,
    }),
  });
  watch.launch();
  await watch.settled();
}
const said = () => watch.logs.filter(({ level }) => level === 'log').map(({ text }) => text);

test('a program that fills its disk is stopped by its end', async () => {
  await open(`
    const { openSync, writeSync, O_CREAT, O_WRONLY } = __$$R$$__('@zos/fs');
    const far = (path, position) => writeSync({
      fd: openSync({ path, flag: O_CREAT | O_WRONLY }), buffer: new ArrayBuffer(1), options: { position },
    });
    console.log([far('a', ${100 * MB}), far('b', ${50 * MB}), far('c', 1e15), far('d', 10), far('e', -1)].join(' '));
  `);
  expect(watch.disk.used).toBeLessThanOrEqual(MOST_KEPT.fileBytes);
  expect(said()).toEqual(['1 -28 -28 1 -22']);
});

test('a program that fills its storage under many names is told that it is full', async () => {
  await open(`
    const { LocalStorage } = __$$R$$__('@zos/storage');
    const value = 'x'.repeat(1000000);
    let kept = 0;
    try { for (; kept < 100; kept += 1) new LocalStorage('s' + kept).setItem('a', value); } catch (fault) { console.log(fault.message); }
    console.log(String(kept));
    new LocalStorage('s0').clear();
    new LocalStorage('s1').setItem('b', value);
  `);
  expect(said()).toEqual(['storage is full', '31']);
}, 60_000);

test('settings and queued files have an end too', async () => {
  await open(
    '',
    `
    const value = 'x'.repeat(1000000);
    let kept = 0;
    try { for (; kept < 100; kept += 1) settings.settingsStorage.setItem('k' + kept, value); } catch (fault) { console.log(fault.message); }
    let failed = 0;
    for (let i = 0; i < 400; i += 1) transferFile.outbox.enqueueFile('data://none').on('change', ({ data }) => { failed += data.readyState === 'error' ? 1 : 0; });
    setTimeout(() => console.log(kept + ' ' + failed), 1000);
  `,
  );
  watch.phone.start();
  await watch.advance(2_000);
  expect(said()).toEqual(['the settings are full', '7 400']);
}, 60_000);
