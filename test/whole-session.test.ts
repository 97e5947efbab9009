/**
 * The promise of the whole: real package, real messaging layer, real phone side, real server process on SQLite, real
 * browser. While the session runs the server is killed twice and the link drops five times; at the end it is there once.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { browserPath, launchBrowser } from './stage/browser.js';
import { claim, pairingCode } from './stage/owner.js';
import {
  journalOf,
  openWatch,
  pairByHand,
  pause,
  startRoutine,
  until,
  type Watch,
} from './stage/paired-watch.js';
import { type ServerProcess, startServerProcess } from './stage/server-process.js';

const MINUTES_MS = 60_000;
const SPEED = 40;
const roads = [
  { road: 'Socket.IO', webSocket: true, device: 'balance' },
  { road: 'HTTP', webSocket: false, device: 'bip_6' },
];

const describeWithBrowser = browserPath() ? describe : describe.skip;

/** Everything that goes wrong while the wearer goes on: two kills of the server, five drops of the link. */
async function trouble(watch: Watch, server: ServerProcess): Promise<{ kills: number; drops: number }> {
  const done = { kills: 0, drops: 0 };
  for (let round = 0; round < 5; round += 1) {
    await pause(1200);
    watch.link.drop();
    done.drops += 1;
    if (round === 1 || round === 3) {
      await server.killAndRestart();
      done.kills += 1;
    }
    await pause(400);
    watch.link.restore();
  }
  return done;
}

async function stepsSeenLive(
  page: Page,
  server: ServerProcess,
  seen: Set<string>,
  ended: () => boolean,
): Promise<void> {
  await page.goto(`${server.url}/live`);
  while (!ended()) {
    const text = await page
      .getByRole('main')
      .textContent()
      .catch(() => '');
    const step = text?.match(/step (\d+) of/)?.[1];
    if (step) seen.add(step);
    await pause(50);
  }
}

describeWithBrowser('a session from the wrist to the history page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, MINUTES_MS);
  afterAll(async () => {
    await browser.close();
  });

  test.each(roads)(
    'is in the history once, step for step as on the watch, over $road',
    async ({ webSocket, device }) => {
      const server = await startServerProcess();
      const page = await browser.newPage();
      let ended = false;
      const watch = await openWatch({ device, webSocket, speed: 1 });
      try {
        await claim(page, server);
        await pairByHand(watch, server.url, await pairingCode(page, server));
        const presses = await startRoutine(watch);
        expect(presses).toBeLessThanOrEqual(3);
        watch.setSpeed(SPEED);

        const seenLive = new Set<string>();
        const live = stepsSeenLive(page, server, seenLive, () => ended);
        const troubles = await trouble(watch, server);
        expect(troubles).toEqual({ kills: 2, drops: 5 });
        await until('the summary', () => watch.texts().includes('All done'), MINUTES_MS);
        // A watch forty times as fast has a network forty times as slow: what is left goes over in the wearer's time.
        watch.setSpeed(2);
        await until('everything sent', () => watch.texts().includes('All sent'), MINUTES_MS);
        ended = true;
        await live;
        expect(seenLive.size).toBeGreaterThanOrEqual(5);

        await page.goto(`${server.url}/history`);
        const link = page.getByRole('main').locator('a[href^="/sessions/"]');
        await link.first().waitFor();
        expect(await link.count()).toBe(1);
        const href = (await link.first().getAttribute('href')) ?? '';
        const stored = await page.evaluate(async (id) => {
          const response = await fetch(`/api/v1/sessions/${id}`);
          return await response.json();
        }, href.split('/').at(-1));
        const own = journalOf(watch).filter((entry) => 'sessionId' in entry);
        expect(stored.entries).toEqual(own);
        expect(own.at(-1)).toMatchObject({ kind: 'session-ended', how: 'complete' });
        expect(stored.rows).toHaveLength(17);
        expect(stored.rows.every((row: { status: string }) => row.status === 'done')).toBe(true);

        await page.goto(`${server.url}${href}`);
        await page.getByText('17 of 17').first().waitFor();
      } finally {
        ended = true;
        watch.close();
        await page.close();
        await server.stop();
      }
    },
    4 * MINUTES_MS,
  );
});
