/** The newcomer's way: claim, open the virtual watch, pair it with a code, play the routine, find it in the history. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { browserPath, launchBrowser } from './stage/browser.js';
import { claim, pairingCode } from './stage/owner.js';
import { until } from './stage/paired-watch.js';
import { type ServerProcess, startServerProcess } from './stage/server-process.js';

const MINUTE_MS = 60_000;
const describeWithBrowser = browserPath() ? describe : describe.skip;

/** What the watch's screen says, as the page tells it to those who do not see it. */
const screenOf = (page: Page): Promise<string> =>
  page
    .locator('.watch-glass img')
    .getAttribute('alt')
    .then((text) => text ?? '');

/** Touches the glass at a share of its width and height. */
async function touch(glass: Locator, x: number, y: number): Promise<void> {
  const box = await glass.boundingBox();
  if (!box) throw new Error('no watch on the page');
  await glass.click({ position: { x: box.width * x, y: box.height * y } });
}

async function pairOnPhone(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Use this server' }).click();
  await page.getByLabel('Pairing code').fill(code);
  await page.getByLabel('Pairing code').press('Enter');
  const phone = page.getByRole('region', { name: 'The phone' });
  await until(
    async () => `paired; the phone says ${await phone.textContent()}`,
    async () => /connected to|paired with/i.test((await phone.textContent()) ?? ''),
  );
}

describeWithBrowser('the virtual watch in Chromium', () => {
  let browser: Browser;
  let server: ServerProcess;

  beforeAll(async () => {
    browser = await launchBrowser();
    server = await startServerProcess();
  }, MINUTE_MS);
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  test(
    'plays the packaged routine at ×60, and the session is in the history once',
    async () => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await claim(page, server);
      const code = await pairingCode(page, server);
      await page.goto(`${server.url}/watch`);
      const glass = page.locator('.watch-glass');
      await until('the routine list', async () => (await screenOf(page)).includes('Back and posture'));
      await pairOnPhone(page, code);
      if (!(await screenOf(page)).includes('Back and posture'))
        await page.getByRole('button', { name: 'Open Plumbline' }).click();

      await until('the routine list', async () => (await screenOf(page)).includes('Back and posture'));
      await touch(glass, 0.5, 0.33);
      await until('the note', async () => (await screenOf(page)).includes('Understood'));
      await touch(glass, 0.5, 0.8);
      await until('Start', async () => (await screenOf(page)).includes('Start'));
      await touch(glass, 0.5, 0.42);
      await until('the lead-in', async () => (await screenOf(page)).includes('Get ready'));
      await page.getByText('× 60', { exact: true }).click();
      await until('the end', async () => (await screenOf(page)).includes('All done'), MINUTE_MS);
      await page.getByText('× 1', { exact: true }).click();
      await until(
        async () => `all sent; the screen says ${await screenOf(page)}`,
        async () => (await screenOf(page)).includes('All sent'),
        MINUTE_MS,
      );
      expect(await page.locator('.motor-strip rect').count()).toBeGreaterThan(0);

      await page.goto(`${server.url}/history`);
      const link = page.getByRole('main').locator('a[href^="/sessions/"]');
      await link.first().waitFor();
      expect(await link.count()).toBe(1);
      await link.first().click();
      await page.getByText('17 of 17').first().waitFor();
      await page.close();
    },
    4 * MINUTE_MS,
  );
});
