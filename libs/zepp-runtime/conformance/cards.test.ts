import { describe, expect, test } from '@jest/globals';
import { framed, tinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { createWatch } from '../src/node/index.js';
import { observes } from './observes.js';

const SECOND = 1_000;
const said = (watch: Watch) => watch.logs.filter(({ level }) => level === 'log').map(({ text }) => text);
const lives = (name: string) =>
  ['onResume', 'onPause', 'onDestroy']
    .map((hook) => `${hook}() { console.log('${name} ${hook}') }`)
    .join(',');

/** A program with a card, a secondary widget and a page, each of which says what it lives through. */
const program = (card: string, more: { page?: string; widget?: string } = {}) => ({
  app: `globalData: {count: 0}, onCreate() { console.log('app onCreate') }, onDestroy() { console.log('app onDestroy') }`,
  page:
    more.page ??
    `onInit(p) { console.log('page onInit ' + p) }, onDestroy() { console.log('page onDestroy') }`,
  files: {
    'cards/one.js': framed('page', `__$$module$$__.module = AppWidget({${card}})`),
    'widgets/two.js': framed('page', `__$$module$$__.module = SecondaryWidget({${more.widget ?? ''}})`),
  },
  manifest: {
    module: {
      'app-widget': { widgets: [{ path: 'cards/one', icon: 'icon.png', name: 'One' }] },
      'secondary-widget': { widgets: [{ path: 'widgets/two', name: 'Two' }] },
    },
  },
});
const SAYING = `onInit() { console.log('card onInit') }, build() { console.log('card build') }, ${lives('card')}`;
const button = (text: string, run: string) =>
  `__$$R$$__('@zos/ui').createWidget(__$$R$$__('@zos/ui').widget.BUTTON, {x: 100, y: 10, w: 200, h: 60, text: '${text}', click_func: () => {${run}}})`;

/** Leaves the program that the stage has opened, and forgets what was said. */
function away(watch: Watch): () => string[] {
  watch.press('home');
  const before = said(watch).length;
  return () => said(watch).slice(before);
}

describe('a shortcut card', () => {
  observes(
    [],
    'lives as the platform draws it: built when added, paused but in front, app.js with it',
    async ({ play }) => {
      const watch = await play(program(SAYING));
      const heard = away(watch);
      expect(watch.cards.list()).toMatchObject([
        { path: 'cards/one', kind: 'card', name: 'One', added: false },
        { kind: 'secondary' },
      ]);
      watch.cards.add('cards/one');
      expect(heard()).toEqual(['app onCreate', 'card onInit', 'card build']);
      watch.cards.show('cards/one');
      watch.cards.leave();
      watch.launch();
      watch.press('back');
      watch.cards.remove('cards/one');
      expect(heard().slice(3)).toEqual([
        'card onResume',
        'card onPause',
        'page onInit ',
        'page onDestroy',
        'card onDestroy',
        'app onDestroy',
      ]);
    },
  );

  observes('@zos/ui.createWidget', 'is drawn while it is in front, and only then', async ({ play }) => {
    const watch = await play(program(`build() { ${button('Hello card', '')} }`));
    away(watch);
    watch.cards.show('cards/one');
    expect(watch.texts()).toEqual(['Hello card']);
    expect(watch.svg()).toContain('#242424');
    watch.screenOff();
    expect([watch.cards.shown, watch.texts()]).toEqual([undefined, []]);
    watch.wake();
    watch.launch();
    expect(watch.texts()).toEqual([]);
  });

  observes(
    '@zos/router.push',
    'a click opens the program’s page with its parameter, in the same app',
    async ({ play }) => {
      const page = `onInit(p) { console.log('page got ' + p + ' ' + getApp()._options.globalData.count) }`;
      const click = `getApp()._options.globalData.count += 1; __$$R$$__('@zos/router').push({url: 'page', params: 'x'})`;
      const watch = await play(program(`build() { ${button('Open', click)} }, ${lives('card')}`, { page }));
      const heard = away(watch);
      watch.cards.show('cards/one');
      watch.tapText('Open');
      expect([watch.pages, watch.cards.shown]).toEqual([['page'], undefined]);
      expect(heard()).toEqual(['app onCreate', 'card onResume', 'card onPause', 'page got x 1']);
    },
  );

  observes(
    '@zos/sensor.Step.onChange',
    'paused, it hears nothing and its timers stand still',
    async ({ play }) => {
      const watch = await play(
        {
          ...program(`onInit() {
          setInterval(() => console.log('tick'), 10000);
          new (__$$R$$__('@zos/sensor').Step)().onChange(() => console.log('step'));
        }`),
          permissions: ['data:user.hd.step'],
        },
        { limits: { screenTimeoutMs: 60_000 } },
      );
      const heard = away(watch);
      watch.cards.add('cards/one');
      watch.sense('step', { current: 5 });
      await watch.advance(60 * SECOND);
      expect(heard()).toEqual(['app onCreate']);
      watch.cards.show('cards/one');
      watch.sense('step', { current: 6 });
      await watch.advance(4 * SECOND);
      watch.cards.leave();
      await watch.advance(60 * SECOND);
      watch.cards.show('cards/one');
      await watch.advance(6 * SECOND);
      expect(heard().slice(1)).toEqual(['step', 'tick']);
    },
  );

  observes(
    ['@zos/ui.getAppWidgetSize', '@zos/ui.setAppWidgetSize'],
    'is half the screen high and may be made 20 to 60 % of it',
    async ({ play }) => {
      const ask = (h: string) => `build() {
      const { getAppWidgetSize, setAppWidgetSize } = __$$R$$__('@zos/ui');
      const before = getAppWidgetSize();
      setAppWidgetSize({h: ${h}});
      console.log([before.h, before.w + 2 * before.margin, before.radius > 0, getAppWidgetSize().h].join(' '));
    }`;
      for (const [h, set] of [
        ['120', 120],
        ['10', 96],
        ['1000', 288],
      ] as const) {
        const watch = await play(program(ask(h)));
        const heard = away(watch);
        watch.cards.add('cards/one');
        expect(heard().at(-1)).toBe(`240 480 true ${set}`);
      }
    },
  );

  observes(
    [
      '@zos/ui.widget.SCROLL_LIST',
      '@zos/ui.widget.GROUP',
      '@zos/ui.widget.VIEW_CONTAINER',
      '@zos/ble.send',
      '@zos/interaction.onKey',
      '@zos/interaction.onGesture',
      '@zos/interaction.onDigitalCrown',
    ],
    'may not scroll, layer, group or use Bluetooth, and hears neither keys nor gestures nor the crown',
    async ({ play }) => {
      const tries = ['SCROLL_LIST', 'VIEW_CONTAINER', 'GROUP'].map(
        (type) => `ui.createWidget(ui.widget.${type}, {x: 0, y: 0, w: 9, h: 9})`,
      );
      const watch = await play(
        program(`build() {
          const ui = __$$R$$__('@zos/ui');
          const input = __$$R$$__('@zos/interaction');
          const say = (what) => () => { console.log(what); return true; };
          input.onKey({callback: say('key')});
          input.onGesture({callback: say('gesture')});
          input.onDigitalCrown({callback: say('crown')});
          for (const run of [${[...tries, `__$$R$$__('@zos/ble').send(new ArrayBuffer(2), 2)`].map((one) => `() => ${one}`)}]) {
            try { run(); console.log('goes'); } catch (e) { console.log(e.name); }
          }
        }`),
      );
      const heard = away(watch);
      watch.cards.show('cards/one');
      watch.turn(20);
      watch.press('up');
      watch.cards.show('cards/one');
      watch.swipe('up');
      expect(heard()).toEqual(['app onCreate', 'NotAllowed', 'NotAllowed', 'NotAllowed', 'NotAllowed']);
    },
  );

  observes([], 'outlives its process and a reboot, and is built anew', async ({ play }) => {
    const watch = await play(program(SAYING));
    watch.cards.add('cards/one');
    watch.kill();
    const heard = away(watch);
    watch.cards.show('cards/one');
    expect(heard()).toEqual(['app onCreate', 'card onInit', 'card build', 'card onResume']);
    watch.reboot();
    expect(heard().slice(4)).toEqual(['app onCreate', 'card onInit', 'card build']);
    watch.uninstall();
    expect(watch.cards.list().map(({ added }) => added)).toEqual([false, false]);
  });
});

test('a program has at most five of both', async () => {
  const widgets = [1, 2, 3, 4, 5, 6].map((n) => ({ path: `cards/${n}`, name: `C${n}` }));
  const files = Object.fromEntries(widgets.map(({ path }) => [`${path}.js`, framed('page', '')]));
  const watch = await createWatch({
    package: tinyProgram({ files, manifest: { module: { 'app-widget': { widgets } } } }),
  });
  watch.cards.add('cards/5');
  expect(() => watch.cards.add('cards/6')).toThrow('at most 5 cards and widgets');
  watch.close();
});

describe('a secondary widget', () => {
  observes('@zos/ui.widget.GROUP', 'fills the screen and may use groups', async ({ play }) => {
    const widget = `build() {
      const ui = __$$R$$__('@zos/ui');
      const group = ui.createWidget(ui.widget.GROUP, {x: 0, y: 0, w: 480, h: 480});
      group.createWidget(ui.widget.TEXT, {x: 100, y: 20, w: 280, h: 60, text: 'Steps'});
    }`;
    const watch = await play(program('', { widget }));
    watch.cards.show('widgets/two');
    expect([watch.texts(), watch.cards.shown]).toEqual([['Steps'], 'widgets/two']);
  });

  observes([], 'is refused with a sentence where the model has none', async ({ play }) => {
    const watch = await play(program(''), { device: 'T-Rex 3' });
    expect(() => watch.cards.add('widgets/two')).toThrow('T-Rex 3 has no widgets beside its watch face');
    expect(() => watch.cards.add('nowhere')).toThrow('declares no card or widget nowhere');
  });
});
