/** The example for Home Assistant and the receiver of webhooks, against a real server. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aptInstall } from './stage/here.js';
import { connected, Household, JOURNAL } from './stage/household.js';
import { playedSession } from './stage/played-session.js';
import { freePort, type ServerProcess, startServerProcess } from './stage/server-process.js';

const root = path.resolve(import.meta.dirname ?? process.cwd(), '..');
const PYTHON = '/usr/bin/python3';
const hasJinja = () => spawnSync(PYTHON, ['-c', 'import jinja2, yaml']).status === 0;
const MISSING =
  'Jinja was not found, so the Home Assistant example cannot be rendered. On Debian: sudo apt-get install -y python3-jinja2 python3-yaml';

if (!hasJinja()) aptInstall('Jinja (for the Home Assistant example)', 'python3-jinja2');
if (!hasJinja()) aptInstall('PyYAML (for the Home Assistant example)', 'python3-yaml');
const found = hasJinja();
if (!found) process.stderr.write(`${MISSING}\n`);

const MINUTE = 60_000;
const now = Date.now();
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
/** So that what happened minutes ago happened today, too. */
const at = new Date(now).getUTCHours() === 0 ? now + 3 * 60 * MINUTE : now;
let server: ServerProcess;
let household: Household;
let receiver: ChildProcess | undefined;
let receiverPort: number;
let key: string;
let seq = 0;

beforeAll(async () => {
  receiverPort = await freePort();
  server = await startServerProcess({ OUTGOING_ALLOW: `127.0.0.1:${receiverPort}` });
  household = await new Household(server).begin();
  const made = (await household.ask('POST', '/api/v1/keys', { name: 'Home', scopes: ['history:read'] })).body;
  key = String(made.token);
}, 60_000);

afterAll(async () => {
  receiver?.kill('SIGKILL');
  household.end();
  await server.stop();
});

type Home = { states: Record<string, { state: string } & Record<string, unknown>>; said: object | null };

function home(event?: object): Home {
  const input = JSON.stringify({
    file: path.join(root, 'examples/home-assistant/plumbline.yaml'),
    url: server.url,
    secrets: { plumbline_authorization: `Bearer ${key}`, plumbline_webhook_id: 'a-long-random-word' },
    now: at,
    ...(event ? { event } : {}),
  });
  const script = path.join(root, 'test/home-assistant/home.py');
  return JSON.parse(execFileSync(PYTHON, [script], { input, encoding: 'utf8' })) as Home;
}

async function push(entries: readonly object[]): Promise<void> {
  const watch = household.watchSocket();
  await connected(watch);
  const numbered = entries.map((entry) => {
    seq += 1;
    return { ...entry, seq };
  });
  const answer = await watch.emitWithAck('journal:push', {
    journalId: JOURNAL,
    first: 1,
    sentAt: at,
    entries: numbered,
  });
  expect(answer).toMatchObject({ ok: true, problems: [] });
  watch.disconnect();
}

const reminder = (minutesAgo: number, told: object) => ({
  at: at - minutesAgo * MINUTE,
  zone: 0,
  reminders: ['shoulder-reset'],
  dueAt: at - minutesAgo * MINUTE,
  ...told,
});

(found ? describe : describe.skip)('the Home Assistant example', () => {
  test('says of an empty account what is true of it', () => {
    const { states } = home();
    expect(states).toMatchObject({
      'binary_sensor.plumbline_session_due': { state: 'True' },
      'sensor.plumbline_sessions_this_week': { state: '0', firstDay: expect.any(String) },
      'sensor.plumbline_last_session': { state: 'unavailable' },
      'sensor.plumbline_resets_today': { state: '0' },
      'sensor.plumbline_minutes_since_a_reset': { state: 'unavailable' },
      'binary_sensor.plumbline_paused': { state: 'False' },
    });
  });

  test('knows the last session, the week, the resets of today and the pause', async () => {
    const startAt = at - 40 * MINUTE;
    const session = playedSession({
      sessionId: '01JD3Z5X8QSESS10N000000001',
      routineId: 'back-posture',
      startAt,
      playedMs: 30 * MINUTE,
      firstSeq: 1,
      zone: 0,
    });
    await push(session);
    await push([
      reminder(50, { kind: 'reminder-answered', answer: 'done' }),
      reminder(20, { kind: 'reminder-answered', answer: 'done' }),
      reminder(10, { kind: 'reminder-suppressed', reason: 'paused' }),
    ]);
    const { states } = home();
    expect(states).toMatchObject({
      'binary_sensor.plumbline_session_due': { state: 'True' },
      'sensor.plumbline_sessions_this_week': { state: '1' },
      'sensor.plumbline_last_session': {
        state: new Date(startAt).toISOString().replace(/\.\d+Z/, '+00:00'),
        status: 'ended',
        how: 'complete',
        completeShare: 1,
      },
      'sensor.plumbline_resets_today': { state: '2' },
      'sensor.plumbline_minutes_since_a_reset': { state: '20' },
      'binary_sensor.plumbline_paused': { state: 'True' },
    });
    expect(day(startAt)).toBe(day(at));
  });

  test('asks nothing that a key with history:read may not read', async () => {
    const refused = await fetch(`${server.url}/api/v1/documents`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(refused.status).toBe(403);
  });
});

describe('the webhook receiver', () => {
  const lines: { id: string; kind: string }[] = [];
  let secret: string;
  let webhookId: string;
  const untilHeard = async (count: number) => {
    const limit = Date.now() + 20_000;
    while (lines.length < count && Date.now() < limit)
      await new Promise((resolve) => setTimeout(resolve, 30));
    expect(lines).toHaveLength(count);
  };
  const address = () => `http://127.0.0.1:${receiverPort}/`;

  test('hears a real delivery, and the automation says what it means', async () => {
    const form = { name: 'Home', address: address(), kinds: ['session-ended'] };
    const made = (await household.ask('POST', '/api/v1/webhooks', form)).body;
    secret = String(made.secret);
    webhookId = (made.webhook as { id: string }).id;
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      PLUMBLINE_WEBHOOK_SECRET: secret,
      PORT: `${receiverPort}`,
    };
    receiver = spawn(process.execPath, ['examples/webhook-receiver/receive.mjs'], { cwd: root, env });
    receiver.stdout?.on('data', (chunk) => {
      for (const line of String(chunk).split('\n').filter(Boolean)) lines.push(JSON.parse(line));
    });
    await new Promise((resolve) => receiver?.stderr?.once('data', resolve));
    await push(
      playedSession({
        sessionId: '01JD3Z5X8QSESS10N000000002',
        routineId: 'back-posture',
        startAt: at - 35 * MINUTE,
        playedMs: 30 * MINUTE,
        firstSeq: 1,
        zone: 0,
      }),
    );
    await untilHeard(1);
    expect(lines[0]?.kind).toBe('session-ended');
    if (!found) return;
    expect(home(lines[0]).said).toEqual({
      title: 'Back and posture',
      message: expect.stringMatching(/^\d+ minutes of work\.\s+1 to go this week\.$/),
    });
  }, 40_000);

  test('leaves out what comes twice and believes nothing that is not signed', async () => {
    const { createHmac } = await import('node:crypto');
    const send = (body: string, signature: string) =>
      fetch(address(), { method: 'POST', body, headers: { 'plumbline-signature': signature } });
    const signed = (body: string, t = Date.now()) =>
      `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
    const again = JSON.stringify(lines[0]);
    expect((await send(again, signed(again))).status).toBe(204);
    const forged = JSON.stringify({ ...lines[0], id: 'forged' });
    expect((await send(forged, signed(again))).status).toBe(401);
    expect((await send(forged, 'nonsense')).status).toBe(401);
    expect((await send(forged, signed(forged, Date.now() - 6 * MINUTE))).status).toBe(401);
    expect((await fetch(address())).status).toBe(405);
    await untilHeard(1);
  });

  test('is in the log of deliveries as it answered', async () => {
    const { body } = await household.ask('GET', `/api/v1/webhooks/${webhookId}/deliveries`);
    expect(body.deliveries).toMatchObject([
      { kind: 'session-ended', attempt: 1, status: 204, eventId: lines[0]?.id },
    ]);
  });
});
