import { describe, expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PERMISSION = 'device:os.bg_service';
const permissions = [PERMISSION, 'device:os.alarm', 'device:os.notification'];

const said = (watch: Watch) => watch.logs.filter(({ level }) => level === 'log').map(({ text }) => text);

/** A page whose buttons do `calls`, one each, and say what they answered. */
const page = (calls: Record<string, string>) => `build() {
  const service = __$$R$$__('@zos/app-service');
  const { createWidget, widget } = __$$R$$__('@zos/ui');
  const done = (name) => (info) => console.log(name + ' ' + info.file + ' ' + info.result);
  const calls = {${Object.entries(calls)
    .map(([name, call]) => `${name}: () => ${call}`)
    .join(',')}};
  Object.keys(calls).forEach((name, i) => createWidget(widget.BUTTON, {x: 100, y: 50 + 60 * i, w: 200, h: 50, text: name,
    click_func: () => console.log(name + ' = ' + JSON.stringify(calls[name]()))}));
}`;

const SERVICE = `onInit(p) { console.log('init ' + p) }, onEvent(p) { console.log('event ' + p) },
  onDestroy() { console.log('destroyed') }`;
const start = (more = '') =>
  `service.start({file: 'service', param: 'a', complete_func: done('started'), ${more}})`;
const two = {
  'app-service': { services: ['service', 'other'] },
};
const OTHER = `(()=>{const g=__$$hmAppManager$$__.currentApp.current.__globals__.__$$G$$__;with(g){
  __$$module$$__.module = AppService({onInit() { console.log('other init') }, onDestroy() { console.log('other destroyed') }})}})()`;

describe('a continuous service', () => {
  observes(
    ['@zos/app-service.start', '@zos/app-service.getAllAppServices', '@zos/app-service.stop'],
    'starts, hears later starts as events, outlives its program, and is stopped in order',
    async ({ play }) => {
      const calls = {
        Start: start(),
        All: 'service.getAllAppServices()',
        Stop: `service.stop({file: 'service', complete_func: done('stopped')})`,
      };
      const watch = await play({ page: page(calls), service: SERVICE, permissions });
      watch.grant(PERMISSION);
      for (const name of ['All', 'Start', 'Start', 'All']) watch.tapText(name);
      watch.press('back');
      await watch.advance(MINUTE);
      expect([watch.running, watch.services]).toEqual([false, ['service']]);
      watch.launch();
      for (const name of ['Stop', 'Stop', 'All']) watch.tapText(name);
      expect(said(watch)).toEqual([
        'All = []',
        'Start = 0',
        'init a',
        'started service true',
        'Start = 0',
        'event a',
        'started service true',
        'All = ["service"]',
        'Stop = 0',
        'destroyed',
        'stopped service true',
        'Stop = 2',
        'stopped service false',
        'All = []',
      ]);
    },
  );

  observes(
    '@zos/app-service.start',
    'answers why not: parameter, permission, what the watch lacks, not from a service',
    async ({ play }) => {
      const calls = { Start: start(), Wrong: `service.start({file: 'nowhere', complete_func: done('x')})` };
      const answers = async (given: string[], granted: boolean, next?: 2 | 4 | 5 | 6) => {
        const watch = await play({ page: page(calls), service: SERVICE, permissions: given });
        if (granted) watch.grant(PERMISSION);
        if (next !== undefined) watch.background.refuseNext(next);
        watch.tapText('Start');
        return said(watch)[0];
      };
      expect(await answers([], true)).toBe('Start = 3');
      expect(await answers(permissions, false)).toBe('Start = 3');
      for (const code of [2, 4, 5, 6] as const)
        expect(await answers(permissions, true, code)).toBe(`Start = ${code}`);
      const watch = await play({
        page: page(calls),
        service: `onInit() { console.log('inner ' + __$$R$$__('@zos/app-service').start({file: 'service'})) }`,
        permissions,
      });
      watch.grant(PERMISSION);
      watch.tapText('Wrong');
      watch.tapText('Start');
      expect(said(watch)).toEqual(['Wrong = 1', 'Start = 0', 'inner 255', 'started service true']);
    },
  );

  observes(
    '@zos/app-service.start',
    'is the only one on the watch: the wearer is asked who may run',
    async ({ play }) => {
      const open = async () => {
        const watch = await play({ page: page({ Start: start() }), service: SERVICE, permissions });
        watch.grant(PERMISSION);
        watch.background.occupy('Tracker');
        watch.tapText('Start');
        expect(watch.background.question).toEqual({ asks: 'service', holder: 'Tracker' });
        return watch;
      };
      const refused = await open();
      refused.background.choose('holding');
      expect(said(refused)).toEqual(['Start = 0', 'started service false']);
      const chosen = await open();
      expect(chosen.texts().slice(-3)).toEqual([
        'Only one may run in the background. Which?',
        'Tiny',
        'Tracker',
      ]);
      chosen.tapText('Tiny');
      expect(said(chosen)).toEqual(['Start = 0', 'init a', 'started service true']);
      chosen.background.occupy('Tracker');
      expect(chosen.services).toEqual([]);
    },
  );

  observes(
    '@zos/app-service.start',
    'two services of one program are a conflict too; a watch may refuse at once',
    async ({ play }) => {
      const calls = {
        Start: start(),
        Other: `service.start({file: 'other', complete_func: done('started')})`,
      };
      const program = {
        page: page(calls),
        service: SERVICE,
        permissions,
        files: { 'other.js': OTHER },
        manifest: { module: two },
      };
      const watch = await play(program, { limits: { serviceConflict: 'refuse' } });
      watch.grant(PERMISSION);
      watch.tapText('Start');
      watch.tapText('Other');
      expect(said(watch).at(-1)).toBe('Other = 7');
      const asked = await play(program);
      asked.grant(PERMISSION);
      asked.tapText('Start');
      asked.tapText('Other');
      asked.background.choose('asking');
      expect(said(asked).slice(-4)).toEqual(['Other = 0', 'destroyed', 'other init', 'started other true']);
    },
  );

  observes('@zos/app-service.exit', 'ends the service from within, and the page stays', async ({ play }) => {
    const service = `onInit() { __$$R$$__('@zos/app-service').exit(); console.log('still here') },
      onDestroy() { console.log('destroyed') }`;
    const watch = await play({ page: page({ Start: start() }), service, permissions });
    watch.grant(PERMISSION);
    watch.tapText('Start');
    expect(said(watch)).toEqual(['Start = 0', 'still here', 'started service true', 'destroyed']);
    expect([watch.running, watch.services]).toEqual([true, []]);
  });

  observes(
    '@zos/app-service.start',
    'comes back after a restart and around power saving, unless it asked not to from 4.0 on',
    async ({ play }) => {
      const after = async (device: string, more: string, change: (watch: Watch) => void) => {
        const watch = await play(
          { page: page({ Start: start(more) }), service: SERVICE, permissions },
          { device },
        );
        watch.grant(PERMISSION);
        watch.tapText('Start');
        change(watch);
        return watch.services;
      };
      const reboot = (watch: Watch) => watch.reboot();
      expect(await after('Active Max', '', reboot)).toEqual(['service']);
      expect(await after('Active Max', 'reload: false', reboot)).toEqual([]);
      expect(await after('Amazfit Balance', 'reload: false', reboot)).toEqual(['service']);
      const save = (watch: Watch) => {
        watch.mode.powerSaving = true;
      };
      expect(await after('Active Max', 'reload: false', save)).toEqual([]);
      expect(await after('Active Max', '', save)).toEqual(['service']);
      const speak = (watch: Watch) => {
        watch.language = 'de-DE';
      };
      expect(await after('Active Max', 'reload: false', speak)).toEqual([]);
      expect(await after('Active Max', '', speak)).toEqual(['service']);
      expect(await after('Active Max', '', (watch) => watch.lowMemory())).toEqual([]);
      expect(await after('Active Max', '', (watch) => watch.uninstall())).toEqual([]);
    },
  );

  observes(
    '@zos/sensor.Time.onPerMinute',
    'is told of every minute, with the screen dark',
    async ({ play }) => {
      const service = `onInit() {
      const time = new (__$$R$$__('@zos/sensor').Time)();
      time.onPerMinute(() => console.log('minute ' + time.getMinutes()));
    }`;
      const watch = await play({ page: page({ Start: start() }), service, permissions });
      watch.grant(PERMISSION);
      watch.tapText('Start');
      watch.kill();
      watch.screenOff();
      await watch.advance(3 * MINUTE);
      expect(said(watch).slice(-3)).toEqual(['minute 1', 'minute 2', 'minute 3']);
    },
  );
});

describe('the system', () => {
  observes(
    '@zos/app-service.start',
    'may end a continuous service unheard, and it can be started again',
    async ({ play }) => {
      const watch = await play({ page: page({ Start: start() }), service: SERVICE, permissions });
      watch.grant(PERMISSION);
      watch.tapText('Start');
      watch.background.end();
      expect([watch.services, said(watch).at(-1)]).toEqual([[], 'started service true']);
      watch.tapText('Start');
      expect(watch.services).toEqual(['service']);
    },
  );
});

describe('a service', () => {
  const alarmed = (service: string) => ({
    page: `build() { __$$R$$__('@zos/alarm').set({url: 'service', delay: 60, param: 'x'}) }`,
    service,
    permissions,
  });

  observes('@zos/alarm.set', 'a single run is cut off, unheard, after 600 ms', async ({ play }) => {
    const watch = await play(alarmed(SERVICE));
    watch.kill();
    await watch.advance(MINUTE + 599);
    expect(watch.services).toEqual(['service']);
    await watch.advance(1);
    expect([watch.services, said(watch)]).toEqual([[], ['init x']]);
  });

  observes('@zos/alarm.set', 'has timers that never fire', async ({ play }) => {
    const watch = await play(
      alarmed(`onInit() {
        setTimeout(() => console.log('late'), 10);
        setInterval(() => console.log('often'), 10);
        __$$R$$__('@zos/timer').setTimeout(() => console.log('late too'), 10);
        console.log(typeof setTimeout);
      }`),
    );
    await watch.advance(DAY);
    expect(said(watch)).toEqual(['function']);
  });

  observes(
    [
      '@zos/ui.createWidget',
      '@zos/interaction.showToast',
      '@zos/display.setBrightness',
      '@zos/display.getBrightness',
      '@zos/router.push',
      '@zos/sensor.Accelerometer.start',
      '@zos/app.queryPermission',
      '@zos/page.scrollTo',
      '@zos/device.getDeviceInfo',
    ],
    'may read, but not draw, ask for fingers, change the display or run power-hungry sensors',
    async ({ play }) => {
      const tries = {
        ui: `__$$R$$__('@zos/ui').createWidget('TEXT', {})`,
        toast: `__$$R$$__('@zos/interaction').showToast({content: 'hi'})`,
        bright: `__$$R$$__('@zos/display').setBrightness(5)`,
        read: `__$$R$$__('@zos/display').getBrightness()`,
        push: `__$$R$$__('@zos/router').push({url: 'page'})`,
        accelerometer: `new (__$$R$$__('@zos/sensor').Accelerometer)().start()`,
        ask: `__$$R$$__('@zos/app').queryPermission({permissions: ['x']})`,
        scroll: `__$$R$$__('@zos/page').scrollTo({y: 0})`,
        device: `__$$R$$__('@zos/device').getDeviceInfo()`,
      };
      const service = `onInit() { ${Object.entries(tries)
        .map(
          ([name, run]) =>
            `try { ${run}; console.log('${name} goes') } catch (e) { console.log('${name} ' + e.name) }`,
        )
        .join('\n')} }`;
      const watch = await play({
        ...alarmed(service),
        permissions: [...permissions, 'device:os.accelerometer', 'data:os.device.info'],
      });
      await watch.advance(2 * MINUTE);
      expect(said(watch).filter((text) => text.endsWith(' goes'))).toEqual(['read goes', 'device goes']);
      expect(said(watch).filter((text) => text.endsWith(' NotAllowed'))).toHaveLength(7);
    },
  );

  observes(
    '@zos/alarm.set',
    'finds an app of its own, created for it, where it asks for one',
    async ({ play }) => {
      const service = `data: getApp()._options.globalData,
      onInit(p) { console.log('init ' + p + ' ' + this.data.made); this.data.made = 'again' }`;
      const app = `globalData: {}, onCreate(p) {
      this.globalData.made = 'by onCreate ' + p;
      setTimeout(() => console.log('a timer of app.js'), 10);
    }`;
      const watch = await play({ ...alarmed(service), app });
      await watch.advance(5_000);
      const before = said(watch).length;
      watch.screenOff();
      await watch.advance(2 * MINUTE);
      expect(said(watch).slice(before)).toEqual(['init x by onCreate x']);
    },
  );

  observes('@zos/fs.writeFileSync', 'writes files only while the screen is dark', async ({ play }) => {
    const service = `onInit() {
      try { __$$R$$__('@zos/fs').writeFileSync({path: 'note', data: 'x'}) } catch { console.log('barred') }
    }`;
    const lit = await play(alarmed(service), { limits: { screenTimeoutMs: 100_000 } });
    await lit.advance(MINUTE);
    expect(lit.files.size).toBe(0);
    const dark = await play(alarmed(service));
    await dark.advance(MINUTE);
    expect([...dark.files.keys()]).toEqual(['note']);
  });
});

describe('a system timer', () => {
  observes(
    ['@zos/timer.createSysTimer', '@zos/timer.stopTimer'],
    'fires in a service with the screen dark, once or periodically, with its own argument, until it is stopped',
    async ({ play }) => {
      const service = `onInit() {
        const { createSysTimer, stopTimer } = __$$R$$__('@zos/timer');
        const state = {count: 0};
        const often = createSysTimer(true, 10000, (s) => {
          s.count += 1;
          console.log('tick ' + (s === state) + ' ' + s.count);
          if (s.count === 3) stopTimer(often);
        }, state);
        createSysTimer(false, 0, (arg) => console.log('at once ' + arg), 'word');
      }`;
      const watch = await play(
        { page: page({ Start: start() }), service, permissions },
        { device: 'Active Max' },
      );
      watch.grant(PERMISSION);
      watch.tapText('Start');
      watch.kill();
      watch.screenOff();
      await watch.advance(5 * MINUTE);
      const ticks = watch.logs.filter(({ realm }) => realm === 'service').map(({ text }) => text);
      expect(ticks).toEqual(['at once word', 'tick true 1', 'tick true 2', 'tick true 3']);
    },
  );

  observes(
    '@zos/timer.stopTimer',
    'is not there below API level 4.0, where setTimeout is',
    async ({ play, used }) => {
      const body = `build() { const timer = __$$R$$__('@zos/timer'); console.log(typeof timer.stopTimer + ' ' + typeof timer.setTimeout) }`;
      expect(said(await play({ page: body }, { device: 'Amazfit Balance' }))).toEqual(['undefined function']);
      expect(said(await play({ page: body }, { device: 'T-Rex 3' }))).toEqual(['function function']);
      expect([...used]).toContain('@zos/timer.stopTimer');
    },
  );

  observes('@zos/timer.createSysTimer', 'ends with the page that made it', async ({ play }) => {
    const body = `build() { __$$R$$__('@zos/timer').createSysTimer(true, 1000, () => console.log('tick')) }`;
    const watch = await play({ page: body }, { device: 'Active Max' });
    await watch.advance(2 * SECOND);
    watch.press('back');
    await watch.advance(MINUTE);
    expect(said(watch)).toEqual(['tick', 'tick']);
  });
});
