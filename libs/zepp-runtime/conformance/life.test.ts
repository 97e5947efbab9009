import { describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../fixtures/tiny-program.js';
import { zoneRules } from '../src/core/zone.js';
import { createWatch } from '../src/node/index.js';
import { observes } from './observes.js';

const START = Date.UTC(2026, 0, 5, 12);
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const words = (watch: { logs: readonly { level: string; text: string }[] }) =>
  watch.logs.filter(({ level }) => level === 'log').map(({ text }) => text);

describe('the watch’s clock', () => {
  observes(
    '@zos/sensor.Time.getTime',
    'may be set: Date and Time follow, durations do not notice',
    async ({ play }) => {
      const page = `build() {
      setTimeout(() => console.log('after ' + new Date(Date.now()).toISOString() + ' ' + (new (__$$R$$__('@zos/sensor').Time)().getTime() === Date.now())), 5000);
    }`;
      const watch = await play({ page }, { startAt: START });
      await watch.advance(2 * SECOND);
      watch.clock.set(START + 24 * HOUR);
      await watch.advance(3 * SECOND);
      expect(words(watch)).toEqual(['after 2026-01-06T12:00:03.000Z true']);
      expect([watch.now(), watch.clock.now]).toEqual([START + 5 * SECOND, START + 24 * HOUR + 3 * SECOND]);
    },
  );

  observes('@zos/sensor.Time.getHours', 'changes its zone under a running program', async ({ play }) => {
    const page = `build() {
      const time = new (__$$R$$__('@zos/sensor').Time)();
      setInterval(() => console.log(time.getHours() + ' ' + new Date().getHours()), 1000);
    }`;
    const watch = await play({ page }, { startAt: START, zone: zoneRules('Europe/Berlin', START) });
    await watch.advance(SECOND);
    watch.clock.setZone(zoneRules('America/New_York', START));
    await watch.advance(SECOND);
    expect(words(watch)).toEqual(['13 13', '7 7']);
    expect(watch.clock.zone.name).toBe('America/New_York');
  });

  observes(
    '@zos/sensor.Time.onPerMinute',
    'tells full minutes of the clock that was set',
    async ({ play }) => {
      const page = `build() { new (__$$R$$__('@zos/sensor').Time)().onPerMinute(() => console.log(new Date().getSeconds())); }`;
      const watch = await play({ page }, { startAt: START });
      watch.clock.set(START + 50 * SECOND);
      await watch.advance(9 * SECOND);
      expect(words(watch)).toEqual([]);
      await watch.advance(SECOND);
      expect(words(watch)).toEqual(['0']);
    },
  );
});

describe('an ending', () => {
  const KEEPING = `build() {
    const { LocalStorage } = __$$R$$__('@zos/storage');
    const storage = new LocalStorage();
    console.log('found ' + storage.getItem('n', 0));
    storage.setItem('n', 1);
    __$$R$$__('@zos/fs').writeFileSync({path: 'note', data: 'x'});
    __$$R$$__('@zos/alarm').set({url: 'page', delay: 3600, store: true});
    __$$R$$__('@zos/notification').notify({title: 't', content: 'c', actions: []});
  }`;
  const permissions = ['device:os.local_storage', 'device:os.alarm', 'device:os.notification'];

  observes('@zos/storage.LocalStorage.getItem', 'a reboot keeps what is stored', async ({ play }) => {
    const watch = await play({ page: KEEPING, permissions });
    watch.reboot();
    expect([watch.running, watch.screenOn]).toEqual([false, false]);
    watch.launch();
    expect(words(watch)).toEqual(['found 0', 'found 1']);
    expect([watch.files.size, watch.alarms().length]).toEqual([1, 2]);
  });

  observes(
    '@zos/storage.LocalStorage.getItem',
    'uninstalling removes everything, and the next launch is the first',
    async ({ play }) => {
      const watch = await play({ page: KEEPING, permissions, settings: 'AppSettingsPage({build() {}})' });
      watch.phone.settings.set('key', 'value');
      watch.uninstall();
      expect([watch.running, watch.files.size, watch.alarms(), watch.notifications()]).toEqual([
        false,
        0,
        [],
        [],
      ]);
      expect([watch.phone.running, watch.phone.settings.get('key')]).toEqual([false, undefined]);
      await watch.advance(2 * HOUR);
      expect(watch.running).toBe(false);
      watch.launch();
      expect(words(watch)).toEqual(['found 0', 'found 0']);
    },
  );

  observes(
    '@zos/storage.LocalStorage.setItem',
    'low memory ends the program unheard, and nothing brings it back',
    async ({ play }) => {
      const page = `build() { __$$R$$__('@zos/display').setWakeUpRelaunch(true); new (__$$R$$__('@zos/storage').LocalStorage)().setItem('n', 7) },
      onDestroy() { console.log('destroyed') }`;
      const watch = await play({ page, permissions });
      watch.lowMemory();
      watch.wake();
      expect([watch.running, words(watch), watch.storage.get('n')]).toEqual([false, [], 7]);
    },
  );
});

test('a program that is open while the watch closes leaves nothing that runs', async () => {
  const watch = await createWatch({
    package: tinyProgram({ page: `build() { setInterval(() => console.log('tick'), 100) }` }),
  });
  watch.launch();
  await watch.advance(SECOND);
  const before = watch.logs.length;
  watch.close();
  await watch.advance(MINUTE);
  expect(watch.logs.length).toBe(before);
});
