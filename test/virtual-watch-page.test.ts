/** What a person can do on the page of the virtual watch, with packages of their own. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { strToU8 } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { devices } from '../libs/zepp-runtime/src/core/devices.js';
import { browserPath, launchBrowser } from './stage/browser.js';
import { dist, packageOf, REAL_TOKEN, type Sources, Stand } from './stage/hostile-stand.js';

const LIMIT_MS = 60_000;
/** Pictures for people to look at; SCREENSHOTS names a folder that outlives the run. */
const pictures = process.env.SCREENSHOTS ?? mkdtempSync(path.join(os.tmpdir(), 'plumbline-watch-'));

const PAIRS = `AppSideService({ onInit: function () {
  fetch({ url: 'ORIGIN/api/v1/pair', method: 'POST', body: '{}' }).then(function (answer) {
    var token = (typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body).token;
    console.log('token=' + token);
    settings.settingsStorage.setItem('token', token);
    fetch({ url: 'ORIGIN/api/v1/me?with=token', headers: { Authorization: 'Bearer ' + token } });
  });
} });`;
const TOUCH = `AppSettingsPage({ build: function () { return View({}, [TextInput({ label: 'Touch', settingsKey: 'touch' })]); } });`;
const COUNTS = `var Storage = context.__$$R$$__('@zos/storage').LocalStorage;
  var kept = new Storage();
  var visits = kept.getItem('visits', 0) + 1;
  kept.setItem('visits', visits);
  console.log('visit ' + visits);
  var alarm = context.__$$R$$__('@zos/alarm');
  if (visits === 1) alarm.set({ url: 'page/index', delay: 3600 });
  console.log('alarms ' + JSON.stringify(alarm.getAllAlarms()));
  show(120, 'visit ' + visits);`;
const TICKS = `var Vibrator = context.__$$R$$__('@zos/sensor').Vibrator;
  var ticks = 0;
  context.setInterval(function () { ticks += 1; console.log('tick ' + ticks); }, 1000);
  context.setTimeout(function () { new Vibrator().start(); }, 2500);
  show(200, 'ticking');`;

const FEELS = `var use = context.__$$R$$__;
  use('@zos/display').setPageBrightTime({ brightTime: 600000 });
  var step = new (use('@zos/sensor').Step)();
  step.onChange(function () { console.log('steps ' + step.getCurrent()); });
  use('@zos/ble').addListener(function (near) { console.log('near ' + near); });
  use('@zos/interaction').onKey(function (key, event) { console.log('key ' + key + ' ' + event); return true; });
  use('@zos/interaction').onWristMotion(function (motion) { console.log('wrist ' + motion.motion); });
  context.setInterval(function () { console.log('mode ' + use('@zos/settings').getSystemMode().DND); }, 500);
  show(200, 'feeling');`;

const ready = browserPath() !== undefined && existsSync(path.join(dist, 'watch-frame.html'));
if (!ready && process.env.CI === 'true') throw new Error('this test needs Chromium and the built dashboard');

(ready ? describe : describe.skip)('the page of the virtual watch', () => {
  const stand = new Stand();
  let browser: Browser;
  let page: Page;
  let origin = '';

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    origin = await stand.open();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    stand.close();
  });
  beforeEach(async () => {
    stand.seen.length = 0;
    page = await browser.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterEach(() => page.close());

  const built = ({ side, ...rest }: Sources) =>
    packageOf({ ...rest, ...(side === undefined ? {} : { side: side.replaceAll('ORIGIN', origin) }) });
  const open = async (sources: Sources) => {
    stand.package = built(sources);
    await page.goto(`${origin}/watch`);
  };
  const said = (words: string) =>
    page.waitForFunction(
      (text) => document.querySelector('.watch-log ol')?.textContent?.includes(text),
      words,
    );
  const log = async () => (await page.locator('.watch-log ol').textContent()) ?? '';
  const runOwn = (name: string, bytes: Uint8Array) =>
    page.getByLabel('Package file').setInputFiles({
      name,
      mimeType: 'application/zip',
      buffer: Buffer.from(bytes),
    });
  const saved = async (button: Locator) => {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return readFileSync((await download.path()) ?? '');
  };

  test(
    'keeps the token of the device from the program, which uses it all the same',
    async () => {
      await open({ side: PAIRS, setting: TOUCH });
      await page.getByRole('textbox', { name: 'Touch' }).fill('1');
      await page.getByRole('textbox', { name: 'Touch' }).press('Tab');
      await said('token=plb_d_');
      expect(await log()).not.toContain(REAL_TOKEN);
      await expectSoon(() => stand.seen.some(({ url }) => url.includes('with=token')));
      const used = stand.seen.find(({ url }) => url.includes('with=token'));
      expect(used?.bearer).toBe(`Bearer ${REAL_TOKEN}`);
      await page.waitForTimeout(1_500);
      const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
      expect(stored).not.toContain('plb_d_');
    },
    LIMIT_MS,
  );

  test(
    'finds storage and alarms again after the page was closed, apart for each program',
    async () => {
      await open({ page: COUNTS });
      await said('visit 1');
      await page.waitForTimeout(1_500);
      await page.reload();
      await said('visit 2');
      expect(await log()).toContain('alarms [1]');
      await page.getByText('alarm for page/index').waitFor();
      await page.waitForTimeout(1_000);
      await runOwn('other.zpk', packageOf({ page: COUNTS }));
      await page.getByText('other.zpk').waitFor();
      await said('visit 1');
      await page.waitForTimeout(1_000);
      await page.reload();
      await page.getByText('other.zpk').waitFor();
      await said('visit 2');
      await page.getByRole('button', { name: 'Back to Plumbline' }).click();
      await said('visit 3');
      await page.getByText('Try what goes wrong').click();
      await page.getByRole('button', { name: 'Uninstall' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Uninstall' }).click();
      await page.getByRole('button', { name: 'Open Plumbline' }).click();
      await said('visit 1');
    },
    LIMIT_MS,
  );

  test(
    'runs a package of one’s own without a network, until it is allowed',
    async () => {
      await open({ page: 'show(120, "served");' });
      await runOwn('mine.zpk', built({ side: PAIRS, setting: TOUCH, page: 'show(120, "mine");' }));
      const touch = page.getByRole('textbox', { name: 'Touch' });
      await page.locator('.watch-glass img[alt="mine"]').waitFor();
      await touch.fill('1');
      await touch.press('Tab');
      await page.waitForTimeout(1_000);
      expect(stand.seen.filter(({ url }) => url.includes('/pair'))).toEqual([]);
      await page.getByLabel('Its phone may reach this server').check();
      await touch.fill('2');
      await touch.press('Tab');
      await said(`token=${REAL_TOKEN}`);
    },
    LIMIT_MS,
  );

  test.each([
    ['notes.txt', strToU8('hello'), 'notes.txt is no package'],
    ['notes.zpk', strToU8('hello'), 'no zip archive'],
  ])(
    'says why %s cannot run',
    async (name, bytes, sentence) => {
      await open({ page: 'show(120, "served");' });
      await runOwn(name, bytes);
      await page.getByRole('alert').getByText(sentence).waitFor();
    },
    LIMIT_MS,
  );

  test(
    'lets time stand, moves it by steps, and shows when the motor ran',
    async () => {
      await open({ page: TICKS });
      await said('tick 1');
      await page.getByText('not at all').click();
      const before = await log();
      await page.waitForTimeout(1_500);
      const stood = await log();
      expect(stood.length - before.length).toBeLessThan(40);
      await page.getByRole('button', { name: '+ 10 s' }).click();
      await said('tick 10');
      const timeline = JSON.parse(
        String(await saved(page.getByRole('button', { name: 'Save as JSON' }))),
      ) as {
        windows: { fromMs: number; toMs: number }[];
      };
      expect(timeline.windows.length).toBeGreaterThan(0);
      expect(timeline.windows[0]?.toMs).toBeGreaterThan(timeline.windows[0]?.fromMs ?? 0);
      expect(await page.locator('.motor-strip rect').count()).toBe(timeline.windows.length);
    },
    LIMIT_MS,
  );

  test(
    'saves the screen as a picture and the log as text',
    async () => {
      await open({ page: 'show(120, "picture me"); console.log("one"); console.warn("two");' });
      await said('two');
      const png = await saved(page.getByRole('button', { name: 'Save as PNG' }));
      expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
      expect(png.readUInt32BE(16)).toBe(480);
      expect(String(await saved(page.getByRole('button', { name: 'Save as SVG' })))).toMatch(/^<svg /);
      await page.locator('.watch-log summary').click();
      await page.getByLabel('Only warnings and errors').check();
      const text = String(await saved(page.getByRole('button', { name: 'Save as text' })));
      expect(text).toContain('two');
      expect(text).not.toContain('one');
    },
    LIMIT_MS,
  );

  test(
    'names every control, and is played by keyboard alone',
    async () => {
      await open({ page: 'show(120, "keys");' });
      await page.locator('.watch-glass img[alt="keys"]').waitFor();
      for (const summary of await page.locator('details > summary').all()) await summary.click();
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.virtual-watch :is(button, input, select)')]
          .filter((one) => {
            const labels = 'labels' in one ? [...((one as HTMLInputElement).labels ?? [])] : [];
            const words = [
              one.getAttribute('aria-label'),
              one.textContent,
              ...labels.map((l) => l.textContent),
            ];
            return words.every((text) => (text ?? '').trim() === '');
          })
          .map((one) => one.outerHTML),
      );
      expect(nameless).toEqual([]);
      await page.locator('.watch-glass').focus();
      await page.keyboard.press('Escape');
      await page.getByText('The program is closed.').waitFor();
    },
    LIMIT_MS,
  );

  test(
    'hands sensors, modes, keys, the wrist and the connection to the program',
    async () => {
      await open({ page: FEELS });
      await said('mode false');
      for (const summary of await page.locator('details > summary').all()) await summary.click();
      await page.getByLabel('Steps today').fill('1234');
      await page.getByLabel('Steps today').press('Tab');
      await said('steps 1234');
      await page.getByLabel('Do not disturb').check();
      await said('mode true');
      await page.getByText('phone is away').click();
      await said('near false');
      await page.getByText('good', { exact: true }).click();
      await said('near true');
      await page.getByRole('button', { name: 'Shortcut key' }).click();
      await said('key ');
      await page.getByRole('button', { name: 'Raise the wrist' }).click();
      await said('wrist ');
    },
    LIMIT_MS,
  );

  test(
    'offers every model with shape and size, and fits a phone and a desk with all of it open',
    async () => {
      await open({ page: 'show(120, "wide");' });
      await page.locator('.watch-glass img[alt="wide"]').waitFor();
      const offered = await page.locator('#watch-model option').allTextContents();
      expect(offered.length).toBe(new Set(offered).size);
      expect(offered.length).toBe(devices.length);
      expect(offered.every((words) => /(round|square) \d+ × \d+$/.test(words))).toBe(true);
      for (const summary of await page.locator('details > summary').all()) await summary.click();
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 850 });
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        await page.screenshot({ path: path.join(pictures, `virtual-watch-${width}.png`), fullPage: true });
      }
      await page.locator('#watch-model').selectOption({ label: 'Bip Max · square 432 × 514' });
      await page.locator('.watch-square .watch-glass img[alt*="wide"]').waitFor();
      await page.reload();
      await page.locator('.watch-square .watch-glass img[alt*="wide"]').waitFor();
    },
    LIMIT_MS,
  );

  test(
    'trembles only for those who have not asked for calm',
    async () => {
      const moved = async (reducedMotion: 'reduce' | 'no-preference') => {
        await page.emulateMedia({ reducedMotion });
        await open({
          page: `context.setInterval(function () {
          new (context.__$$R$$__('@zos/sensor').Vibrator)().start(); }, 700);`,
        });
        const shaking = await page.waitForFunction(() => {
          const found = document.querySelector('.watch-shaking');
          return found === null ? undefined : `animation ${getComputedStyle(found).animationName}`;
        });
        return shaking.jsonValue();
      };
      expect(await moved('reduce')).toBe('animation none');
      expect(await moved('no-preference')).toContain('watch-shake');
    },
    LIMIT_MS,
  );
});

async function expectSoon(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await new Promise((done) => setTimeout(done, 50));
  expect(holds()).toBe(true);
}
