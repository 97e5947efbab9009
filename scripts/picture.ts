/**
 * `npm run picture`: the README's picture, made from the running product. Three sessions are played on the packaged
 * program, sent to a real server, and the dashboard's week is photographed beside the watch in the middle of a plank.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/stage/browser.js';
import { claim, pairingCode } from '../test/stage/owner.js';
import { openWatchAt, pairByHand, startRoutine, until, type Watch } from '../test/stage/paired-watch.js';
import { startServerProcess } from '../test/stage/server-process.js';

const root = path.resolve(import.meta.dirname ?? '.', '..');
const OUT = path.join(root, 'docs/pictures/plumbline.png');
const SIZE = { width: 1600, height: 860 };
const DAY_MS = 86_400_000;
const SESSION_MS = 11 * 60_000;
/** Four seconds into the first plank of the low level, 1:58 after the start. */
const PLANK_MS = 122_000;

/** Days of this week (from Monday to yesterday, at most two, not next to each other where there is room). */
function daysBack(now: number): number[] {
  const sinceMonday = (new Date(now).getUTCDay() + 6) % 7;
  return [sinceMonday, sinceMonday - 2].filter((days) => days > 0);
}

async function playOne(watch: Watch): Promise<void> {
  await startRoutine(watch);
  await watch.advance(SESSION_MS);
  watch.launch();
  await watch.advance(5000);
}

async function playWeek(watch: Watch, now: number): Promise<void> {
  for (const days of daysBack(now)) {
    await watch.advance(now - days * DAY_MS - watch.now());
    await playOne(watch);
  }
  await watch.advance(now - watch.now());
}

const markup = (watchSvg: string, week: string): string => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; width: ${SIZE.width}px; height: ${SIZE.height}px; background: #e4e7e1; display: flex;
    align-items: center; justify-content: center; gap: 72px; font: 16px sans-serif }
  .watch { width: 400px; height: 400px; padding: 20px; border-radius: 50%; background: #1b1e1d;
    box-shadow: 0 24px 60px rgb(0 0 0 / 0.28) }
  .watch svg, .watch img { width: 100%; height: 100%; display: block }
  .week { width: 940px; border-radius: 14px; box-shadow: 0 18px 50px rgb(0 0 0 / 0.16); display: block }
</style><div class="watch"><img src="data:image/svg+xml;base64,${Buffer.from(watchSvg).toString('base64')}"></div>
<img class="week" src="data:image/png;base64,${week}">`;

async function compose(browser: Browser, watchSvg: string, week: Buffer): Promise<void> {
  const page = await browser.newPage({ viewport: SIZE });
  await page.setContent(markup(watchSvg, week.toString('base64')));
  mkdirSync(path.dirname(OUT), { recursive: true });
  await page.screenshot({ path: OUT });
}

const server = await startServerProcess();
const browser = await launchBrowser();
try {
  const now = Date.now();
  const page = await browser.newPage({ viewport: { width: 1180, height: 720 } });
  await claim(page, server);
  const watch = await openWatchAt(now - 8 * DAY_MS);
  const paired = pairByHand(watch, server.url, await pairingCode(page, server));
  while (watch.phone.settings.get('token') === undefined) await watch.advance(200);
  await paired;
  await playWeek(watch, now);
  await startRoutine(watch);
  await watch.advance(PLANK_MS);
  await page.goto(server.url);
  await until('the week', async () => (await page.getByText(/of 3 sessions/).count()) > 0);
  await page.waitForTimeout(500);
  await compose(browser, watch.svg(), await page.screenshot());
  watch.close();
  process.stdout.write(`${path.relative(root, OUT)}\n`);
} finally {
  await browser.close();
  await server.stop();
}
