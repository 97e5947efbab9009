import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { browserPath, launchBrowser } from './stage/browser.js';
import { dist, packageOf, type Sources, Stand } from './stage/hostile-stand.js';

/** Each way out is tried with every global object that code can get hold of. */
const REACH = `
  var globals = [globalThis, (function () { return this; })(), ui, context];
  [function () {}, async function () {}, function* () {}].forEach(function (one) {
    try { globals.push(one.constructor('return this')()); } catch (fault) {}
  });
  var wanted = ['document', 'parent', 'top', 'opener', 'frames', 'localStorage', 'sessionStorage', 'indexedDB', 'caches',
    'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'Worker', 'SharedWorker', 'BroadcastChannel',
    'postMessage', 'importScripts', 'navigator', 'location', 'MessageChannel', 'process', 'require', 'WebAssembly', 'self',
    'onmessage', 'crypto', 'performance'];
  var reached = [];
  globals.forEach(function (found) {
    if (found === undefined || found === null) return;
    wanted.forEach(function (name) {
      var thing;
      try { thing = found[name]; } catch (fault) { return; }
      if (thing === undefined) return;
      reached.push(name);
      try { if (name === 'fetch') thing('ORIGIN/api/v1/me?stolen=fetch'); } catch (fault) {}
      try { if (name === 'WebSocket') new thing('WSORIGIN/socket.io/?stolen=socket'); } catch (fault) {}
      try { if (name === 'importScripts') thing('ORIGIN/api/v1/me?stolen=import'); } catch (fault) {}
      try { if (name === 'postMessage') thing({ type: 'screen', svg: '<svg onload="x"/>' }, '*'); } catch (fault) {}
    });
  });
  Object.prototype.polluted = true;
  console.log('reached=[' + reached.join(' ') + ']');
  show(120, '</text><script>window.pwned = 1</script>');
  show(180, 'still here');
`;

const SIDE = `AppSideService({ onInit: function () {
  fetch({ url: 'ORIGIN/api/v1/me?stolen=phone' }).then(function (a) { console.log('own=' + a.status); });
  fetch({ url: 'ORIGIN/plumbline.zab?stolen=outside' }).catch(function (e) { console.log('outside refused'); });
  fetch({ url: 'OTHER/api/v1/me?stolen=other' }).catch(function (e) { console.log('other refused'); });
  fetch({ url: 'ORIGIN/api/../plumbline.zab?stolen=climb' }).catch(function (e) { console.log('climb refused'); });
  new WebSocket('WSORIGIN/socket.io/?stolen=socket&as=dashboard');
} });`;

const SETTING = `AppSettingsPage({ build: function () {
  return View({}, [
    Link({ source: 'javascript:window.pwned = 1' }, 'bad link'),
    Link({ source: 'https://example.org/' }, 'good link'),
    Text({}, '<img src=x onerror="window.pwned = 1">'),
    TextInput({ label: 'Touch', settingsKey: 'touch' }),
  ]);
} });`;

const ready = browserPath() !== undefined && existsSync(path.join(dist, 'watch-frame.html'));
if (!ready && process.env.CI === 'true')
  throw new Error('the sandbox test needs Chromium and the built dashboard');

(ready ? describe : describe.skip)('a hostile package on the virtual watch', () => {
  const stand = new Stand();
  const elsewhere = new Stand();
  let browser: Browser;
  let page: Page;
  let origin = '';
  let other = '';

  const filled = (code: string) =>
    code
      .replaceAll('WSORIGIN', origin.replace('http', 'ws'))
      .replaceAll('ORIGIN', origin)
      .replaceAll('OTHER', other);
  const run = async (sources: Sources) => {
    const entries = Object.entries(sources).map(([name, code]) => [name, filled(code)]);
    stand.package = packageOf(Object.fromEntries(entries) as Sources);
    await page.goto(`${origin}/watch`);
  };
  const log = () => page.locator('.watch-log ol').textContent();
  const logged = async (words: string) => {
    await page.waitForFunction(
      (text) => document.querySelector('.watch-log ol')?.textContent?.includes(text),
      words,
    );
  };

  beforeAll(async () => {
    [origin, other] = [await stand.open(), await elsewhere.open()];
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    stand.close();
    elsewhere.close();
  });
  beforeEach(async () => {
    stand.seen.length = 0;
    const context = await browser.newContext();
    await context.addCookies([{ name: 'plumbline', value: 'secret', url: origin }]);
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterEach(() => page.context().close());

  test('finds no page, storage, network, worker or message channel to reach for', async () => {
    await run({ page: REACH });
    await logged('reached=[');
    expect(await log()).toContain('reached=[]');
    expect(stand.stolen).toEqual([]);
  }, 60_000);

  test('would find as little in the document around it: no origin, no network, no store', async () => {
    await run({ page: 'show(120, "hello");' });
    await page.getByText('Screen off').waitFor();
    const frame = page.frames().find((one) => one.url().endsWith('/watch-frame'));
    const tries = await frame?.evaluate(async (address) => {
      const outcome = async (reach: () => unknown): Promise<string> => {
        try {
          return `reached ${String(await reach())}`;
        } catch (fault) {
          return (fault as Error).name;
        }
      };
      const socket = () =>
        new Promise((done, fail) => {
          const made = new WebSocket(address.replace('http', 'ws'));
          made.onopen = done;
          made.onerror = () => fail(new DOMException('', 'NetworkError'));
        });
      return {
        origin: self.origin,
        cookie: await outcome(() => document.cookie),
        parent: await outcome(() => parent.document.title),
        storage: await outcome(() => localStorage.length),
        database: await outcome(() => indexedDB.open('x').onsuccess),
        fetch: await outcome(() => fetch(address)),
        socket: await outcome(socket),
        image: await outcome(() => Object.assign(new Image(), { src: address }).decode()),
      };
    }, `${origin}/api/v1/me?stolen=frame`);
    expect(tries).toMatchObject({ origin: 'null', cookie: 'SecurityError', parent: 'SecurityError' });
    expect(tries).toMatchObject({ storage: 'SecurityError', database: 'SecurityError', fetch: 'TypeError' });
    expect(tries).toMatchObject({ socket: expect.stringMatching(/Error/), image: 'EncodingError' });
    expect(stand.stolen).toEqual([]);
  }, 60_000);

  test('writes a text that would be markup, and it stays a picture', async () => {
    await run({ page: REACH });
    await logged('reached=[');
    const source = await page.locator('.watch-glass img').getAttribute('src');
    expect(source).toMatch(/^data:image\/svg\+xml/);
    expect(decodeURIComponent(source ?? '')).not.toMatch(/script|pwned/);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  }, 60_000);

  test('gets through the phone to its own server only, without the cookie and marked as a device', async () => {
    await run({ setting: SETTING, side: SIDE });
    // What wakes a side service on a phone: its settings page writes.
    await page.getByRole('textbox', { name: 'Touch' }).fill('1');
    await page.getByRole('textbox', { name: 'Touch' }).press('Tab');
    for (const words of ['own=200', 'outside refused', 'other refused', 'climb refused']) await logged(words);
    await expectSoon(() => stand.stolen.length === 2);
    expect(elsewhere.seen).toEqual([]);
    const [fetched, socket] = [...stand.stolen].sort((one, two) => one.url.length - two.url.length);
    expect(fetched).toEqual({ url: '/api/v1/me?stolen=phone&as=device', cookie: undefined });
    expect(socket?.url).toBe('/socket.io/?stolen=socket&as=device');
  }, 60_000);

  test('has its settings page shown as plain elements with https links alone', async () => {
    await run({ setting: SETTING });
    await page.getByText('good link').waitFor();
    const links = await page
      .locator('.phone a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links).toEqual(['https://example.org/']);
    expect(await page.locator('.phone img, .phone script').count()).toBe(0);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  }, 60_000);

  test('spoils every built-in it finds, and the watch around it does not notice', async () => {
    const spoil = `['Array', 'Map', 'String', 'Object', 'Function'].forEach(function (name) {
      Object.getOwnPropertyNames(globalThis[name].prototype).forEach(function (member) {
        try { if (member !== 'constructor') globalThis[name].prototype[member] = undefined; } catch (fault) {}
      });
    });`;
    await run({ page: `show(120, 'before'); ${spoil}` });
    await page.getByText('Screen off').click();
    await page.getByRole('button', { name: 'Wake' }).click();
    await page.getByText('Screen off').waitFor();
    expect(await page.locator('iframe').count()).toBe(1);
  }, 60_000);

  test.each([
    ['a file that climbs out', () => zipSync({ '../app.json': strToU8('{}') }), 'climbs out'],
    ['no zip at all', () => strToU8('hello'), 'no zip archive'],
    [
      'more than a watch could hold',
      () => zipSync({ 'app.json': new Uint8Array(65 * 1024 * 1024) }),
      'swells to 250 times',
    ],
  ])(
    'is refused with a sentence when it is %s',
    async (_name, make, words) => {
      stand.package = make();
      await page.goto(`${origin}/watch`);
      await page.getByText(words).waitFor();
      expect(await page.locator('iframe').count()).toBe(0);
    },
    60_000,
  );
});

async function expectSoon(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await new Promise((done) => setTimeout(done, 50));
  expect(holds()).toBe(true);
}
