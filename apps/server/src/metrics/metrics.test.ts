import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import { JOURNAL, moves, pushOf } from '../testing/entries.js';
import { type Family, parseExposition } from '../testing/exposition.js';
import { bearer, type Device, outcome, type Person, send, World } from '../testing/world.js';

const world = new World();
const NAME = 'Ida-who-must-not-be-named';
let person: Person;
let device: Device;

const scrape = async (): Promise<{ text: string; families: Family[] }> => {
  const response = await fetch(`${world.server.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  return { text, families: parseExposition(text) };
};

async function sumOf(name: string, labels: Record<string, string> = {}): Promise<number> {
  const { families } = await scrape();
  const samples = families.flatMap(({ samples }) => samples);
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found.reduce((sum, { value }) => sum + value, 0);
}

const push = (body: unknown) => world.ask('POST', '/api/v1/journal', body, bearer(device));

beforeAll(async () => {
  await world.start();
  person = await world.person(NAME);
  device = await world.device(person, JOURNAL);
});
afterAll(() => world.end());

describe('GET /metrics', () => {
  test('counts entries that were stored, sent twice and kept aside, gaps and forks', async () => {
    await push(pushOf(moves(5, 1)));
    await push(pushOf(moves(7, 1)));
    const levitated = { seq: 10, at: world.now, zone: 60, kind: 'levitated' };
    await push({ ...pushOf([levitated as never]), first: 10 });
    await push(pushOf([{ ...levitated, kind: 'sank' } as never]));
    const fates = await Promise.all(
      ['stored', 'duplicate', 'quarantined', 'left-out'].map((fate) =>
        sumOf('plumbline_entries_total', { fate }),
      ),
    );
    expect(fates).toEqual([7, 5, 1, 1]);
    expect(await sumOf('plumbline_gaps_total')).toBe(1);
    expect(await sumOf('plumbline_forks_total')).toBe(1);
    expect(await sumOf('plumbline_pushes_total', { answer: 'ok' })).toBe(4);
    expect(await sumOf('plumbline_push_group_size_sum')).toBe(4);
    expect(await sumOf('plumbline_live_delay_seconds_count')).toBe(3);
    expect(await sumOf('plumbline_commit_seconds_count')).toBeGreaterThanOrEqual(4);
    expect(await sumOf('plumbline_write_wait_seconds_count')).toBeGreaterThanOrEqual(4);
  });

  test('counts requests by template, never by the address that was asked', async () => {
    await world.ask('GET', '/api/v1/sessions/01JD3Z5X8QSESS10N000000009', undefined, {
      cookie: person.cookie,
    });
    await world.ask('GET', '/api/v1/sessions/01JD3Z5X8QSESS10N000000008', undefined, {
      cookie: person.cookie,
    });
    const labels = { method: 'GET', route: '/api/v1/sessions/:id', status: '404' };
    expect(await sumOf('plumbline_http_requests_total', labels)).toBe(2);
    expect(
      await sumOf('plumbline_http_request_duration_seconds_count', { route: '/api/v1/sessions/:id' }),
    ).toBe(2);
  });

  test('counts refused sign-ins, refusals of both roads and open sockets by kind', async () => {
    await world.ask('POST', '/api/v1/login', { name: NAME, password: 'wrong wrong wrong' });
    expect(await sumOf('plumbline_logins_failed_total', { code: 'wrong-login' })).toBe(1);
    const password = 'a long enough password';
    const cookie = { cookie: person.cookie };
    const begun = await world.ask('POST', '/api/v1/second-factor', { password }, cookie);
    const code = new TOTP({ secret: begun.body.secret as string }).generate({ timestamp: world.now });
    await world.ask('POST', '/api/v1/second-factor/confirm', { code }, cookie);
    const asked = await world.ask('POST', '/api/v1/login', { name: NAME, password });
    expect(asked.body.code).toBe('second-factor-needed');
    expect(await sumOf('plumbline_logins_failed_total', {})).toBe(1);
    const socket = world.socket({ token: device.token });
    expect(await outcome(socket)).toBe('open');
    await send(socket, 'live:join', {});
    await send(socket, 'no:such:event', {});
    expect(await outcome(world.socket({ token: 'nonsense' }))).toBe('unauthorized');
    expect(await sumOf('plumbline_sockets', { kind: 'device' })).toBe(1);
    expect(await sumOf('plumbline_socket_messages_total', { event: 'live:join', answer: 'forbidden' })).toBe(
      1,
    );
    expect(await sumOf('plumbline_refusals_total', { way: 'socket', code: 'unknown-event' })).toBe(1);
    expect(await sumOf('plumbline_refusals_total', { way: 'handshake', code: 'unauthorized' })).toBe(1);
    expect(await sumOf('plumbline_refusals_total', { way: 'http', code: 'wrong-login' })).toBe(1);
  });

  test('knows the size of the data and the state of the process', async () => {
    expect(await sumOf('plumbline_database_bytes')).toBeGreaterThan(10_000);
    expect(await sumOf('plumbline_writable')).toBe(1);
    expect(await sumOf('process_resident_memory_bytes')).toBeGreaterThan(20_000_000);
    expect(await sumOf('process_cpu_seconds_total')).toBeGreaterThan(0);
    const before = await sumOf('process_start_time_seconds');
    expect(before).toBeGreaterThan(Date.UTC(2024) / 1000);
  });

  test('names nobody and nothing of theirs, and stays small', async () => {
    const { text, families } = await scrape();
    for (const secret of [NAME, person.accountId, device.deviceId, device.token, JOURNAL, '01JD'])
      expect(text).not.toContain(secret);
    expect(families.flatMap(({ samples }) => samples).length).toBeLessThan(400);
    for (const { name, help } of families) {
      expect(name).toMatch(/^(plumbline|process|nodejs)_[a-z_]+$/);
      expect(help).toMatch(/\.$/);
    }
  });

  test('an address that no route has is counted under one name', async () => {
    for (const path of ['/a.js', '/b.js', '/api/v1/nothing']) await fetch(`${world.server.url}${path}`);
    await fetch(`${world.server.url}/elsewhere`, { method: 'PUT' });
    const { families } = await scrape();
    const routes = families
      .find(({ name }) => name === 'plumbline_http_requests_total')
      ?.samples.map(({ labels }) => labels.route);
    expect(routes?.filter((route) => /a\.js|b\.js|nothing|elsewhere/.test(route ?? ''))).toEqual([]);
  });

  test('the strict reader of this test refuses what is no exposition', () => {
    const fine = '# HELP a_total A.\n# TYPE a_total counter\na_total{b="c"} 1\n';
    expect(parseExposition(fine)).toHaveLength(1);
    for (const spoiled of [
      fine.replace('counter', 'gauge'),
      fine.replace('{b="c"}', '{b="c"'),
      fine.replace(' 1\n', ' one\n'),
      fine.replace('a_total{', 'b_total{'),
      fine.slice(0, -1),
      `${fine}a_total{b="c"} 1\n`,
    ])
      expect(() => parseExposition(spoiled)).toThrow();
  });
});
