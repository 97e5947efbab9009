/** One headless Chromium for a test file: Debian's, or whatever CHROME_PATH names. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's path, or undefined where the machine has none (then the caller skips, visibly). */
export const browserPath = (): string | undefined =>
  [process.env.CHROME_PATH, ...KNOWN].find((file) => file && existsSync(file));

export function launchBrowser(): Promise<Browser> {
  const executablePath = browserPath();
  if (!executablePath) throw new Error('no Chromium: set CHROME_PATH');
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const args = ['--no-sandbox', ...quiet, '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, headless: true, args });
}
