/** The dashboard as its owner sees it: real server, real Chromium, a session as a watch would have sent it. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Entry, newJournalId, newSessionId } from '@plumbline/routine-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Running, startServer } from '../apps/server/src/start-server.js';
import { browserPath, launchBrowser } from './stage/browser.js';
import { playedSession } from './stage/played-session.js';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
/** Kathmandu: neither this machine's zone nor a whole hour. */
const ZONE = 345;
const journalId = newJournalId(Date.now(), Math.random);
const finishedId = newSessionId(Date.now(), Math.random);
const runningId = newSessionId(Date.now() + 1, Math.random);
/** Pictures for people to look at; SCREENSHOTS names a folder that outlives the run. */
const pictures = process.env.SCREENSHOTS ?? mkdtempSync(path.join(os.tmpdir(), 'plumbline-screens-'));

const EMPTY = [
  ['year', /^Nothing in \d{4}$/],
  ['exercises', 'Nothing in these weeks'],
  ['reminders', 'No reminders in these weeks'],
] as const;

const withBrowser = browserPath() === undefined && !process.env.CI ? describe.skip : describe;

withBrowser('the dashboard', () => {
  let server: Running;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let token = '';
  let sent: Entry[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    server = await startServer({ dataDir: mkdtempSync(path.join(os.tmpdir(), 'plumbline-data-')) });
    browser = await launchBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Looks at the page at both widths, and finds it no wider than the screen. */
  async function picture(name: string): Promise<void> {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, width, Math.max(0, tooWide)]).toEqual([name, width, 0]);
      await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
    }
  }

  async function post(address: string, body: object, bearer?: string): Promise<Record<string, unknown>> {
    const headers = {
      'content-type': 'application/json',
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await (await fetch(`${server.url}/api/v1${address}`, request)).json()) as Record<string, unknown>;
  }

  async function push(entries: Entry[]): Promise<void> {
    const answer = await post('/journal', { journalId, first: 1, sentAt: Date.now(), entries }, token);
    expect(answer).toMatchObject({ ok: true, through: entries.at(-1)?.seq, problems: [] });
    sent = [...sent, ...entries];
  }

  const read = (selector: string) => page.locator(selector).allInnerTexts();

  test('refuses a stranger and tells what to do', async () => {
    await page.goto(server.url);
    await page.getByText('This server has no owner yet').waitFor();
    await picture('unclaimed');
  });

  test('makes the holder of the claim link its owner and hides the token', async () => {
    await page.goto(server.claimLink ?? '');
    await page.getByText('Make this server yours').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await picture('claim');
    await page.getByLabel('Name').fill('Robin');
    await page.getByLabel('Password').fill('a line with a weight');
    await page.getByRole('button', { name: 'Create my account' }).click();
    await page.getByRole('heading', { name: 'This week' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('greets an empty week with two ways to begin', async () => {
    await page.getByText('Two ways to begin').waitFor();
    expect(await read('.week-count')).toEqual(['0 of 3 sessions']);
    expect(await read('.day-name')).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    await picture('week-empty');
  });

  test('invites where nothing was done yet, and blames nobody', async () => {
    for (const [address, words] of EMPTY) {
      await page.goto(`${server.url}/history/${address}`);
      await page.getByText(words).waitFor();
      await picture(`${address}-empty`);
    }
    await page.goto(server.url);
  });

  test('shows a code, and names the device that has used it at once', async () => {
    await page.getByRole('link', { name: 'Pair a watch' }).click();
    await page.getByRole('button', { name: 'Pair a watch' }).click();
    await page.getByRole('button', { name: 'Show a code' }).click();
    await page.getByText('Works once').waitFor();
    const [address, code] = await read('.copyable dd');
    expect(address).toBe(server.url);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    await picture('pairing');
    const answer = await post('/pair', { code, deviceName: 'Amazfit Balance', journalId });
    token = String(answer.token);
    await page.getByText('Amazfit Balance was just paired with your account.').waitFor();
    await page.getByRole('heading', { name: 'Amazfit Balance' }).waitFor();
    await picture('devices');
    await page.getByRole('button', { name: 'It is mine' }).click();
  });

  test('shows a finished session in the history with the date it had where it was done', async () => {
    const startAt = Date.now() - 30 * HOUR;
    await push(
      playedSession({
        sessionId: finishedId,
        routineId: 'back-posture',
        startAt,
        playedMs: Infinity,
        firstSeq: 1,
        zone: ZONE,
      }),
    );
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('.session-list li').waitFor();
    const clock = new Date(startAt + ZONE * 60_000).toISOString().slice(11, 16);
    const [row] = await read('.session-list li');
    expect(row).toContain('Back and posture');
    expect(row).toContain(clock);
    expect(row).toContain('100 %');
    await picture('history');
  });

  test('compares plan and deed step by step, each side on its own', async () => {
    await page.locator('.session-list a').click();
    await page.getByRole('heading', { name: 'Core and glutes' }).waitFor();
    const rows = (await read('.steps tbody tr')).map((row) => row.replace(/\s+/g, ' '));
    expect(rows.filter((row) => row.startsWith('Side plank'))).toEqual([
      expect.stringMatching(/left 1 10 s 10 s .*done/),
      expect.stringMatching(/right 1 10 s 10 s .*done/),
      expect.stringMatching(/left 2 10 s 10 s .*done/),
      expect.stringMatching(/right 2 10 s 10 s .*done/),
    ]);
    await picture('session');
  });

  test('splits the length of a session into parts that add up', async () => {
    const seconds = (await read('.totals dd')).map((length) => {
      const [minutes = 0, rest = 0] = length.split(':').map(Number);
      return minutes * 60 + rest;
    });
    const [work = 0, rest = 0, paused = 0, length = 0] = seconds;
    expect(work + rest + paused).toBe(length);
    expect(length).toBe(((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)) / 1000);
  });

  test('looks back at the year, the exercises and the reminders', async () => {
    const at = Date.now() - 28 * HOUR;
    const answered = { at, zone: ZONE, kind: 'reminder-answered', reminders: ['shoulder-reset'], dueAt: at };
    await push([{ seq: (sent.at(-1)?.seq ?? 0) + 1, ...answered, answer: 'done' } as Entry]);
    const day = new Date(at - 2 * HOUR + ZONE * 60_000);
    await page.goto(`${server.url}/history/year`);
    await page.locator('.year-month').first().waitFor();
    if (day.getUTCFullYear() !== new Date().getFullYear())
      await page.getByRole('button', { name: String(day.getUTCFullYear()) }).click();
    await page.locator('button.year-done').focus();
    expect((await read('.year-told'))[0]).toMatch(/: 1 session, \d+ min/);
    await picture('year');
    await page.getByRole('link', { name: 'Exercises' }).click();
    await page.getByText('sides even').first().waitFor();
    await picture('exercises');
    await page.getByRole('link', { name: 'Reminders' }).click();
    await page.getByText('1 of 1 shown were done.').waitFor();
    await picture('reminders');
  });

  test('follows a running session and counts on between messages', async () => {
    await page.getByRole('link', { name: 'Live' }).click();
    await page.getByText('Nothing is running').waitFor();
    const firstSeq = (sent.at(-1)?.seq ?? 0) + 1;
    // The watch is 1 s into the first rest: lead-in 10 s, doorway 20 s, rest 15 s.
    const playedMs = 31_000;
    const startAt = Date.now() - playedMs;
    const zone = ZONE;
    await push(
      playedSession({ sessionId: runningId, routineId: 'back-posture', startAt, playedMs, firstSeq, zone }),
    );
    await page.getByText('Rest', { exact: true }).waitFor();
    const number = async () => Number((await read('.dial-number strong'))[0]);
    const leftAt = (at: number) => 45 - (at - startAt) / 1000;
    /** Right to the second, by the clock of this very moment; a machine that stalls is looked at again. */
    const right = async (): Promise<number> => {
      for (;;) {
        const before = Date.now();
        const shown = await number();
        if (shown >= Math.floor(leftAt(Date.now())) && shown <= Math.ceil(leftAt(before)) + 1) return shown;
        expect([shown, leftAt(before) > 1]).toEqual([shown, true]);
        await page.waitForTimeout(100);
      }
    };
    const first = await right();
    await page.waitForTimeout(2500);
    expect(await right()).toBeLessThan(first);
    await picture('live');
  });

  test('speaks when the step changes, without the seconds', async () => {
    const spoken = await read('.live-card [aria-live]');
    expect(spoken).toEqual([expect.stringContaining('Next: Stand in a doorway')]);
    expect(spoken.join()).not.toMatch(/\d+ seconds left/);
  });

  test('points from the week to the running session', async () => {
    await page.getByRole('link', { name: 'Week' }).click();
    await page.getByText(/Back and posture is running/).waitFor();
    await picture('week');
  });

  test('ends the live view by itself, with the way to the session', async () => {
    await page.getByRole('link', { name: 'Watch it live' }).click();
    await page.locator('.dial').waitFor();
    const seq = (sent.at(-1)?.seq ?? 0) + 1;
    await push([
      { seq, at: Date.now(), zone: ZONE, kind: 'session-ended', sessionId: runningId, how: 'saved' },
    ]);
    await page.getByRole('link', { name: 'Open the session' }).click();
    await page.getByText('ended early').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/sessions/${runningId}`);
  });

  test('removes a device after asking, and its key is dead at once', async () => {
    await page.getByRole('link', { name: 'Devices' }).click();
    await page.getByRole('button', { name: 'Remove Amazfit Balance' }).click();
    await picture('remove');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Amazfit Balance can no longer send.').waitFor();
    const answer = await post('/journal', { journalId, first: 1, sentAt: Date.now(), entries: [] }, token);
    expect(answer).toMatchObject({ ok: false, code: 'revoked' });
  });

  test('signs out, and in again at the address that was asked for', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${server.url}/history`);
    await page.getByLabel('Name').fill('Robin');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('That name and password do not belong together.').waitFor();
    await picture('login');
    faults.length = 0; // Chromium reports the refused sign-in itself as an error.
    await page.getByLabel('Password').fill('a line with a weight');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
  });

  test('a reset link shows its form to whoever is signed in, and an address without one leads to the week', async () => {
    await page.goto(`${server.url}/reset#plb_r_from-last-year`);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await picture('reset');
    await page.getByLabel('Password').first().fill('another line with a weight');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('That has run out or was used already.').waitFor();
    faults.length = 0;
    await page.goto(`${server.url}/reset`);
    await page.waitForURL(`${server.url}/`);
    await page.getByRole('link', { name: 'Live' }).waitFor();
  });

  test('runs under the strict policy without one complaint', () => {
    expect(faults).toEqual([]);
  });
});
