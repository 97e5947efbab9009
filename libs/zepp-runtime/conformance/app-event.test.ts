import { describe, expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

const EVENTS = ['event:os.health.wear_status', 'event:os.system.sleep_mode', 'event:customize.test'];
const said = (watch: Watch) => watch.logs.filter(({ realm }) => realm === 'service').map(({ text }) => text);
const SERVICE = `onInit(p) { console.log('init ' + p) }`;
const manifest = { module: { 'app-event': { path: 'service' } } };
const emitting = (name: string) => `build() {
  __$$R$$__('@zos/app').emitCustomSystemEvent({eventName: '${name}', eventParam: 'eventName=${name}&type=0'});
}`;

describe('a system event', () => {
  observes(
    '@zos/app.emitCustomSystemEvent',
    'runs the service of the program that listens, with the words of whoever emits',
    async ({ play }) => {
      const watch = await play({
        page: emitting('event:customize.test'),
        service: SERVICE,
        permissions: EVENTS,
        manifest,
      });
      expect(said(watch)).toEqual(['init eventName=event:customize.test&type=0']);
      await watch.advance(600);
      expect(watch.services).toEqual([]);
      expect(watch.systemEvent('event:customize.test', 'from=another')).toBe(true);
      expect(said(watch).at(-1)).toBe('init from=another');
    },
  );

  observes(
    '@zos/app.emitCustomSystemEvent',
    'reaches nobody without the event among the permissions, or under another name',
    async ({ play }) => {
      const other = await play({
        page: emitting('event:customize.other'),
        service: SERVICE,
        permissions: EVENTS,
        manifest,
      });
      const unnamed = await play({
        page: emitting('event:os.health.wear_status'),
        service: SERVICE,
        permissions: EVENTS,
        manifest,
      });
      const deaf = await play({
        page: emitting('event:customize.test'),
        service: SERVICE,
        permissions: EVENTS,
      });
      expect([other, unnamed, deaf].flatMap(said)).toEqual([]);
    },
  );

  observes(
    '@zos/app.emitCustomSystemEvent',
    'of the watch comes as a query, with the program closed and the screen dark',
    async ({ play }) => {
      const watch = await play({
        page: emitting('event:customize.none'),
        service: SERVICE,
        permissions: EVENTS,
        manifest,
      });
      watch.kill();
      watch.screenOff();
      expect(watch.systemEvent('event:os.health.wear_status', { status: 0 })).toBe(true);
      expect(watch.systemEvent('event:os.weather.sun_rise')).toBe(false);
      watch.sense('wear', { status: 0 });
      watch.sense('wear', { status: 0 });
      watch.mode.sleep = true;
      watch.mode.sleep = false;
      expect(said(watch)).toEqual([
        'init event=event:os.health.wear_status&status=0',
        'init event=event:os.health.wear_status',
        'init event=event:os.system.sleep_mode&status=enter',
        'init event=event:os.system.sleep_mode&status=exit',
      ]);
      expect(watch.screenOn).toBe(false);
    },
  );
});
