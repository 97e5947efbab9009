import { afterEach, describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import type { Watch } from '../core/watch.js';
import { createWatch } from './create-watch.js';

let watch: Watch | undefined;

afterEach(() => watch?.close());

/** What a page says about `code`, and what the runtime says to it. */
async function said(device: string, code: string): Promise<string[]> {
  watch = await createWatch({
    package: tinyProgram({ page: `build() { const z = __$$R$$__; const say = console.log; ${code} }` }),
    device,
  });
  watch.launch();
  await watch.settled();
  return watch.logs.map(({ text }) => text);
}

describe('a member above the level of the watch', () => {
  test('is no method of its class, and the log names member, level and watch once', async () => {
    const code = `const { Vibrator } = z('@zos/sensor'); const one = new Vibrator();
      say('getType' in one, typeof one.getType, typeof one.getType, typeof one.start)`;
    expect(await said('bip_5_unity', code)).toEqual([
      '@zos/sensor.Vibrator.getType needs API level 3.6; Amazfit Bip 5 Unity has 3.0',
      'false undefined undefined function',
    ]);
  });

  test('is there on a watch of that level', async () => {
    const code = `const one = new (z('@zos/sensor').Vibrator)(); say('getType' in one, typeof one.getType)`;
    expect(await said('balance', code)).toEqual(['true function']);
  });

  test.each([
    ['a function', `typeof z('@zos/app').getPerformance`, '@zos/app.getPerformance needs API level 4.0'],
    ['a class', `typeof z('@zos/sensor').Buzzer`, '@zos/sensor.Buzzer needs API level 3.6'],
    [
      'a kind of widget',
      `typeof z('@zos/ui').widget.TIME_PICKER`,
      '@zos/ui.widget.TIME_PICKER needs API level 3.6',
    ],
    ['a constant', `typeof z('@zos/ui').sport_data.PACE`, '@zos/ui.sport_data.PACE needs API level 3.6'],
  ])('is undefined: %s', async (_kind, asked, told) => {
    expect(await said('bip_5_unity', `say(${asked})`)).toEqual([
      `${told}; Amazfit Bip 5 Unity has 3.0`,
      'undefined',
    ]);
  });

  test('is no method of a widget', async () => {
    const code = `const ui = z('@zos/ui'); const text = ui.createWidget(ui.widget.TEXT, {x: 0, y: 0, w: 9, h: 9});
      say('setLayoutParent' in text, text.setLayoutParent, typeof text.setProperty)`;
    expect(await said('balance', code)).toEqual([
      '@zos/ui.Widget.setLayoutParent needs API level 4.0; Amazfit Balance has 3.7',
      'false undefined function',
    ]);
  });
});

test('a module above the level of the watch is undefined, and the log says so', async () => {
  expect(await said('gtr_mini', `say(typeof z('@zos/alarm'))`)).toEqual([
    '@zos/alarm needs API level 3.0; Amazfit GTR Mini has 2.0',
    'undefined',
  ]);
});

test('what no watch has is undefined and reported as such', async () => {
  expect(await said('balance', `say(typeof z('@zos/app').fly)`)).toEqual([
    '@zos/app.fly does not exist on this watch',
    'undefined',
  ]);
});

test('a program that needs a later level is refused with a sentence', async () => {
  const manifest = { runtime: { apiVersion: { compatible: '4.0', target: '4.2', minVersion: '4.0' } } };
  const refusal = createWatch({ package: tinyProgram({ manifest }), device: 'balance' });
  await expect(refusal).rejects.toThrow(/API.*4\.0.*3\.7/);
});
