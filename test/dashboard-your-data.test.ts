/** A person takes everything along and brings it in again, by hand, in real Chromium. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { canonicalJson } from '@plumbline/routine-core';
import type { Browser, Page } from 'playwright-core';
import { type Running, startServer } from '../apps/server/src/start-server.js';
import { wholeSession } from '../apps/server/src/testing/entries.js';
import { browserPath, launchBrowser } from './stage/browser.js';

jest.setTimeout(90_000);

const pictures = process.env.SCREENSHOTS ?? mkdtempSync(path.join(os.tmpdir(), 'plumbline-screens-'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-files-'));
const journalId = '01JD3Z5X8QWATCHJ0VRNA10000';

function fileOf(name: string, lines: readonly object[]): string {
  const text = lines.map((line) => `${canonicalJson(line)}\n`).join('');
  const counts = { journals: 1, gaps: 0, entries: lines.length - 2, documents: 0 };
  const digest = createHash('sha256').update(text).digest('base64url');
  const file = path.join(folder, name);
  writeFileSync(file, `${text}${canonicalJson({ line: 'end', counts, digest })}\n`);
  return file;
}
const header = { line: 'header', format: 'plumbline-account', version: 1 };
const journal = { line: 'journal', journalId, openedPosition: 0 };
const entries = wholeSession({ seq: 1, at: Date.now() - 3_600_000 }).map((entry) => ({
  line: 'entry',
  journalId,
  entry,
}));

const withBrowser = browserPath() === undefined && !process.env.CI ? describe.skip : describe;

withBrowser('the place where one’s data goes out and in', () => {
  let server: Running;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    server = await startServer({ dataDir: mkdtempSync(path.join(os.tmpdir(), 'plumbline-data-')) });
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.on('pageerror', (fault) => faults.push(fault.message));
    await page.goto(server.claimLink ?? '');
    await page.getByLabel('Name').fill('Robin');
    await page.getByLabel('Password').fill('a line with a weight');
    await page.getByRole('button', { name: 'Create my account' }).click();
    await page.getByRole('heading', { name: 'This week' }).waitFor();
    await page.getByRole('link', { name: 'Your data' }).click();
    await page.getByRole('heading', { name: 'Your data' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function picture(name: string): Promise<void> {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, width, Math.max(0, tooWide)]).toEqual([name, width, 0]);
      await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
    }
  }
  const choose = (file: string) => page.getByLabel('Choose a file', { exact: true }).setInputFiles(file);
  /** From memory: a disk without a locale has no name with an umlaut. */
  const chooseOld = (name: string, text: string) =>
    page
      .getByLabel('Choose a CSV or FIT file')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  test('refuses a file that was changed, with the line that is to blame', async () => {
    await choose(fileOf('changed.jsonl', [header, journal, { ...entries[0], line: 'entries' }]));
    await page.getByText('This file cannot be brought in as it is.').waitFor();
    await page.getByText('Line 3: is no line of this format.').waitFor();
    await picture('your-data-refused');
  });

  test('shows what a file would bring, then brings it', async () => {
    await choose(fileOf('mine.jsonl', [header, journal, ...entries]));
    await page.getByText(/New: 1 session/).waitFor();
    await picture('your-data-preview');
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByText(/The last file is in/).waitFor();
    await picture('your-data-done');
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('.session-list li').waitFor();
    await page.getByRole('link', { name: 'Your data' }).click();
  });

  test('downloads everything, and knows it again', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download everything' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^plumbline-\d{4}-\d\d-\d\d\.jsonl$/);
    const file = path.join(folder, 'everything.jsonl');
    await download.saveAs(file);
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(path.join(folder, 'mine.jsonl'), 'utf8'));
    await choose(file);
    await page.getByText('Everything in this file is here already.').waitFor();
    expect(faults).toEqual([]);
  });

  test('says in words why a file holds no history', async () => {
    await chooseOld('broken.csv', 'date,minutes\n2025-10-16,"9\n');
    await page.getByText('This file cannot be brought in as it is.').waitFor();
    await page.getByText('Line 2: begins a quotation that never ends.').waitFor();
    await picture('old-history-refused');
  });

  test('asks which column holds the day, and reads the file again with the answer', async () => {
    await chooseOld('heads.csv', 'When,Minutes\n2025-10-16 18:30,20\n');
    await page.getByText('No session could be read in this file yet.').waitFor();
    await page.getByLabel('When', { exact: true }).selectOption({ label: 'Day and time' });
    await page.getByText(/^1 session on 16 Oct 2025/).waitFor();
    const part = page.getByRole('region', { name: 'Bring old history' });
    await part.getByRole('button', { name: 'Leave it' }).click();
  });

  test('shows each old session, leaves duplicates unticked, and takes an exercise for what it is said to be', async () => {
    const begun = new Date(entries[0]?.entry.at ?? 0).toISOString();
    const lines = [
      'Start;Dauer;Übung;Sätze;Wdh',
      '2025-10-16 18:30;12,5;Brücke;2;10',
      '2025-10-16 18:30;12,5;Steg mit Bein;2;8',
      '2025-10-18 19:00;20;Katze;1;5',
      'neulich;20;Katze;1;5',
      `${begun};17;Rudern;2;12`,
    ];
    await chooseOld('Übungen 2025.csv', `\uFEFF${lines.join('\r\n')}`);
    await page.getByText(/^3 sessions from 16 Oct 2025 to .* One looks like a session/).waitFor();
    await page.getByText('Line 5 has no date that can be read; it is left out.').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(3);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(2);
    await page.getByText('Here already?').waitFor();
    await page.getByLabel('Steg mit Bein (1 set)').selectOption({ label: 'Glute bridge' });
    await page.getByRole('cell', { name: 'Glute bridge', exact: true }).waitFor();
    await picture('old-history-preview');
  });

  test('brings what is ticked in, and takes it back and forth by a button', async () => {
    await page.getByRole('button', { name: 'Bring in 2 sessions' }).click();
    await page.getByText('Übungen 2025.csv: 2 sessions in your history.').waitFor();
    await picture('old-history-done');
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText('from a file').first().waitFor();
    expect(await page.locator('.session-list li').count()).toBe(3);
    await picture('old-history-in-history');
    await page.getByText('from a file').first().click();
    await page.getByText(/sets as planned/).waitFor();
    await picture('old-history-session');
    await page.getByRole('link', { name: 'Your data' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Übungen 2025.csv: 2 sessions, taken back.').waitFor();
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await page.getByText('Übungen 2025.csv: 2 sessions in your history.').waitFor();
    expect(faults).toEqual([]);
  });
});
