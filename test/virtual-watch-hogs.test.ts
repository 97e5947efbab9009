/** Packages that want all of the machine. The page of the virtual watch must answer a click all the while. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { browserPath, launchBrowser } from './stage/browser.js';
import { dist, packageOf, type Sources, Stand } from './stage/hostile-stand.js';

const LIMIT_MS = 60_000;
/** From the finger on the button to the page's own code. People notice from about here on. */
const PROMPT_MS = 200;
const CLICKS = 25;

/**
 * How long nine of ten real clicks wait at most, milliseconds; the page's clock measures it. One of ten may meet a machine
 * that is busy with other tests.
 */
async function slowClick(page: Page): Promise<number> {
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(globalThis, { waits });
    document.addEventListener('click', (event) => waits.push(performance.now() - event.timeStamp));
  });
  for (let i = 0; i < CLICKS; i += 1) {
    await page.getByText('Sound of the motor').click();
    await page.waitForTimeout(100);
  }
  const waits = await page.evaluate(() => (globalThis as unknown as { waits: number[] }).waits);
  return [...waits].sort((one, other) => one - other)[Math.floor(waits.length * 0.9)] ?? Number.NaN;
}

const PROMISED = 'function again() { return Promise.resolve().then(again); } again();';
const CUT_OFF = /ended by the system/;
const hogs: [name: string, sources: Sources, end: RegExp][] = [
  ['loops at its start', { app: 'for (;;) {}' }, CUT_OFF],
  ['loops while it builds its page', { page: 'show(120, "here"); for (;;) {}' }, CUT_OFF],
  ['loops in a promise job', { page: 'Promise.resolve().then(function () { for (;;) {} });' }, CUT_OFF],
  ['never runs out of promise jobs', { page: PROMISED }, CUT_OFF],
  ['loops in a timer', { page: 'context.setTimeout(function () { for (;;) {} }, 300);' }, CUT_OFF],
  ['loops in its half on the phone', { setting: 'for (;;) {}' }, CUT_OFF],
  ['calls itself without end', { page: 'function deep() { deep(); } deep();' }, /stack overflow/],
  ['doubles a text without end', { page: 'var s = "x"; for (;;) s += s;' }, /string too long/],
  [
    // Without room for an error QuickJS throws null.
    'fills the memory',
    { page: 'var a = []; for (;;) a.push({ a: [1, 2, 3] });' },
    /build: null|out of memory/,
  ],
  ['asks for one huge thing', { page: 'new ArrayBuffer(2e9);' }, /allocate|out of memory|invalid array/],
  ['writes more log than anyone reads', { page: 'for (var i = 0; i < 1e6; i++) console.log(i);' }, CUT_OFF],
  ['covers its page with widgets', { page: 'for (var i = 0; i < 1e6; i++) show(i, "text");' }, CUT_OFF],
];

const MANY = `var all = [];
  for (var i = 0; i < COUNT; i++) all.push(ui.createWidget(ui.widget.TEXT, { x: 10, y: (i % 40) * 10, w: 460, h: 30,
    text: 'wide words that are drawn as outlines ' + i, text_size: 20, color: 0xffffff }));
  var n = 0;
  context.setInterval(function () {
    n++;
    for (var i = 0; i < 20; i++) all[i].setProperty(ui.prop.TEXT, 'changed ' + n + ' ' + i);
  }, 20);`;
const ASKS = `AppSideService({ onInit: function () {
  setInterval(function () {
    for (var i = 0; i < 3000; i++) fetch({ url: 'ORIGIN/api/v1/me' }).catch(function () {});
  }, 1);
} });`;
const TOUCH = `AppSettingsPage({ build: function () { return View({}, [TextInput({ label: 'Touch', settingsKey: 'touch' })]); } });`;

const ready = browserPath() !== undefined && existsSync(path.join(dist, 'watch-frame.html'));
if (!ready && process.env.CI === 'true') throw new Error('this test needs Chromium and the built dashboard');

(ready ? describe : describe.skip)('a package that wants all of the machine', () => {
  const stand = new Stand();
  let browser: Browser;
  let page: Page;
  let origin = '';

  beforeAll(async () => {
    origin = await stand.open();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    stand.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterEach(() => page.close());

  const open = async (sources: Sources) => {
    stand.package = packageOf(sources);
    await page.goto(`${origin}/watch`);
    await page.locator('.watch-glass').waitFor();
  };
  test.each(hogs)(
    '%s, and the page answers and tells its end',
    async (_name, sources, end) => {
      await open(sources);
      expect(await slowClick(page)).toBeLessThan(PROMPT_MS);
      await page.waitForFunction(
        (pattern) => new RegExp(pattern).test(document.querySelector('.virtual-watch')?.textContent ?? ''),
        end.source,
      );
    },
    LIMIT_MS,
  );

  test.each([
    ['draws a large picture all the time', 120],
    ['draws a picture that no page could bear', 900],
  ])(
    '%s, and the page answers',
    async (_name, count) => {
      await open({ page: MANY.replace('COUNT', String(count)) });
      expect(await slowClick(page)).toBeLessThan(PROMPT_MS);
      if (count > 500) await page.getByText('too large to be shown').waitFor({ state: 'attached' });
      expect(await page.locator('iframe').count()).toBe(1);
    },
    LIMIT_MS,
  );

  test(
    'asks the server more than anyone could answer, and the page answers',
    async () => {
      await open({ side: ASKS.replace('ORIGIN', origin), setting: TOUCH });
      await page.getByRole('textbox', { name: 'Touch' }).fill('1');
      await page.getByRole('textbox', { name: 'Touch' }).press('Tab');
      expect(await slowClick(page)).toBeLessThan(PROMPT_MS);
    },
    LIMIT_MS,
  );

  test(
    'never comes back from a built-in, and the page answers and ends it',
    async () => {
      await open({ page: 'Array.prototype.indexOf.call({ length: 9007199254740991 }, 1);' });
      expect(await slowClick(page)).toBeLessThan(PROMPT_MS);
      await page.getByText('stopped answering').waitFor();
      expect(await page.locator('iframe').count()).toBe(0);
      await page.getByRole('button', { name: 'Start again' }).click();
      await page.locator('iframe').waitFor({ state: 'attached' });
    },
    LIMIT_MS,
  );
});
