/** What a server was asked to stop keeps: acknowledged entries, answers, deliveries; and that it does not keep anyone waiting. */
import http, { createServer, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { connected, Household, movesFrom, sessionStarted } from './stage/household.js';
import { type ServerProcess, startServerProcess } from './stage/server-process.js';

const SESSION = '01JD3Z5X8QSESS10N000000001';
/** Twice the server's own last words, the queue, and a machine that does other things as well. */
const LONGEST_STOP_MS = 7_000;

let server: ServerProcess | undefined;
let household: Household | undefined;
const receivers: Server[] = [];

async function begin(env: Record<string, string> = {}) {
  server = await startServerProcess(env);
  household = await new Household(server).begin();
  return { server, household };
}

async function stopped(running: ServerProcess, signal: NodeJS.Signals = 'SIGTERM') {
  const asked = performance.now();
  running.signal(signal);
  const code = await running.exit();
  return { code, ms: performance.now() - asked };
}

/**
 * A sign-in that the server has begun to read: it said "continue". What only lies on a connection that a stopping server holds
 * for idle is nobody's open request, and may be lost with it.
 */
async function openSignIn({ url }: ServerProcess): Promise<{ status: Promise<number | undefined> }> {
  const body = JSON.stringify({ name: 'Ida', password: 'plumb lines hang straight' });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    origin: url,
    expect: '100-continue',
  };
  const request = http.request(`${url}/api/v1/login`, { method: 'POST', headers, agent: false });
  const status = new Promise<number | undefined>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
  });
  await new Promise<void>((resolve) => {
    request.once('continue', resolve);
    request.flushHeaders();
  });
  request.end(body);
  return { status };
}

type Hook = { url: string; place: string; ids: string[]; arrived(count: number): Promise<void> };

/** Takes deliveries and answers after `answerMs`; never, when that is undefined. */
async function receiver(answerMs: () => number | undefined): Promise<Hook> {
  const ids: string[] = [];
  const heard = createServer((request, response) => {
    ids.push(String(request.headers['plumbline-delivery']));
    const wait = answerMs();
    if (wait !== undefined) setTimeout(() => response.end(), wait);
  });
  receivers.push(heard);
  await new Promise<void>((resolve) => heard.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(heard.address() as AddressInfo).port}`;
  const arrived = async (count: number) => {
    while (ids.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return { url: `http://${place}/`, place, ids, arrived };
}

async function tellOf({ server, household }: Awaited<ReturnType<typeof begin>>, url: string) {
  const made = await household.ask('POST', '/api/v1/webhooks', {
    name: 'Home',
    address: url,
    kinds: ['session-started'],
  });
  expect(made.status).toBe(200);
  const socket = household.watchSocket();
  await connected(socket);
  await socket.emitWithAck('journal:push', sessionStarted(1, Date.now(), SESSION));
  return { id: (made.body.webhook as { id: string }).id, server };
}

afterEach(async () => {
  household?.end();
  server?.signal('SIGKILL');
  await server?.exit();
  for (const each of receivers.splice(0)) {
    each.closeAllConnections();
    each.close();
  }
});

describe('a server that is asked to stop', () => {
  test('answers whom it can, tells sockets when to come back, and has what it acknowledged', async () => {
    const { server, household } = await begin();
    const page = household.pageSocket();
    const watch = household.watchSocket();
    await Promise.all([connected(page), connected(watch)]);
    const acknowledged = new Set<number>();
    const answers = new Set<string>();
    let from = 1;
    const push = async (): Promise<void> => {
      const first = from;
      from += 10;
      const answer = await watch.emitWithAck('journal:push', movesFrom(first, 10)).catch(() => undefined);
      if (answer === undefined) return;
      answers.add(answer.ok ? 'ok' : answer.code);
      if (answer.ok) for (let seq = first; seq < first + 10; seq += 1) acknowledged.add(seq);
      if (watch.connected) await push();
    };
    const load = Promise.all([push(), push(), push(), push()]);
    while (acknowledged.size < 200) await new Promise((resolve) => setTimeout(resolve, 5));
    const hint = new Promise((resolve) => page.once('stopping', resolve));
    const open = await openSignIn(server);
    const { code, ms } = await stopped(server);
    expect([code, ms < LONGEST_STOP_MS]).toEqual([0, true]);
    expect(await hint).toEqual({ retryAfterMs: 3_000 });
    expect([200, 503]).toContain(await open.status);
    await load;
    expect([...answers].filter((answer) => !['ok', 'stopping'].includes(answer))).toEqual([]);
    await server.killAndRestart();
    const stored = new Set<number>();
    for (let since = 0, more = true; more; ) {
      const { body } = await household.ask('GET', `/api/v1/changes?since=${since}`);
      for (const { entry } of body.entries as { entry: { seq: number } }[]) stored.add(entry.seq);
      since = body.position as number;
      more = body.more as boolean;
    }
    expect([...acknowledged].filter((seq) => !stored.has(seq))).toEqual([]);
  }, 60_000);

  test('leaves in time whoever is slow: a request without an end, a silent socket, a reader who does not read', async () => {
    const { server } = await begin();
    const port = Number(new URL(server.url).port);
    const slow = net.connect(port, '127.0.0.1').on('error', () => undefined);
    slow.write('POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{');
    const reader = net.connect(port, '127.0.0.1').on('error', () => undefined);
    reader.write('GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(200));
    reader.pause();
    const silent = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((resolve) => silent.once('open', resolve));
    silent.on('error', () => undefined).pause();
    const { code, ms } = await stopped(server, 'SIGINT');
    expect([code, ms < LONGEST_STOP_MS]).toEqual([0, true]);
    for (const socket of [slow, reader]) socket.destroy();
    silent.terminate();
  }, 60_000);

  test('goes at once when it is asked a second time', async () => {
    const home = await receiver(() => undefined);
    const { server } = await tellOf(await begin({ OUTGOING_ALLOW: home.place }), home.url);
    await home.arrived(1);
    const slow = net.connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => undefined);
    slow.write('POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{');
    await new Promise((resolve) => setTimeout(resolve, 100));
    // A terminal and npm both pass one Ctrl+C on: that is one wish.
    server.signal('SIGINT');
    server.signal('SIGINT');
    while (!server.output.includes('"stopping"')) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 400));
    const { code, ms } = await stopped(server, 'SIGINT');
    // 1 is the word of who did not finish; it had two seconds of patience.
    expect([code, ms < LONGEST_STOP_MS]).toEqual([1, true]);
    slow.destroy();
  }, 60_000);

  test('lets a delivery that is on its way arrive, and writes it down', async () => {
    const home = await receiver(() => 500);
    const { id, server } = await tellOf(await begin({ OUTGOING_ALLOW: home.place }), home.url);
    await home.arrived(1);
    expect((await stopped(server)).code).toBe(0);
    await server.killAndRestart();
    const log = await (household as Household).ask('GET', `/api/v1/webhooks/${id}/deliveries`);
    expect(log.body.deliveries).toEqual([expect.objectContaining({ status: 200, attempt: 1 })]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(home.ids).toHaveLength(1);
  }, 60_000);

  test('cuts a delivery that does not end; the next start sends the same event again at once', async () => {
    let answers = false;
    const home = await receiver(() => (answers ? 0 : undefined));
    const { server } = await tellOf(await begin({ OUTGOING_ALLOW: home.place }), home.url);
    await home.arrived(1);
    const { code, ms } = await stopped(server);
    expect([code, ms < LONGEST_STOP_MS]).toEqual([0, true]);
    answers = true;
    await server.killAndRestart();
    await home.arrived(2);
    expect(home.ids[1]).toBe(home.ids[0]);
  }, 60_000);
});
