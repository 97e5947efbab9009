import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const permissions = ['device:os.notification', 'device:os.bg_service'];
const said = (watch: Watch) => watch.logs.filter(({ level }) => level === 'log').map(({ text }) => text);

const notifying = (option: string) => `build() {
  console.log('id ' + __$$R$$__('@zos/notification').notify(${option}));
}`;

observes(
  '@zos/notification.notify',
  'puts title, content and buttons on the watch’s list',
  async ({ play }) => {
    const page = notifying(`{title: 'Tea', content: 'is ready', actions: [{text: 'Open', file: 'page'}]}`);
    const watch = await play({ page, permissions });
    expect(said(watch)).toEqual(['id 1']);
    expect(watch.notifications()).toMatchObject([
      { id: 1, title: 'Tea', content: 'is ready', actions: [{ text: 'Open', file: 'page', param: '' }] },
    ]);
    const empty = await play({ page: notifying('{}'), permissions });
    expect(said(empty)).toEqual(['id 0']);
  },
);

observes(
  '@zos/notification.notify',
  'a button opens its page with the parameter and takes the notification away',
  async ({ play }) => {
    const watch = await play({
      page: notifying(
        `{title: 't', content: 'c', actions: [{text: 'A', file: 'page'}, {text: 'B', file: 'pages/next', param: 'p'}]}`,
      ),
      pages: { 'pages/next': `onInit(p) { console.log('next ' + p) }` },
      permissions,
    });
    watch.kill();
    watch.screenOff();
    watch.answerNotification(1, 1);
    expect([watch.pages, watch.screenOn, watch.notifications()]).toEqual([['pages/next'], true, []]);
    expect(said(watch).at(-1)).toBe('next p');
  },
);

observes(
  '@zos/notification.notify',
  'a button runs its service once, or tells the one that runs',
  async ({ play }) => {
    const page = `build() {
    const { notify } = __$$R$$__('@zos/notification');
    for (const n of [1, 2]) notify({title: 't', content: 'c', actions: [{text: 'A', file: 'service', param: 'p' + n}]});
    const { createWidget, widget } = __$$R$$__('@zos/ui');
    const { start } = __$$R$$__('@zos/app-service');
    createWidget(widget.BUTTON, {x: 100, y: 100, w: 200, h: 60, text: 'Start', click_func: () => start({file: 'service'})});
  }`;
    const service = `onInit(p) { console.log('init ' + p) }, onEvent(p) { console.log('event ' + p) }`;
    const watch = await play({ page, service, permissions });
    watch.grant('device:os.bg_service');
    watch.answerNotification(1, 0);
    expect(watch.services).toEqual(['service']);
    await watch.advance(1_000);
    expect(watch.services).toEqual([]);
    watch.tapText('Start');
    watch.answerNotification(2, 0);
    expect(said(watch)).toEqual(['init p1', 'init ', 'event p2']);
  },
);

observes(
  ['@zos/notification.cancel', '@zos/notification.getAllNotifications'],
  'take one or several from the list',
  async ({ play }) => {
    const page = `build() {
      const { notify, cancel, getAllNotifications } = __$$R$$__('@zos/notification');
      const ids = [1, 2, 3, 4].map((n) => notify({title: 'n' + n, content: '', actions: []}));
      console.log(getAllNotifications().length);
      cancel(ids[0]);
      cancel([ids[1], ids[2]]);
      console.log(JSON.stringify(getAllNotifications()) === JSON.stringify([ids[3]]));
    }`;
    const watch = await play({ page, permissions });
    expect(said(watch)).toEqual(['4', 'true']);
    expect(watch.notifications().map(({ title }) => title)).toEqual(['n4']);
    watch.reboot();
    expect(watch.notifications()).toEqual([]);
  },
);

observes(
  '@zos/notification.notify',
  'is felt, each kind in its own way, and not in do-not-disturb',
  async ({ play }) => {
    const motor = async (vibrate: string, before: (watch: Watch) => void = () => undefined) => {
      const page = `build() { setTimeout(() => __$$R$$__('@zos/notification').notify({title: 't', content: 'c', actions: []${vibrate}}), 1000) }`;
      const watch = await play({ page, permissions });
      before(watch);
      await watch.advance(5_000);
      return watch.motor.map(({ kind, onMs }) => `${kind} ${onMs}`);
    };
    expect(await motor('')).toEqual(['NOTIFY_0 100', 'NOTIFY_0 100']);
    const kinds = await Promise.all([0, 1, 2, 3, 4, 5].map((kind) => motor(`, vibrate: ${kind}`)));
    expect(new Set(kinds.map((pulses) => pulses.join())).size).toBe(6);
    const quiet = (watch: Watch) => {
      watch.mode.DND = true;
    };
    expect(await motor('', quiet)).toEqual([]);
  },
);
