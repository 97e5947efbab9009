/** One person lets another read their history, and takes it back, by hand, in real Chromium. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Accounts } from '../apps/server/src/accounts/accounts.js';
import { Devices } from '../apps/server/src/devices/devices.js';
import { type Running, startServer } from '../apps/server/src/start-server.js';
import { JOURNAL, pushOf, wholeSession } from '../apps/server/src/testing/entries.js';
import { browserPath, launchBrowser } from './stage/browser.js';

jest.setTimeout(90_000);

/** SCREENSHOTS names a folder for pictures; without it the width alone is looked at. */
const pictures = process.env.SCREENSHOTS;
const PASSWORD = 'a line with a weight';
const withBrowser = browserPath() === undefined && !process.env.CI ? describe.skip : describe;

withBrowser('a history that is shared', () => {
  let server: Running;
  let browser: Browser;
  let robin: Page;
  let kim: Page;
  let address = '';
  const faults: string[] = [];

  beforeAll(async () => {
    if (pictures) mkdirSync(pictures, { recursive: true });
    server = await startServer({ dataDir: mkdtempSync(path.join(os.tmpdir(), 'plumbline-data-')) });
    browser = await launchBrowser();
    const robins = await account('Robin');
    await account('Kim');
    await train(robins);
    robin = await newPage();
    kim = await newPage();
    await robin.goto(server.url);
    await signIn(robin, 'Robin');
    await robin.getByRole('link', { name: 'Your data' }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function account(name: string): Promise<string> {
    const form = { name, password: PASSWORD };
    const made = await server.app.get(Accounts).register(form, { onlyFirst: false });
    if (!made.ok) throw new Error(made.code);
    return made.account.id;
  }
  async function train(accountId: string): Promise<void> {
    const devices = server.app.get(Devices);
    const { code } = (await devices.makeCode(accountId)) as { code: string };
    const paired = await devices.pair({ code, deviceName: 'Balance', journalId: JOURNAL }, '10.0.0.1');
    if (!paired.ok) throw new Error(paired.code);
    const entries = wholeSession({ seq: 1, at: Date.now() - 3_600_000 });
    const pushed = await fetch(`${server.url}/api/v1/journal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${paired.token}` },
      body: JSON.stringify(pushOf(entries)),
    });
    expect(pushed.status).toBe(200);
  }
  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const opened = await context.newPage();
    opened.on('pageerror', (fault) => faults.push(fault.message));
    return opened;
  }
  async function signIn(page: Page, name: string): Promise<void> {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  async function picture(name: string, of: Page): Promise<void> {
    for (const width of [390, 1440]) {
      await of.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      const tooWide = await of.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, width, Math.max(0, tooWide)]).toEqual([name, width, 0]);
      const file = `${name}-${width}.png`;
      if (pictures) await of.screenshot({ path: path.join(pictures, file), fullPage: true });
    }
  }
  const part = () => robin.getByRole('region', { name: 'Shared history' });
  const choice = () => kim.getByRole('navigation', { name: 'Whose history' });

  test('begins with a link that is shown once, under what its reader will see', async () => {
    await part().getByRole('button', { name: 'Share your history' }).click();
    await part()
      .getByText(/notes, pain marks and efforts/)
      .waitFor();
    await robin.getByLabel('Who is it for?').fill('My physiotherapist');
    await picture('sharing-form', robin);
    await robin.getByRole('button', { name: 'Make the link' }).click();
    address = (await part().locator('.once-value').textContent()) ?? '';
    expect(address).toMatch(/^http:.*\/shared#plb_h_[\w-]{43}$/);
    await picture('sharing-link', robin);
    await robin.getByRole('button', { name: 'I have it' }).click();
    expect(await robin.getByText(address).count()).toBe(0);
    await part()
      .getByText(/A link nobody has used yet/)
      .waitFor();
  });

  test('is taken by who opens the link, signs in and says yes', async () => {
    await kim.goto(address);
    await signIn(kim, 'Kim');
    await kim.getByRole('heading', { name: 'A shared history' }).waitFor();
    expect(kim.url()).not.toContain('plb_h_');
    await picture('sharing-take', kim);
    await kim.getByRole('button', { name: 'Read their history' }).click();
    await kim.getByRole('heading', { name: 'Robin’s history' }).waitFor();
    expect(await kim.locator('.session-list li').count()).toBe(1);
    await picture('sharing-history', kim);
  });

  test('is read session by session, by year and by exercise, never by single reminders', async () => {
    const looks = kim.getByRole('navigation', { name: 'History', exact: true }).getByRole('link');
    expect(await looks.allTextContents()).toEqual(['Sessions', 'Year', 'Exercises']);
    await kim.locator('.session-list a').click();
    await kim.getByText(/^Robin’s session · /).waitFor();
    await picture('sharing-session', kim);
    await kim.goBack();
    await kim.getByRole('link', { name: 'Year' }).click();
    await kim.getByRole('heading', { name: /^Robin’s year/ }).waitFor();
    await kim.getByText(/^1 session/).waitFor();
    await kim.getByRole('link', { name: 'Exercises' }).click();
    await kim.getByRole('heading', { name: 'Robin’s exercises' }).waitFor();
    await kim.getByText(/^1 session since/).waitFor();
    await picture('sharing-exercises', kim);
  });

  test('stands beside one’s own week, and neither is taken for the other', async () => {
    await kim.getByRole('link', { name: 'Week', exact: true }).click();
    await kim.getByRole('heading', { name: 'Two ways to begin' }).waitFor();
    await picture('sharing-own-week', kim);
    await choice().getByRole('link', { name: 'Robin’s' }).click();
    await kim.getByRole('heading', { name: 'Robin’s week' }).waitFor();
    expect(await kim.locator('.session-list li').count()).toBe(1);
    expect(await kim.getByText(/Last contact|No watch is paired|good day/i).count()).toBe(0);
    await picture('sharing-week', kim);
    await choice().getByRole('link', { name: 'Yours' }).click();
    await kim.getByRole('heading', { name: 'This week' }).waitFor();
    expect(await kim.locator('.session-list li').count()).toBe(0);
  });

  test('has a link that opens nothing a second time', async () => {
    await kim.goto(address);
    await kim.getByRole('button', { name: 'Read their history' }).click();
    await kim.getByText(/^This link is no longer valid/).waitFor();
  });

  test('is taken back by a button, and gone for its reader at once', async () => {
    await kim.goto(`${server.url}/history`);
    await choice().getByRole('link', { name: 'Robin’s' }).click();
    await kim.locator('.session-list li').waitFor();
    await robin.reload();
    await part().getByRole('heading', { name: 'Kim' }).waitFor();
    await picture('sharing-readers', robin);
    await part().getByRole('button', { name: 'End Kim' }).click();
    await picture('sharing-end', robin);
    await robin.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await robin.getByText('Kim can no longer read your history.').waitFor();
    await part().getByRole('heading', { name: 'Kim' }).waitFor({ state: 'detached' });
    await kim.reload();
    await kim.getByText('There is nothing here, or it belongs to somebody else.').waitFor();
    expect(await choice().getByRole('link').allTextContents()).toEqual(['Yours']);
    await kim.goto(server.url);
    await kim.getByRole('heading', { name: 'This week' }).waitFor();
    expect(await choice().count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
