/** Who gets in: passwords, sign-ins, keys, the second factor and the household, by hand, in real Chromium. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type TOTP, URI } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { type Running, startServer } from '../apps/server/src/start-server.js';
import { browserPath, launchBrowser } from './stage/browser.js';

jest.setTimeout(90_000);

/** SCREENSHOTS names a folder for pictures; without it the width alone is looked at. */
const pictures = process.env.SCREENSHOTS;
/** Six digits that no half minute around now has. */
function notCode(app: TOTP): string {
  const near = [-60, -30, 0, 30, 60].map((s) => app.generate({ timestamp: Date.now() + s * 1000 }));
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
  );
}

const withBrowser = browserPath() === undefined && !process.env.CI ? describe.skip : describe;

withBrowser('the place where one sees who gets in', () => {
  let server: Running;
  let browser: Browser;
  let page: Page;
  /** Another browser of the same person. */
  let other: Page;
  const faults: string[] = [];
  let uma: Page;
  let app: TOTP;
  let recoveryCodes: string[] = [];

  beforeAll(async () => {
    if (pictures) mkdirSync(pictures, { recursive: true });
    server = await startServer({ dataDir: mkdtempSync(path.join(os.tmpdir(), 'plumbline-data-')) });
    browser = await launchBrowser();
    page = await newPage();
    other = await newPage();
    await page.goto(server.claimLink ?? '');
    await fillIn(page, { Name: 'Robin', Password: 'a line with a weight' });
    await page.getByRole('button', { name: 'Create my account' }).click();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('heading', { name: 'Account' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A browser of its own, with its own cookies. */
  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const opened = await context.newPage();
    opened.on('pageerror', (fault) => faults.push(fault.message));
    return opened;
  }

  async function picture(name: string, of = page): Promise<void> {
    for (const width of [390, 1440]) {
      await of.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      const tooWide = await of.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, width, Math.max(0, tooWide)]).toEqual([name, width, 0]);
      const file = `${name}-${width}.png`;
      if (pictures) await of.screenshot({ path: path.join(pictures, file), fullPage: true });
    }
  }
  async function fillIn(on: Page, fields: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(fields)) await on.getByLabel(label).first().fill(text);
  }
  async function signIn(on: Page, name: string, password: string): Promise<void> {
    await on.goto(server.url);
    await fillIn(on, { Name: name, Password: password });
    await on.getByRole('button', { name: 'Sign in' }).click();
  }
  const part = (name: string) => page.getByRole('region', { name, exact: true });

  test('a new password is asked for with the old one, and signs all others out', async () => {
    await signIn(other, 'Robin', 'a line with a weight');
    await other.getByRole('heading', { name: 'This week' }).waitFor();
    await page.getByRole('button', { name: 'Change the password' }).click();
    await fillIn(page, { 'The password now': 'not the one', 'The new password': 'a plumb line hangs still' });
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('That is not the password of this account.').waitFor();
    await picture('account-password');
    await fillIn(page, { 'The password now': 'a line with a weight' });
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('The password is changed.').waitFor();
    await part('What happened').getByText('The password was changed.').waitFor();
    await other.reload();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('the browsers that are signed in are listed, and all others are signed out after asking', async () => {
    await signIn(other, 'Robin', 'a plumb line hangs still');
    await other.getByRole('heading', { name: 'This week' }).waitFor();
    await page.reload();
    await part('Sign-ins').getByText('This browser').waitFor();
    expect(await part('Sign-ins').getByRole('listitem').count()).toBe(2);
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await picture('account-sign-out-others');
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('No other browser is signed in.').waitFor();
    await other.reload();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('a key is made for what is ticked, shown once, and dead when it is revoked', async () => {
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByLabel('Name of the key').fill('Kitchen display');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByText('Please tick at least one thing').waitFor();
    await page.getByLabel('Read sessions, weeks and progress').check();
    await picture('account-key-form');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const token = (await part('API keys').locator('.once-value').textContent()) ?? '';
    const asProgram = async (address: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${server.url}/api/v1${address}`, { headers })).json();
    };
    expect(await asProgram('/sessions?limit=1')).toEqual({ ok: true, sessions: [] });
    expect(await asProgram('/export')).toMatchObject({ code: 'scope-missing' });
    await picture('account-key-made');
    await page.getByRole('button', { name: 'I have it' }).click();
    expect(await page.getByText(token).count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke Kitchen display' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Kitchen display no longer opens anything.').waitFor();
    await part('API keys')
      .getByText(/· revoked/)
      .waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('API keys');
    expect(await asProgram('/sessions?limit=1')).toMatchObject({ code: 'revoked' });
    await picture('account-key-revoked');
  });

  test('the second factor is turned on by a code, and its recovery codes are shown once', async () => {
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByLabel('Your password').fill('a plumb line hangs still');
    await page.getByRole('button', { name: 'Go on' }).click();
    const uri = (await page.getByRole('link', { name: 'open it there' }).getAttribute('href')) ?? '';
    app = URI.parse(uri) as TOTP;
    const shown = (await page.locator('.factor-secret').textContent()) ?? '';
    expect(shown.replaceAll(' ', '')).toBe(app.secret.base32);
    await page.getByLabel('Code that the app shows now').fill(notCode(app));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('That code is wrong or was used already.').waitFor();
    await picture('account-second-factor');
    await page.getByLabel('Code that the app shows now').fill(app.generate());
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText(/10 recovery codes are left/).waitFor();
    recoveryCodes = await page.locator('.recovery-codes li').allTextContents();
    expect(new Set(recoveryCodes).size).toBe(10);
    await picture('account-recovery-codes');
  });

  test('the paper has the recovery codes and nothing else', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.getByText(recoveryCodes[9] ?? '').isVisible()).toBe(true);
    for (const other of ['Password', 'API keys', 'Account', 'Second factor'])
      expect(await page.getByRole('heading', { name: other, exact: true }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    expect(await page.locator('.once').evaluate((card) => getComputedStyle(card).backgroundColor)).toBe(
      'rgba(0, 0, 0, 0)',
    );
    await picture('account-recovery-codes-paper');
    await page.emulateMedia({ media: null, colorScheme: null });
    await page.getByRole('button', { name: 'I have kept them' }).click();
    expect(await page.locator('.recovery-codes').count()).toBe(0);
  });

  test('signing in asks for the code, and a recovery code turns it off', async () => {
    await signIn(other, 'Robin', 'a plumb line hangs still');
    // The code of this half minute is used up; the next one is taken already.
    await other.getByLabel('Code').fill(app.generate({ timestamp: Date.now() + 30_000 }));
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('heading', { name: 'This week' }).waitFor();
    await page.getByRole('button', { name: 'Turn it off' }).click();
    await fillIn(page, { 'Your password': 'a plumb line hangs still', Code: recoveryCodes[0] ?? '' });
    await picture('account-second-factor-off');
    await page.getByRole('button', { name: 'Turn it off' }).click();
    await part('Second factor').getByText('It is off.').waitFor();
    await part('What happened').getByText('A recovery code was used.').waitFor();
  });

  test('an owner invites somebody, who then has an account and sees no household', async () => {
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('Who is it for?').fill(`Uma${'a'.repeat(57)}`);
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = (await part('Household').locator('.once-value').textContent()) ?? '';
    await page.getByRole('button', { name: /^Withdraw the invitation for Umaaa/ }).waitFor();
    await picture('account-invitation');
    uma = await newPage();
    await uma.goto(link);
    await fillIn(uma, { Name: 'Uma', Password: 'a wall that stands upright' });
    await uma.getByRole('button', { name: 'Create my account' }).click();
    await uma.getByRole('heading', { name: 'This week' }).waitFor();
    await uma.getByRole('link', { name: 'Account' }).click();
    await uma.getByText('You sign in as Uma.').waitFor();
    await uma.getByText('There is no key yet.').waitFor();
    expect(await uma.getByText('Household').count()).toBe(0);
    await picture('account-member', uma);
  });

  test('an owner lists the members, switches one off after asking, and on again', async () => {
    await page.reload();
    await part('Household').getByText('Member · since').waitFor();
    await part('Household').getByText('No invitation is open.').waitFor();
    await part('What happened').getByText('Uma joined by an invitation.').waitFor();
    await part('What happened on this server').getByText('Robin · ').first().waitFor();
    await picture('account-household');
    await page.getByRole('button', { name: 'Switch off Uma' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
    await part('Household')
      .getByText(/can be removed from/)
      .waitFor();
    await picture('account-member-off');
    await signIn(uma, 'Uma', 'a wall that stands upright');
    await uma.getByText('This account is switched off.').waitFor();
    await page.getByRole('button', { name: 'Switch on Uma' }).click();
    await page.getByText('The account of Uma is on again.').waitFor();
    await uma.getByRole('button', { name: 'Sign in' }).click();
    await uma.getByRole('heading', { name: 'This week' }).waitFor();
  });

  test('no script of a page failed', async () => {
    await picture('account');
    expect(faults).toEqual([]);
  });
});
