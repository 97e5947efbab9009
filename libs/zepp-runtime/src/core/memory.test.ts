import { describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch, noNetwork } from '../node/index.js';

const START = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;
const PAGE = `build() {
  const { LocalStorage } = __$$R$$__('@zos/storage');
  const { writeFileSync } = __$$R$$__('@zos/fs');
  const alarm = __$$R$$__('@zos/alarm');
  const kept = new LocalStorage();
  console.log('visits', kept.getItem('visits', 0));
  console.log('alarms', JSON.stringify(alarm.getAllAlarms()));
  if (kept.getItem('visits', 0) > 0) return;
  kept.setItem('visits', 1);
  writeFileSync({ path: 'note.txt', data: 'hello', options: { encoding: 'utf8' } });
  alarm.set({ url: 'service', delay: 60, param: 'soon' });
  alarm.set({ url: 'service', delay: 7200, param: 'later' });
  alarm.set({ url: 'service', delay: 60, param: 'hourly', repeat_type: alarm.REPEAT_HOUR });
}`;
const program = tinyProgram({
  page: PAGE,
  service: 'onInit(param) { console.log("rang " + param); }',
  permissions: ['device:os.alarm', 'device:os.local_storage'],
});

const watchAt = (startAt: number) =>
  createWatch({ package: program, startAt, phone: { network: noNetwork, timers: 'watch' } });

describe('memory', () => {
  test('lets another watch go on where one was laid down', async () => {
    const first = await watchAt(START);
    first.launch();
    first.phone.settings.set('name', 'Ada');
    first.system.permissions.grant('device:os.bg_service');
    await first.advance(1_000);
    const kept = JSON.parse(JSON.stringify(first.system.memory.take()));
    first.close();

    const second = await watchAt(START + HOUR);
    second.system.memory.giveBack(kept);
    second.launch();
    await second.advance(0);
    const said = () => second.logs.map(({ text }) => text);
    expect(said()).toEqual(expect.arrayContaining(['visits 1', 'alarms [2,3]']));
    expect(said()).toContain('alarm 1 was due while nothing ran; it did not ring');
    expect(second.phone.settings.get('name')).toBe('Ada');
    expect(second.system.permissions.granted).toEqual(['device:os.bg_service']);
    expect([...second.files.keys()]).toEqual([...first.files.keys()]);
    await second.advance(2 * HOUR);
    expect(said().filter((text) => text.startsWith('rang'))).toEqual([
      'rang hourly',
      'rang later',
      'rang hourly',
    ]);
    second.close();
  });
});
