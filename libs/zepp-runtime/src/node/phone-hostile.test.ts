import { expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch } from './index.js';

const open = (program: Parameters<typeof tinyProgram>[0]) =>
  createWatch({ package: tinyProgram(program), engine: 'quickjs', phone: { startMs: 0 } });

test.each([
  ['loops for ever', 'for (;;);'],
  ['asks for all memory', 'const all = []; for (;;) all.push(new Array(100000).fill(all.length));'],
  ['calls itself for ever', 'const again = () => again() + 1; again();'],
])(
  'a settings page and a side service that %s end alone',
  async (_what, body) => {
    const watch = await open({
      page: `build() { console.log('built'); }`,
      settings: `AppSettingsPage({ build() { ${body} } })`,
      side: `AppSideService({ onInit() { ${body} } })`,
    });
    expect(watch.phone.settingsPage()).toBeUndefined();
    watch.phone.start();
    await watch.advance(1_000);
    watch.launch();
    await watch.advance(1_000);
    expect(watch.logs.some(({ text }) => text === 'built')).toBe(true);
    expect(
      watch.logs.filter(({ realm, level }) => realm === 'settings' && level === 'error').length,
    ).toBeGreaterThan(0);
    expect(
      watch.logs.filter(({ realm, level }) => realm === 'side' && level === 'error').length,
    ).toBeGreaterThan(0);
    watch.close();
  },
  60_000,
);

test('a settings page of endless parts is cut', async () => {
  const watch = await open({
    settings: `AppSettingsPage({ build() {
      let deep = Text({}, 'deep');
      for (let i = 0; i < 300; i += 1) deep = View({}, [deep]);
      return View({}, [deep, ...new Array(20000).fill(0).map((_, i) => Text({}, 'n' + i))]);
    } })`,
  });
  const tree = watch.phone.settingsPage();
  const count = (part: typeof tree): number =>
    1 +
    (part?.children ?? []).reduce((sum, child) => sum + (typeof child === 'string' ? 0 : count(child)), 0);
  expect(count(tree)).toBeLessThanOrEqual(5_000);
  watch.close();
}, 60_000);
