/** The first person at a server, in a real browser. */
import type { Page } from 'playwright-core';
import type { ServerProcess } from './server-process.js';

/** Claims the server through its claim link and lands on the week. */
export async function claim(page: Page, server: ServerProcess): Promise<void> {
  await page.goto(`${server.url}/claim#${server.claimToken}`);
  await page.getByLabel('Name').fill('Robin');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page
    .getByRole('button')
    .filter({ hasNotText: /sign out/i })
    .first()
    .click();
  await page.getByRole('heading', { name: /week/i }).waitFor();
}

/** A pairing code, asked for with the page's own session. */
export async function pairingCode(page: Page, server: ServerProcess): Promise<string> {
  await page.goto(`${server.url}/devices`);
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/v1/pairing-codes', { method: 'POST' });
    return (await response.json()) as { code: string };
  });
  return answer.code;
}
