import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { waitFor } from '../testing/index.js';
import { createWatch, type Watch } from './index.js';

let server: Server;
let sockets: WebSocketServer;
let port = 0;
let watch: Watch;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      response.writeHead(202, { 'content-type': 'text/plain', 'x-seen': String(request.headers['x-mark']) });
      response.end(`${request.method} ${request.url} ${body}`);
    });
  });
  sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.on('message', (data, binary) => {
      if (String(data) === 'bye') socket.close(3_001, 'you said so');
      else socket.send(data, { binary });
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  for (const socket of sockets.clients) socket.terminate();
  await new Promise((done) => void server.close(done));
});

afterEach(() => watch.close());

async function start(side: string, webSocket: boolean) {
  watch = await createWatch({
    package: tinyProgram({ side: `AppSideService({onInit() {${side}}})` }),
    startAt: 0,
    phone: { webSocket },
  });
  watch.phone.start();
}

const lines = () => watch.logs.map(({ text }) => text);
const says = (text: string) => waitFor(watch, () => lines().includes(text));

describe('the phone’s network in Node', () => {
  test('fetches for real, and virtual time waits for the answer', async () => {
    await start(
      `fetch({url: 'http://127.0.0.1:${port}/a?b', method: 'POST', headers: {'x-mark': 'm'}, body: 'büro'})
        .then((r) => console.log(r.status, r.headers['x-seen'], r.body));
       setTimeout(() => console.log('a minute'), 60000);`,
      false,
    );
    await watch.advance(60_000);
    expect(lines()).toEqual(['202 m POST /a?b büro', 'a minute']);
  });

  test('tells of an address that nobody answers', async () => {
    await start(`fetch('http://127.0.0.1:1/').catch((fault) => console.log('no', fault.code));`, false);
    await says('no -1');
  });

  test('has a WebSocket only when told so', async () => {
    await start(`console.log(typeof WebSocket);`, false);
    expect(lines()).toEqual(['undefined']);
  });

  test('carries text and bytes over a WebSocket both ways and closes with code and reason', async () => {
    await start(
      `const s = new WebSocket('ws://127.0.0.1:${port}/'); s.binaryType = 'arraybuffer';
       s.onopen = () => { s.send('grüße'); s.send(new Uint8Array([1, 2, 255])); };
       s.addEventListener('message', ({data}) => {
         console.log(typeof data === 'string' ? data : new Uint8Array(data).join());
         if (typeof data !== 'string') s.send('bye');
       });
       s.onclose = ({code, reason}) => console.log(code, reason, s.readyState);`,
      true,
    );
    await says('3001 you said so 3');
    expect(lines()).toEqual(['grüße', '1,2,255', '3001 you said so 3']);
  });

  test('tells a WebSocket that cannot connect', async () => {
    await start(
      `const s = new WebSocket('ws://127.0.0.1:1/'); s.onerror = () => console.log('error');
       s.onclose = ({code}) => console.log('closed', code);`,
      true,
    );
    await says('closed 1006');
    expect(lines()).toEqual(['error', 'closed 1006']);
  });

  test('closes the sockets of a side service that is killed, which hears nothing of it', async () => {
    await start(
      `const s = new WebSocket('ws://127.0.0.1:${port}/'); s.onopen = () => console.log('open');
       s.onclose = () => console.log('closed');`,
      true,
    );
    await says('open');
    watch.phone.kill();
    await waitFor(watch, () => sockets.clients.size === 0);
    expect(lines()).toEqual(['open']);
  });
});

describe('a watch in real time', () => {
  test('runs sixty times as fast when asked, and stands still between leaps when virtual', async () => {
    watch = await createWatch({
      package: tinyProgram({ page: `build() { setInterval(() => console.log('tick'), 1000); }` }),
      startAt: 0,
      speed: 60,
      limits: { screenTimeoutMs: 60_000 },
    });
    watch.launch();
    await new Promise((done) => setTimeout(done, 200));
    const ticks = lines().length;
    expect(ticks).toBeGreaterThanOrEqual(8);
    expect(ticks).toBeLessThanOrEqual(20);
    watch.setSpeed('virtual');
    const now = watch.now();
    await new Promise((done) => setTimeout(done, 30));
    expect(watch.now()).toBe(now);
  });
});
