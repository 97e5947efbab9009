import { afterEach, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch } from '../node/index.js';
import type { Watch } from './watch.js';

let watch: Watch | undefined;

afterEach(() => watch?.close());

const PAGE = `build() {
  const z = __$$R$$__;
  z('@zos/display').setPageBrightTime({ brightTime: 600000 });
  const place = new (z('@zos/sensor').Geolocation)();
  place.start();
  const tell = () => console.log([place.getStatus(), z('@zos/settings').getTimeFormat(), z('@zos/settings').getLanguage()].join(' '));
  new (z('@zos/sensor').Battery)().onChange(tell);
  const permissions = ['device:os.bg_service'];
  setTimeout(() => z('@zos/app').requestPermission({ permissions, callback: (answer) => console.log('answer ' + answer) }), 2000);
}`;

async function lines(events: unknown[]): Promise<string[]> {
  watch = await createWatch({ package: tinyProgram({ page: PAGE }), scenario: { events } });
  watch.launch();
  await watch.advance(60_000);
  return watch.logs.map(({ text }) => text);
}

test('a scenario sets readings of every kind, preferences and language', async () => {
  const events = [
    { at: '1s', sense: { 'geolocation.satellites': true, 'geolocation.latitude': 48.2 } },
    { at: '1s', preferences: { timeFormat: 0 }, language: 'de-DE', permissions: 'wait' },
    { at: '20s', battery: 70 },
    { at: '30s', permissions: 'no' },
  ];
  expect(await lines(events)).toEqual(['A 0 7', 'answer 0']);
});

test('a reading of another kind, or a preference that is none, is told with its place', async () => {
  const refused = (event: Record<string, unknown>) => lines([{ at: 0, ...event }]);
  await expect(refused({ sense: { 'geolocation.satellites': 3 } })).rejects.toThrow(
    /satellites.*needs a boolean/,
  );
  await expect(refused({ sense: { 'weather.days': 3 } })).rejects.toThrow(/days.*needs a list/);
  await expect(refused({ preferences: { colour: 1 } })).rejects.toThrow(/colour.*no such preference/);
});
