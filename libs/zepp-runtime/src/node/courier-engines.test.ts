import { expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { createWatch } from './index.js';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array(3_000).fill(7)]);
const network = {
  fetch: async () => ({ status: 200, statusText: 'OK', headers: {}, body: '{"a":1}', bytes: PNG }),
};

async function linesIn(engine: 'v8' | 'quickjs', zab: Uint8Array) {
  const watch = await createWatch({
    package: zab,
    engine,
    language: 'de-DE',
    phone: { network },
    limits: { screenTimeoutMs: 600_000 },
  });
  watch.launch();
  for (const text of ['Long', 'Wrong', 'Call', 'Http', 'Send', 'Fetch']) {
    watch.tapText(text);
    await watch.advance(4_000);
  }
  watch.phone.type('Name', 'Ada');
  await watch.advance(1_000);
  const page = watch.phone.settingsPage();
  const lines = watch.logs.map(({ at, realm, level, text }) => `${at} ${realm} ${level} ${text}`);
  const seen = { lines, page, texts: watch.texts(), files: [...watch.files.keys()] };
  watch.close();
  return seen;
}

test('a program with texts, messages, files and settings runs the same in V8 and in QuickJS', async () => {
  const zab = await buildProgram('courier');
  const seen = await linesIn('v8', zab);
  expect(seen.lines.length).toBeGreaterThan(20);
  expect(seen.files).toEqual(['note.txt', 'download/small.png']);
  expect(await linesIn('quickjs', zab)).toEqual(seen);
}, 60_000);
