import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { framed, tinyProgram } from '../fixtures/tiny-program.js';
import type { Engine } from '../src/core/engine.js';
import type { Watch } from '../src/core/watch.js';
import type { WatchParts } from '../src/core/watch-parts.js';
import { nodeEngine } from '../src/node/engine.js';
import { createWatch } from '../src/node/index.js';

const START = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;

/** Does everything that could be left behind: timers, listeners, widgets, alarms, notifications, system timers, vibration. */
const BUSY = `
  const R = __$$R$$__;
  const alarm = R('@zos/alarm');
  if (alarm.getAllAlarms().length < 6) {
    alarm.set({url: 'service', delay: 7, store: true});
    alarm.set({url: 'page', delay: 31});
    alarm.set({url: 'service', delay: 60, repeat_type: alarm.REPEAT_MINUTE, repeat_period: 2});
  }
  R('@zos/notification').notify({title: 't', content: 'c', actions: [{text: 'a', file: 'service'}, {text: 'b', file: 'page'}]});
  setInterval(() => undefined, 900);
  setTimeout(() => undefined, 50000);
  R('@zos/timer').createSysTimer(true, 4000, () => undefined);
  new (R('@zos/sensor').Step)().onChange(() => undefined);
  new (R('@zos/sensor').Screen)().onChange(() => undefined);
  new (R('@zos/sensor').Time)().onPerMinute(() => undefined);
  new (R('@zos/sensor').Vibrator)().start();
`;
const DRAWN = `const ui = __$$R$$__('@zos/ui');
  ui.createWidget(ui.widget.BUTTON, {x: 100, y: 20, w: 280, h: 60, text: 'B', click_func: () => RUN});`;
const START_SERVICE = `__$$R$$__('@zos/app-service').start({file: 'service', complete_func: () => undefined})`;
const PROGRAM = tinyProgram({
  app: `onCreate() { setInterval(() => undefined, 700) }`,
  page: `build() { ${BUSY} ${DRAWN.replace('RUN', () => START_SERVICE)}
    __$$R$$__('@zos/display').setWakeUpRelaunch(true);
    __$$R$$__('@zos/interaction').onKey({callback: () => false});
    __$$R$$__('@zos/display').setPageBrightTime({brightTime: 15000}) }`,
  service: `onInit() { ${BUSY} }, onEvent() { __$$R$$__('@zos/app-service').exit() }`,
  files: {
    'card.js': framed(
      'page',
      `__$$module$$__.module = AppWidget({build() { ${BUSY} ${DRAWN.replace('RUN', () => `__$$R$$__('@zos/router').push({url: 'page'})`)} }})`,
    ),
  },
  permissions: [
    'device:os.alarm',
    'device:os.notification',
    'device:os.bg_service',
    'data:user.hd.step',
    'event:customize.x',
  ],
  manifest: {
    module: { 'app-widget': { widgets: [{ path: 'card', name: 'Card' }] }, 'app-event': { path: 'service' } },
  },
});

type Step = [name: string, run: (watch: Watch) => void | Promise<void>];
const STEPS: Step[] = [
  ['launch', (w) => w.launch()],
  ['kill', (w) => w.kill()],
  ['dark', (w) => w.screenOff()],
  ['wake', (w) => w.wake()],
  ['second', (w) => w.advance(1_000)],
  ['quarter', (w) => w.advance(15_000)],
  ['minutes', (w) => w.advance(3 * MINUTE)],
  ['back', (w) => w.press('back')],
  ['swipe', (w) => w.swipe('right')],
  ['tap', (w) => w.tap(240, 50)],
  ['card tap', (w) => w.tap(240, 170)],
  ['reboot', (w) => w.reboot()],
  ['low memory', (w) => w.lowMemory()],
  ['uninstall', (w) => w.uninstall()],
  ['update', (w) => w.updateSystem()],
  ['add', (w) => w.cards.add('card')],
  ['show', (w) => w.cards.show('card')],
  ['leave', (w) => w.cards.leave()],
  ['remove', (w) => w.cards.remove('card')],
  ['answer', (w) => w.answerNotification(w.notifications()[0]?.id ?? 0, 0)],
  ['answer page', (w) => w.answerNotification(w.notifications()[0]?.id ?? 0, 1)],
  ['event', (w) => void w.systemEvent('event:customize.x', 'x')],
  ['grant', (w) => w.grant('device:os.bg_service')],
  ['occupy', (w) => w.background.occupy('Other')],
  ['free', (w) => w.background.free()],
  ['choose', (w) => w.background.choose('asking')],
  ['clock on', (w) => w.clock.set(w.clock.now + 20 * MINUTE)],
  ['clock back', (w) => w.clock.set(w.clock.now - 5 * MINUTE)],
  ['quiet', (w) => void Object.assign(w.mode, { DND: !w.mode.DND })],
  ['saving', (w) => void Object.assign(w.mode, { powerSaving: !w.mode.powerSaving })],
  ['step', (w) => w.sense('step', { current: 9 })],
];

/** Realms that were begun and not ended. */
function counting(): { engine: Engine; living: () => number } {
  let living = 0;
  const create: Engine['create'] = (start) => {
    const realm = nodeEngine.create(start);
    living += 1;
    let ended = false;
    return {
      ...realm,
      dispose: () => {
        if (!ended) living -= 1;
        ended = true;
        realm.dispose();
      },
    };
  };
  return { engine: { ...nodeEngine, create }, living: () => living };
}

/** What a watch holds. */
function leftOver(watch: Watch) {
  const { widgets, core, services, process, screen } = (watch as unknown as { parts: WatchParts }).parts;
  return {
    widgets: widgets.all.size,
    due: core.scheduler.owners.sort(),
    services: services.names.length,
    alive: process.alive,
    watchers: screen.watched,
  };
}

/** A watch on which the program was never opened. */
async function untouched() {
  const watch = await createWatch({ package: PROGRAM, startAt: START, device: 'Active Max' });
  await watch.advance(2 * MINUTE);
  const held = leftOver(watch);
  watch.close();
  return held;
}

describe('any sequence of life and death', () => {
  test('ends without a throw, and leaves no realm, timer, callback or widget behind', async () => {
    const empty = await untouched();
    const names = fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(names, async (steps) => {
        const { engine, living } = counting();
        const watch = await createWatch({ package: PROGRAM, engine, startAt: START, device: 'Active Max' });
        for (const [, run] of steps) await run(watch);
        const { running, services, cards } = watch;
        const program = running || cards.list().some(({ added }) => added) ? 1 : 0;
        expect(living()).toBeLessThanOrEqual(program + services.length);
        watch.uninstall();
        await watch.advance(2 * MINUTE);
        expect([leftOver(watch), living()]).toEqual([empty, 0]);
        watch.close();
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
