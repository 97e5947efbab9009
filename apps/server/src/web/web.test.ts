import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { World } from '../testing/world.js';

const world = new World();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-web-'));
const roots = {
  dashboard: path.join(folder, 'dist'),
  watchPackage: path.join(folder, 'watch/plumbline.zab'),
};

beforeAll(async () => {
  for (const name of ['dist/assets', 'watch']) mkdirSync(path.join(folder, name), { recursive: true });
  const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  put('dist/index.html', '<title>dashboard</title>');
  put('dist/assets/index-C35ic8_v.js', 'export {}');
  put('dist/watch-frame.html', '<title>frame</title>');
  put(
    'dist/watch-frame.headers.json',
    '{"Content-Security-Policy":"sandbox allow-scripts; default-src \'none\'"}',
  );
  put('watch/plumbline.zab', 'PK');
  put('secret.txt', 'secret');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'dist/link.txt'));
  await world.start({ webRoots: roots });
});
afterAll(async () => {
  await world.end();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (route: string) => {
  const response = await fetch(`${world.server.url}${route}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe('the web side', () => {
  test.each(['/', '/history', '/sessions/01JD', '/live', '/claim', '/watch'])(
    '%s is the dashboard',
    async (route) => {
      const page = await get(route);
      expect(page).toMatchObject({ status: 200, text: '<title>dashboard</title>' });
      expect(page.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('files named by their content are kept for a year', async () => {
    const file = await get('/assets/index-C35ic8_v.js');
    expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('pages may load from here only', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    const { host } = new URL(world.server.url);
    expect(policy.split(';')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        `connect-src 'self' ws://${host}`,
        "frame-src 'self'",
        "img-src 'self' data: blob:",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('the frame for packaged code has its own policy and no second address', async () => {
    const frame = await get('/watch-frame');
    expect(frame.text).toBe('<title>frame</title>');
    expect(frame.headers.get('content-security-policy')).toBe("sandbox allow-scripts; default-src 'none'");
    for (const other of [
      '/watch-frame.html',
      '/Watch-Frame.html',
      '/watch-frame.headers.json',
      '/watch-frame%2ehtml',
      '/%77atch-frame.html',
      '//watch-frame.html',
    ]) {
      expect((await get(other)).text).not.toContain('frame</title>');
    }
  });

  test('the watch package is there for anyone', async () => {
    expect(await get('/plumbline.zab')).toMatchObject({ status: 200, text: 'PK' });
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/link.txt',
    '/%00.txt',
    '/.env',
    '/%E0%A4%A',
    '/nothing.js',
    `/${'a'.repeat(5_000)}`,
  ])('%s gives nothing away', async (route) => {
    const answer = await get(route);
    expect(answer.text).not.toContain('secret');
    expect(answer.status === 200 ? answer.text : 'refused').toMatch(/refused|dashboard/);
  });

  test('an unknown address of the interface is a refusal and not a page', async () => {
    expect(JSON.parse((await get('/api/v1/nothing')).text)).toMatchObject({ ok: false, code: 'not-found' });
  });

  test('without a built dashboard a sentence says what to type', async () => {
    rmSync(path.join(roots.dashboard, 'index.html'));
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('npm start');
  });
});
